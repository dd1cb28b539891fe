"""What can be wrong with a run as a whole."""

from __future__ import annotations


class RunError(Exception):
    """A run that cannot be done, or not be gone on with; its text is one line."""
