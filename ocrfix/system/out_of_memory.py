"""Recognition of errors that mean that memory ran out."""

from __future__ import annotations

import errno

_LIBRARY_MESSAGES = ("MAP_FAILED", "failed to map segment", "annot allocate memory")
"""Parts of the messages of marisa-trie and of the loader of compiled modules."""


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error means that there was not enough memory.

    Python raises ``MemoryError``, but where the system refuses to map a dictionary or to load a
    compiled module, the exception is another one.

    >>> is_out_of_memory(MemoryError()), is_out_of_memory(OSError(12, "Cannot allocate memory"))
    (True, True)
    >>> is_out_of_memory(OSError(2, "No such file or directory"))
    False
    """
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    if isinstance(error, RuntimeError | ImportError):
        return any(message in str(error) for message in _LIBRARY_MESSAGES)
    return isinstance(error, MemoryError)
