"""XML page formats: hOCR, ALTO and PAGE, read with the places of their words and written in place.

The parser states where each element is in the file; a change of a word is a splice there. So all
other bytes stay as they are.
"""
