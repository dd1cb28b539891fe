"""Reading a file whole that has a name from outside: only what is a file, and not too large.

A pipe is waited for, a device may never end, and a hole of a terabyte takes no room in a
repository. So it is asked what it is and how large before it is read.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

_AT_ONCE: int = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
"""Opens a pipe without waiting for one who writes, and no terminal as our own."""


class Unreadable(Exception):
    """A file that is not read; the text says why in a few words."""


class TooLarge(Unreadable):
    """A file of more bytes than its kind needs."""


def read(path: str | Path, most: int, *, piped: bool = False) -> bytes:
    """Return what a file holds.

    Args:
        path: the file.
        most: how many bytes it may have.
        piped: whether it may be a pipe or device too, because somebody named it for this.

    Raises:
        Unreadable: it cannot be read, is no file, or too large.

    >>> read("/nowhere", 100)
    Traceback (most recent call last):
    ocrfix.system.safe_files.Unreadable: cannot be read: no such file or directory
    """
    try:
        with open(path, "rb", opener=None if piped else _opener) as file:
            _check(file, most, piped=piped)
            parts: list[bytes] = []
            length = 0
            # One that grows while it is read, or has no size to begin with, ends here.
            while part := file.read(min(most + 1, 1 << 20)):
                parts.append(part)
                length += len(part)
                if length > most:
                    raise _too_large(most)
            return b"".join(parts)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Unreadable(f"cannot be read: {reason}") from error


def opened(path: str | Path, most: int) -> BinaryIO:
    """Return an open file, for those who read it line by line; see :func:`read`.

    Raises:
        OSError: it cannot be opened.
        Unreadable: it is no file, or too large.
    """
    file = open(path, "rb", opener=_opener)  # noqa: SIM115 - whoever asked for it closes it
    try:
        _check(file, most, piped=False)
    except BaseException:
        file.close()
        raise
    return file


def _check(file: BinaryIO, most: int, *, piped: bool) -> None:
    status = os.fstat(file.fileno())
    if not piped and not stat.S_ISREG(status.st_mode):
        raise Unreadable("no file, but a pipe or device")
    if status.st_size > most:
        raise _too_large(most)


def _opener(path: str, flags: int) -> int:
    return os.open(path, flags | _AT_ONCE)


def _too_large(most: int) -> TooLarge:
    return TooLarge(f"more than {most:,} bytes")
