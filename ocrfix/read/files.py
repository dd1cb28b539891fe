"""Finding and reading the files that paths stand for."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from ocrfix.read.decode import decode
from ocrfix.read.errors import ReadError
from ocrfix.records import Source
from ocrfix.system.os_errors import reason
from ocrfix.text.escape import printable

if TYPE_CHECKING:
    from ocrfix.config import Config

STDIN = "-"


class Found(NamedTuple):
    """An input: its path as it was named, or came out of a folder; ``-`` is standard input."""

    path: str


def find(
    paths: Sequence[str],
    config: Config,
    leave_out: str | None = None,
    excluded: Callable[[str], bool] | None = None,
) -> Iterator[Found | ReadError]:
    """Yield the inputs that ``paths`` stand for, and what is wrong with a path in its place.

    A file is taken whatever its name. Of a folder, the files with one of
    ``config.read.extensions`` are taken, and those of its folders, in order of name; what begins
    with a dot is left alone, and no link to a folder is followed.

    Args:
        paths: files, folders, and ``-`` for standard input.
        config: the settings.
        leave_out: a folder that is not looked into, because the output goes there.
        excluded: tells which files are passed over; also those that are named.

    >>> from ocrfix import Config
    >>> [str(found) for found in find(["missing.txt"], Config.default())]
    ['missing.txt: no such file or folder; check the name']
    """
    skipped = os.path.realpath(leave_out) if leave_out is not None else None
    for path in paths:
        if path == STDIN:
            yield Found(path)
        elif os.path.isdir(path):
            nothing = True
            for found in _inside(path, config.read.extensions, skipped):
                nothing = False
                if excluded is None or isinstance(found, ReadError) or not excluded(found.path):
                    yield found
            if nothing:
                endings = " or ".join(config.read.extensions) or "any ending"
                yield ReadError(
                    path,
                    f"no file with {endings} in it",
                    "name the files, or set read.extensions",
                )
        elif os.path.lexists(path):
            if excluded is None or not excluded(path):
                yield Found(path)
        else:
            yield ReadError(path, "no such file or folder", "check the name")


def read(found: Found, config: Config) -> tuple[str, Source]:
    """Return the text of an input, and how to make its bytes again.

    Raises:
        ReadError: it cannot be read, is empty, too large, or not text.
    """
    return text_of(found, read_bytes(found, config), config)


def read_bytes(found: Found, config: Config) -> bytes:
    """Return the bytes of an input.

    Raises:
        ReadError: it cannot be read, or is too large.
    """
    try:
        return _bytes(found.path, config.read.max_bytes)
    except OSError as error:
        raise ReadError(found.path, f"cannot be read: {reason(error)}", "check the file") from error


def text_of(found: Found, data: bytes, config: Config) -> tuple[str, Source]:
    """Return the text of the bytes of an input, and how to make them again.

    Raises:
        ReadError: there are none, or they are not text.
    """
    if not data:
        raise ReadError(found.path, "empty", "leave it out, or read it again with the OCR engine")
    return decode(data, config, printable(found.path))


def _inside(
    folder: str, extensions: tuple[str, ...], skipped: str | None
) -> Iterator[Found | ReadError]:
    if skipped is not None and os.path.realpath(folder) == skipped:
        return
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield ReadError(folder, f"cannot be looked into: {reason(error)}", "check the folder")
        return
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _inside(entry.path, extensions, skipped)
        elif entry.name.lower().endswith(extensions) and _readable(entry):
            yield Found(entry.path)


def _readable(entry: os.DirEntry[str]) -> bool:
    """Whether to read what stands in a folder; a link to nothing or to itself is complained of."""
    try:
        return entry.is_file() or not os.path.exists(entry.path)
    except OSError:
        return True


def _bytes(path: str, limit: int) -> bytes:
    if path == STDIN:
        if sys.stdin is None:
            raise ReadError(STDIN, "standard input is closed", "pipe a text into it")
        return _piped(sys.stdin.buffer, path, limit)
    with open(path, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            return _piped(file, path, limit)
        if status.st_size > limit:
            raise _too_large(path, limit)
        return file.read()


def _piped(file: BinaryIO, path: str, limit: int) -> bytes:
    """Read what has no size, and stop where it is too much: a device may never end."""
    parts: list[bytes] = []
    length = 0
    while part := file.read(1 << 20):
        parts.append(part)
        length += len(part)
        if length > limit:
            raise _too_large(path, limit)
    return b"".join(parts)


def _too_large(path: str, limit: int) -> ReadError:
    return ReadError(path, f"more than {limit:,} bytes", "split it, or raise read.max_bytes")
