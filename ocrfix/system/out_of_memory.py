"""Telling that memory ran out, however it is said."""

from __future__ import annotations

import errno


def ran_out(error: BaseException) -> bool:
    """Whether an error says that there was not enough memory.

    Python has a kind of its own for it. Where the system refuses to map a dictionary or to load a
    part of the program, it comes as another one.

    >>> ran_out(MemoryError()), ran_out(OSError(12, "Cannot allocate memory")), ran_out(OSError(2))
    (True, True, False)
    """
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    if isinstance(error, RuntimeError | ImportError):
        return any(sign in str(error) for sign in _REFUSED)
    return isinstance(error, MemoryError)


_REFUSED = ("MAP_FAILED", "failed to map segment", "annot allocate memory")
"""What the library of tries says, and the loader of compiled modules."""
