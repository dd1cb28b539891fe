"""Feeding the program with whatever breaks programs; see ``docs/reliability.md``."""
