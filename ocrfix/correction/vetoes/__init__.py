"""Vetoes: reasons not to make an edit, however probable it is."""
