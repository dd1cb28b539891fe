"""Training from pairs of OCR text and ground truth: the confusion table and the weights."""
