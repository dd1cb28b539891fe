"""The wording of errors that the operating system reports."""

from __future__ import annotations


def reason(error: OSError) -> str:
    """Return in lower case what the system says about an error, to be part of a message.

    >>> reason(FileNotFoundError(2, "No such file or directory"))
    'no such file or directory'
    """
    return (error.strerror or " ".join(str(error).split())).lower()
