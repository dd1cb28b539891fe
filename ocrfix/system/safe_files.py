"""Reading a whole file whose name comes from outside, if it is a regular file of limited size.

A pipe would block, a device may never end, and a sparse file of a terabyte takes no space in a
repository. So type and size are checked before anything is read.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from ocrfix.system.os_errors import reason

_NONBLOCKING: int = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
"""Flags that open a pipe without waiting for a writer, and a terminal without taking it over."""


class UnreadableFile(Exception):
    """A file that was not read; the text is the reason, as part of a message."""


class FileTooLarge(UnreadableFile):
    """A file with more bytes than allowed."""


def read(path: str | Path, max_bytes: int, *, allow_pipe: bool = False) -> bytes:
    """Return the content of a file.

    Args:
        path: the file.
        max_bytes: the greatest size allowed.
        allow_pipe: whether it may also be a pipe or device, because the user named it.

    Raises:
        UnreadableFile: it cannot be read, is not a regular file, or is too large.

    >>> read("/nowhere", 100)
    Traceback (most recent call last):
    ocrfix.system.safe_files.UnreadableFile: cannot be read: no such file or directory
    """
    try:
        with open(path, "rb", opener=None if allow_pipe else _opener) as file:
            _check(file, max_bytes, allow_pipe=allow_pipe)
            parts: list[bytes] = []
            length = 0
            # Also stops at a file that grows while it is read, or whose size is not known.
            while part := file.read(min(max_bytes + 1, 1 << 20)):
                parts.append(part)
                length += len(part)
                if length > max_bytes:
                    raise _too_large(max_bytes)
            return b"".join(parts)
    except OSError as error:
        raise UnreadableFile(f"cannot be read: {reason(error)}") from error


def open_file(path: str | Path, max_bytes: int) -> BinaryIO:
    """Return an open file, to be read line by line; see :func:`read`.

    Raises:
        OSError: it cannot be opened.
        UnreadableFile: it is not a regular file, or is too large.
    """
    file = open(path, "rb", opener=_opener)  # noqa: SIM115 - the caller closes it
    try:
        _check(file, max_bytes, allow_pipe=False)
    except BaseException:
        file.close()
        raise
    return file


def _check(file: BinaryIO, max_bytes: int, *, allow_pipe: bool) -> None:
    status = os.fstat(file.fileno())
    if not allow_pipe and not stat.S_ISREG(status.st_mode):
        raise UnreadableFile("not a file, but a pipe or device")
    if status.st_size > max_bytes:
        raise _too_large(max_bytes)


def _opener(path: str, flags: int) -> int:
    return os.open(path, flags | _NONBLOCKING)


def _too_large(max_bytes: int) -> FileTooLarge:
    return FileTooLarge(f"more than {max_bytes:,} bytes")
