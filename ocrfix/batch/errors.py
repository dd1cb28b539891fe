"""The error that ends a run as a whole."""

from __future__ import annotations


class RunError(Exception):
    """A run that cannot start or continue; the text is one line."""
