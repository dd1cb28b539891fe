"""Compiled dictionaries: compiling the files of ``dictionaries/``, and finding the result."""
