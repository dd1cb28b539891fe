"""Output files: the target of each input, and writing it completely or not at all."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ocrfix.cli.errors import CommandError
from ocrfix.read.files import STDIN
from ocrfix.system.atomic_write import atomic_write
from ocrfix.system.os_errors import reason
from ocrfix.text.escape import printable


class Target(NamedTuple):
    """An output file that was checked; a link that replaces it later is not followed.

    Attributes:
        name: the path, for messages.
        real: the path with links resolved, when it was checked.
    """

    name: str
    real: str


class OutputPaths:
    """The output files for some inputs: one file, or files in a folder.

    It is a folder if it exists as one, is written as one (``out/``), or if there are several
    inputs. Files in it keep their paths relative to the nearest common folder of the inputs, so
    that no two of them can collide.

    Args:
        out: the file or folder.
        paths: the inputs, as the user named them.
        extension: the suffix added to the names of files in the folder.

    Raises:
        CommandError: the output is unsuitable for these inputs.
    """

    def __init__(self, out: str, paths: Sequence[str], extension: str = "") -> None:
        self._out = out
        self._extension = extension
        self.is_folder = is_folder(out) or len(paths) > 1 or os.path.isdir(paths[0])
        if not self.is_folder:
            return
        shown = printable(out)
        if os.path.lexists(out) and not os.path.isdir(out):
            raise CommandError(f"{shown}: is a file, but there are several results; name a folder")
        if STDIN in paths:
            raise CommandError("-: has no file name to use in a folder; name a file with --output")
        folders = [path for path in paths if os.path.isdir(path)]
        if any(os.path.realpath(path) == os.path.realpath(out) for path in folders):
            raise CommandError(f"{shown}: is also the input; use --in-place or another folder")
        tops = [path if path in folders else os.path.dirname(path) or "." for path in paths]
        self._common_folder = os.path.commonpath([os.path.abspath(top) for top in tops])
        self._assigned: dict[str, str] = {}

    def target(self, path: str, extension: str = "") -> Target:
        """Return the output file for an input.

        Args:
            path: the input.
            extension: a further suffix, in a folder.

        Raises:
            CommandError: it would overwrite an input or another output, or is outside the folder.
        """
        if not self.is_folder:
            return Target(self._out, os.path.realpath(self._out))
        relative = os.path.relpath(os.path.abspath(path), self._common_folder)
        target = os.path.join(self._out, relative + self._extension + extension)
        real = os.path.realpath(target)
        if real == os.path.realpath(path):
            raise CommandError(
                f"{printable(path)}: would be overwritten; use --in-place or another folder"
            )
        if not _is_below(real, os.path.realpath(self._out)):
            raise CommandError(
                f"{printable(target)}: a link leads out of the folder; remove the link"
            )
        self._check_name(target)
        return Target(target, real)

    def _check_name(self, target: str) -> None:
        """Reject a name that the disk does not distinguish from that of an earlier output.

        Disks of Windows and macOS ignore case, so that ``Memo.txt`` is the same as ``memo.txt``.
        """
        name = unicodedata.normalize("NFC", target).casefold()
        earlier = self._assigned.setdefault(name, target)
        with suppress(OSError):
            if earlier != target and os.path.samefile(earlier, target):
                raise CommandError(
                    f"{printable(target)}: would overwrite {printable(earlier)}, whose name is the "
                    "same on this disk; rename one of the two"
                )


def is_folder(path: str) -> bool:
    """Whether a path is a folder, or is written as one."""
    return path.endswith(("/", os.sep)) or os.path.isdir(path)


def own_folder(path: str) -> Path:
    """Return the dictionary folder of the user that an option names.

    Raises:
        CommandError: it is a file.
    """
    if os.path.lexists(path) and not os.path.isdir(path):
        raise CommandError(f"{path}: is a file; name a folder")
    return Path(path)


def in_place_target(path: str, paths: Sequence[str]) -> Target:
    """Return the output file for an input that will be overwritten.

    Args:
        path: an input.
        paths: the inputs, as the user named them.

    Raises:
        CommandError: it is a device or pipe, or a link that leads out of the named folders.
    """
    target = os.path.realpath(path)
    if os.path.exists(target) and not os.path.isfile(target):
        raise CommandError(f"{printable(path)}: is not a regular file; use --output")
    if path not in paths and not any(_is_below(target, os.path.realpath(top)) for top in paths):
        raise CommandError(
            f"{printable(path)}: a link leads out of the folder; name its file, or use --output"
        )
    return Target(path, target)


def write_file(
    path: str | Target,
    data: bytes,
    like: str | None = None,
    option: str = "--output",
    expected: bytes | None = None,
    keep_times: bool = False,
) -> None:
    """Write a file completely or not at all; see :func:`ocrfix.system.atomic_write.atomic_write`.

    Args:
        path: the file; a link is followed, unless it replaced a checked target meanwhile.
        data: the content.
        like: a file whose permissions a new file gets.
        option: the option of the command that names another file; empty if it has none.
        expected: the content that was read; if the file has changed since, it is not written.
        keep_times: whether the file keeps its times of modification and access.

    Raises:
        CommandError: it cannot be written.
    """
    path, target = path if isinstance(path, Target) else (path, os.path.realpath(path))
    try:
        if expected is not None and not _is_unchanged(target, expected, data):
            raise CommandError(f"{printable(path)}: changed since it was read; run it again")
        with atomic_write(target, like=like, keep_times=keep_times) as file:
            file.write(data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _write_error(path, error, option) from error


class SingleFile:
    """One output file for all inputs, written completely or not at all.

    Args:
        out: the file.
        paths: the inputs, as the user named them.

    Raises:
        CommandError: it is a folder, or one of the inputs.
    """

    def __init__(self, out: str, paths: Sequence[str]) -> None:
        if is_folder(out):
            raise CommandError(
                f"{printable(out)}: is a folder, but the output is one file; name a file"
            )
        target = os.path.realpath(out)
        if any(os.path.realpath(path) == target for path in paths if path != STDIN):
            raise CommandError(f"{printable(out)}: is also the input; name another file")
        self._out = out
        self._writer: AbstractContextManager[BinaryIO] | None = None
        self._file: BinaryIO | None = None

    def add(self, data: bytes) -> None:
        """Append an output.

        Raises:
            CommandError: it cannot be written.
        """
        try:
            if self._file is None:
                self._writer = atomic_write(os.path.realpath(self._out))
                self._file = self._writer.__enter__()
            self._file.write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _write_error(self._out, error) from error

    def close(self) -> None:
        """Finish the file.

        Raises:
            CommandError: it cannot be written.
        """
        self.add(b"")
        writer, self._writer = self._writer, None
        assert writer is not None
        try:
            writer.__exit__(None, None, None)
        except OSError as error:
            raise _write_error(self._out, error) from error

    def discard(self) -> None:
        """Leave the file unchanged, unless it is finished already."""
        writer, self._writer = self._writer, None
        if writer is not None:
            with suppress(_Discarded):
                writer.__exit__(_Discarded, _Discarded(), None)


class _Discarded(Exception):
    """The file is not finished."""


def _is_below(path: str, folder: str) -> bool:
    try:
        return os.path.commonpath([path, folder]) == folder
    except ValueError:  # on another drive
        return False


def _write_error(path: str, error: OSError, option: str = "--output") -> CommandError:
    advice = "check the folder" + (f", or use {option}" if option else "")
    return CommandError(f"{printable(path)}: cannot be written: {reason(error)}; {advice}")


def _is_unchanged(target: str, expected: bytes, data: bytes) -> bool:
    """Whether a file has the content that was read, or another run wrote the same output."""
    try:
        if not stat.S_ISREG(os.stat(target).st_mode):
            return True  # reading a pipe would block
        with open(target, "rb") as file:
            content = file.read(max(len(expected), len(data)) + 1)
    except FileNotFoundError:
        return False
    return content in (expected, data)
