"""Segmentation: words whose letters are spaced out, run together, or hyphenated at a line end."""
