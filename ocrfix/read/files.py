"""Input files: finding those that paths name, and reading them."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from ocrfix.read.decode import decode
from ocrfix.read.errors import ReadError
from ocrfix.read.signatures import recognize
from ocrfix.records import Source
from ocrfix.system.os_errors import reason
from ocrfix.text.escape import printable

if TYPE_CHECKING:
    from ocrfix.config import Config
    from ocrfix.pages.file import PagedFile
    from ocrfix.text.pages import PagedText

STDIN = "-"
"""The path that stands for standard input."""


class InputFile(NamedTuple):
    """An input: the path of a file, as named or as found in a folder; ``-`` is standard input.

    Attributes:
        path: the path.
        second: the files of other readings of the same document.
    """

    path: str
    second: tuple[str, ...] = ()


def find(
    paths: Sequence[str],
    config: Config,
    leave_out: str | None = None,
    excluded: Callable[[str], bool] | None = None,
) -> Iterator[InputFile | ReadError]:
    """Yield the inputs that ``paths`` name; for a path that cannot be used, its error.

    A named file is an input with any name. From a folder and its subfolders come the files with
    one of ``config.read.extensions``, in order of name, or if there are none, its files with pages;
    hidden files are skipped, and links to folders are not followed.

    Args:
        paths: files, folders, and ``-`` for standard input.
        config: the settings.
        leave_out: a folder to skip, because the output goes there.
        excluded: whether to skip a file, even a named one.

    >>> from ocrfix import Config
    >>> [str(found) for found in find(["missing.txt"], Config.default())]
    ['missing.txt: no such file or folder; check the name']
    """
    skipped = os.path.realpath(leave_out) if leave_out is not None else None
    for path in paths:
        if path == STDIN:
            yield InputFile(path)
        elif os.path.isdir(path):
            empty = True
            for found in _inside(path, config.read.extensions, skipped):
                empty = False
                if excluded is None or isinstance(found, ReadError) or not excluded(found.path):
                    yield found
            if empty:
                # A folder of scans; where there are texts as well, they are what is meant.
                for found in _paged_inside(path, skipped):
                    empty = False
                    if excluded is None or not excluded(found.path):
                        yield found
            if empty:
                extensions = " or ".join(config.read.extensions) or "any extension"
                yield ReadError(
                    path,
                    f"no file with {extensions} in it",
                    "name the files, or set read.extensions",
                )
        elif os.path.lexists(path):
            if excluded is None or not excluded(path):
                yield InputFile(path)
        else:
            yield ReadError(path, "no such file or folder", "check the name")


class InputText(NamedTuple):
    """The text of an input.

    Attributes:
        text: the text.
        source: where it came from.
        file: the file with pages that it was read from, if it was.
        data: the bytes of that file.
    """

    text: str
    source: Source
    file: PagedFile | None = None
    data: bytes = b""

    @property
    def pages(self) -> PagedText | None:
        """The text with its pages, if it has any."""
        return self.file.paged if self.file is not None else None


def read(found: InputFile, config: Config) -> InputText:
    """Return the text of an input: of a text, or of a file with pages.

    Raises:
        ReadError: it cannot be read, is empty, too large, or has no text that can be read.
    """
    return decode_input(found, read_bytes(found, config), config)


def read_text(found: InputFile, config: Config) -> InputText:
    """Return the text of an input that is text, such as a record.

    Raises:
        ReadError: it cannot be read, is empty, too large, or not text.
    """
    data = read_bytes(found, config)
    _check_not_empty(found, data)
    return InputText(*decode(data, config, printable(found.path)))


def read_bytes(found: InputFile, config: Config) -> bytes:
    """Return the bytes of an input.

    Raises:
        ReadError: it cannot be read, or is too large.
    """
    try:
        return _bytes(found.path, config.read.max_bytes)
    except OSError as error:
        raise ReadError(found.path, f"cannot be read: {reason(error)}", "check the file") from error


def decode_input(found: InputFile, data: bytes, config: Config) -> InputText:
    """Return the text of the bytes of an input.

    Raises:
        ReadError: the input is empty, or has no text that can be read.
    """
    _check_not_empty(found, data)
    format = recognize(data, found.path)
    if format is not None:
        from ocrfix.read.paged import open_paged

        return InputText(*open_paged(data, format, printable(found.path)), data)
    return InputText(*decode(data, config, printable(found.path)))


def _check_not_empty(found: InputFile, data: bytes) -> None:
    if not data:
        raise ReadError(found.path, "empty", "leave it out, or run the OCR again")


def _inside(
    folder: str, extensions: tuple[str, ...], skipped: str | None
) -> Iterator[InputFile | ReadError]:
    if skipped is not None and os.path.realpath(folder) == skipped:
        return
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield ReadError(folder, f"cannot be listed: {reason(error)}", "check the folder")
        return
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _inside(entry.path, extensions, skipped)
        elif entry.name.lower().endswith(extensions) and _readable(entry):
            yield InputFile(entry.path)


def _paged_inside(folder: str, skipped: str | None) -> Iterator[InputFile]:
    """Yield the files with pages in a folder."""
    from ocrfix.formats import PAGED_EXTENSIONS
    from ocrfix.read.paged import may_have_pages

    for found in _inside(folder, PAGED_EXTENSIONS, skipped):
        if isinstance(found, InputFile) and may_have_pages(found.path):
            yield found


def _readable(entry: os.DirEntry[str]) -> bool:
    """Return whether to read an entry of a folder; a broken link is read, and so reported."""
    try:
        return entry.is_file() or not os.path.exists(entry.path)
    except OSError:
        return True


def _bytes(path: str, limit: int) -> bytes:
    if path == STDIN:
        if sys.stdin is None:
            raise ReadError(STDIN, "standard input is closed", "pipe a text into it")
        return _read_stream(sys.stdin.buffer, path, limit)
    with open(path, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            return _read_stream(file, path, limit)
        if status.st_size > limit:
            raise _too_large(path, limit)
        return file.read()


def _read_stream(file: BinaryIO, path: str, limit: int) -> bytes:
    """Read a stream of unknown size, up to the limit: a device may never end."""
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
