"""Learning from pairs of OCR text and truth: the confusion table and the weights."""
