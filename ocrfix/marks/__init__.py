"""Inline marks: the template of a mark, writing marks into a text and removing them."""
