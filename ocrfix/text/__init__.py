"""Text: lines, spans, tokens, offsets and encodings. Knows no words and no other part of ocrfix."""
