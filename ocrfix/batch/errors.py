"""What can be wrong with a run as a whole."""

from __future__ import annotations


class RunError(Exception):
    """A run that cannot be done, or not be gone on with; its text is one line."""


def reason(error: OSError) -> str:
    """Return in small letters what the system says of an error.

    >>> reason(FileNotFoundError(2, "No such file or directory"))
    'no such file or directory'
    """
    return (error.strerror or " ".join(str(error).split())).lower()
