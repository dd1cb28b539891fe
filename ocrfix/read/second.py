"""Second readings: the files that have another reading of each input."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ocrfix.read.errors import ReadError
from ocrfix.read.files import STDIN, InputFile, read
from ocrfix.text.escape import printable

if TYPE_CHECKING:
    from ocrfix.config import Config


class SecondReadings:
    """Where the other readings of the inputs are.

    Args:
        paths: the inputs: files and folders.
        seconds: for each further reading a file, or a folder in which each file has the path that
            its input has in the input folder.

    Raises:
        ReadError: there is no such file or folder, or one file for several inputs.
    """

    def __init__(self, paths: Sequence[str], seconds: Sequence[str]) -> None:
        self._folders = [path for path in paths if os.path.isdir(path)]
        self._seconds = seconds
        for second in seconds:
            if not os.path.lexists(second) or second == STDIN:
                raise ReadError(second, "no such file or folder", "check the name after --second")
            if not os.path.isdir(second) and (len(paths) > 1 or self._folders):
                raise ReadError(
                    second, "one file for several documents", "name a folder after --second"
                )

    def of(self, path: str) -> tuple[str, ...]:
        """Return the files of the other readings of an input.

        Raises:
            ReadError: one of them does not exist.
        """
        return tuple(self._of(path, second) for second in self._seconds)

    def _of(self, path: str, second: str) -> str:
        if not os.path.isdir(second):
            return second
        folder = next((f for f in self._folders if _is_below(path, f)), os.path.dirname(path))
        file = os.path.join(second, os.path.relpath(path, folder or "."))
        if not os.path.lexists(file):
            advice = f"add {printable(file)}, or leave the document out"
            raise ReadError(path, "no second reading", advice)
        return file


def read_second(paths: Sequence[str], config: Config) -> tuple[str, ...]:
    """Return the texts of other readings.

    Raises:
        ReadError: one of them cannot be read, is empty, too large, or not text.
    """
    return tuple(read(InputFile(path), config)[0] for path in paths)


def _is_below(path: str, folder: str) -> bool:
    inside = os.path.relpath(path, folder)
    return inside != os.pardir and not inside.startswith(os.pardir + os.sep)
