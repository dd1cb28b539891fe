"""Compiled dictionaries: making them from the files of ``dictionaries/``, and finding them."""
