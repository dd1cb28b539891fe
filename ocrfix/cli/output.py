"""Where the product of an input goes, and writing it there whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence

from ocrfix.cli.session import Refused, is_folder
from ocrfix.read.errors import printable
from ocrfix.read.files import STDIN


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

    def place(self, path: str) -> str:
        """Return the path for the product of the input at ``path``.

        Raises:
            Refused: that is the input itself.
        """
        if not self.is_folder:
            return self._out
        below = os.path.relpath(os.path.abspath(path), self._top)
        target = os.path.join(self._out, below + self._ending)
        if os.path.realpath(target) == os.path.realpath(path):
            raise Refused(
                f"{printable(path)}: would be written over; use --in-place, or another folder"
            )
        return target


def write(path: str, data: bytes, like: str | None = None, option: str = "--output") -> None:
    """Write a file, whole or not at all, with the permissions that it has already.

    The new content is written beside the file and then put in its place, so that an interruption
    leaves the old one. A link stays a link; a device or pipe is written into.

    Args:
        path: the file; its folder is made if need be.
        data: the content.
        like: a file whose permissions a new file gets.
        option: the option of the command that names another file.

    Raises:
        Refused: it cannot be written.
    """
    target = os.path.realpath(path)
    try:
        if os.path.exists(target) and not stat.S_ISREG(os.stat(target).st_mode):
            with open(target, "wb") as device:
                device.write(data)
            return
        os.makedirs(os.path.dirname(target), exist_ok=True)
        _replace(target, data, like)
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Refused(
            f"{printable(path)}: cannot be written: {reason}; check the folder, or use {option}"
        ) from error


def _replace(target: str, data: bytes, like: str | None) -> None:
    model = target if os.path.exists(target) else like
    if model == target and not os.access(target, os.W_OK):
        raise PermissionError(13, "write-protected")
    temporary = os.path.join(os.path.dirname(target), f".ocrfix-{os.getpid()}.tmp")
    try:
        # Made by hand and not by tempfile, which would hide a new file from the user's group.
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(data)
        if model is not None:
            os.chmod(temporary, stat.S_IMODE(os.stat(model).st_mode))
        os.replace(temporary, target)
    except BaseException:
        if os.path.lexists(temporary):
            os.unlink(temporary)
        raise
