"""Where the product of an input goes, and writing it there whole or not at all."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from typing import BinaryIO, NamedTuple

from ocrfix.cli.run import Refused, is_folder
from ocrfix.read.files import STDIN
from ocrfix.system.atomic_write import atomic_write
from ocrfix.system.os_errors import reason
from ocrfix.text.escape import printable


class Spot(NamedTuple):
    """A place that was looked at, so that no link can be slipped in before it is written.

    Attributes:
        name: the path, as messages name it.
        real: where it led when it was looked at.
    """

    name: str
    real: str


class Output:
    """A file or a folder for the products of some inputs.

    It is a folder if it is one already, is written as one (``out/``), or if there is more than one
    input. In a folder the products stand as the inputs do below their nearest common folder, so
    that no two of them can meet.

    Args:
        out: the file or folder.
        paths: the inputs, as the user named them.
        ending: what is added to the names of files in the folder.

    Raises:
        Refused: the output cannot hold the products of these inputs.
    """

    def __init__(self, out: str, paths: Sequence[str], ending: str = "") -> None:
        self._out = out
        self._ending = ending
        self.is_folder = is_folder(out) or len(paths) > 1 or os.path.isdir(paths[0])
        if not self.is_folder:
            return
        if os.path.lexists(out) and not os.path.isdir(out):
            raise Refused(f"{printable(out)}: a file, but there is more to write; name a folder")
        if STDIN in paths:
            raise Refused("-: has no name in a folder; name a file with --output")
        inside = [path for path in paths if os.path.isdir(path)]
        if any(os.path.realpath(path) == os.path.realpath(out) for path in inside):
            raise Refused(f"{printable(out)}: also the input; use --in-place, or another folder")
        tops = [path if path in inside else os.path.dirname(path) or "." for path in paths]
        self._top = os.path.commonpath([os.path.abspath(top) for top in tops])
        self._given: dict[str, str] = {}

    def place(self, path: str) -> Spot:
        """Return the place for the product of the input at ``path``.

        Raises:
            Refused: that is the input itself.
        """
        if not self.is_folder:
            return Spot(self._out, os.path.realpath(self._out))
        below = os.path.relpath(os.path.abspath(path), self._top)
        target = os.path.join(self._out, below + self._ending)
        if os.path.realpath(target) == os.path.realpath(path):
            raise Refused(
                f"{printable(path)}: would be written over; use --in-place, or another folder"
            )
        real = os.path.realpath(target)
        if not _below(real, os.path.realpath(self._out)):
            raise Refused(
                f"{printable(target)}: a link leads out of the folder; take the link away"
            )
        self._check_name(target)
        return Spot(target, real)

    def _check_name(self, target: str) -> None:
        """Refuse a name that the disk takes for that of an earlier product.

        Disks of Windows and macOS take ``Memo.txt`` for ``memo.txt``.
        """
        name = unicodedata.normalize("NFC", target).casefold()
        earlier = self._given.setdefault(name, target)
        with suppress(OSError):
            if earlier != target and os.path.samefile(earlier, target):
                raise Refused(
                    f"{printable(target)}: would be written over {printable(earlier)}, whose name "
                    "is the same on this disk; rename one of the two"
                )


def own(path: str, paths: Sequence[str]) -> Spot:
    """Return the place of an input that is to be written over.

    Args:
        path: an input.
        paths: the inputs, as the user named them.

    Raises:
        Refused: it is a device or pipe, or a link that leads out of the folders and files that were
            named.
    """
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        raise Refused(f"{printable(path)}: no file to be written over; use --output")
    if path not in paths and not any(_below(target, os.path.realpath(top)) for top in paths):
        raise Refused(
            f"{printable(path)}: a link leads out of the folder; name its file, or use --output"
        )
    return Spot(path, target)


def _below(path: str, folder: str) -> bool:
    try:
        return os.path.commonpath([path, folder]) == folder
    except ValueError:  # on another drive
        return False


def write(
    path: str | Spot,
    data: bytes,
    like: str | None = None,
    option: str = "--output",
    was: bytes | None = None,
    keep_times: bool = False,
) -> None:
    """Write a file, whole or not at all, with the owner and permissions that it has already.

    The new content is written beside the file and then put in its place, so that an interruption
    leaves the old one. A link stays a link; a device or pipe is written into.

    Args:
        path: the file; its folder is made if need be. Of a spot that was looked at, what has come
            there since is written over, be it a link, and never what it leads to.
        data: the content.
        like: a file whose permissions a new file gets.
        option: the option of the command that names another file; empty if it has none.
        was: what stood in the file when it was read; if it changed since, nothing is written.
        keep_times: whether the file keeps its times of modification and access.

    Raises:
        Refused: it cannot be written.
    """
    path, target = path if isinstance(path, Spot) else (path, os.path.realpath(path))
    try:
        if was is not None and not _unchanged(target, was, data):
            raise Refused(f"{printable(path)}: changed since it was read; run it again")
        with atomic_write(target, like=like, keep_times=keep_times) as file:
            file.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritten(path, error, option) from error


class OneFile:
    """A file for the products of all inputs, written whole or not at all, however long it grows.

    Args:
        out: the file.
        paths: the inputs, as the user named them.

    Raises:
        Refused: it is a folder, or one of the inputs.
    """

    def __init__(self, out: str, paths: Sequence[str]) -> None:
        if is_folder(out):
            raise Refused(f"{printable(out)}: a folder, but all goes into one file; name a file")
        target = os.path.realpath(out)
        if any(os.path.realpath(path) == target for path in paths if path != STDIN):
            raise Refused(f"{printable(out)}: also the input; name another file")
        self._out = out
        self._writing: AbstractContextManager[BinaryIO] | None = None
        self._file: BinaryIO | None = None

    def add(self, data: bytes) -> None:
        """Write a product after those before it.

        Raises:
            Refused: it cannot be written.
        """
        try:
            if self._file is None:
                self._writing = atomic_write(os.path.realpath(self._out))
                self._file = self._writing.__enter__()
            self._file.write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _unwritten(self._out, error) from error

    def close(self) -> None:
        """Put the file in its place.

        Raises:
            Refused: it cannot be written.
        """
        self.add(b"")
        writing, self._writing = self._writing, None
        assert writing is not None
        try:
            writing.__exit__(None, None, None)
        except OSError as error:
            raise _unwritten(self._out, error) from error

    def discard(self) -> None:
        """Leave what stood there as it was, unless the file is in its place already."""
        writing, self._writing = self._writing, None
        if writing is not None:
            left = _Left()
            with suppress(_Left):
                writing.__exit__(_Left, left, None)


class _Left(Exception):
    """A file is given up."""


def _unwritten(path: str, error: OSError, option: str = "--output") -> Refused:
    advice = "check the folder" + (f", or use {option}" if option else "")
    return Refused(f"{printable(path)}: cannot be written: {reason(error)}; {advice}")


def _unchanged(target: str, was: bytes, data: bytes) -> bool:
    """Whether a file still holds what was read; another run may have written the same as we do."""
    try:
        if not stat.S_ISREG(os.stat(target).st_mode):
            return True  # and a pipe would be waited for
        with open(target, "rb") as file:
            now = file.read(max(len(was), len(data)) + 1)
    except FileNotFoundError:
        return False
    return now in (was, data)
