"""Errors of the command line, and the messages for errors in single inputs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ocrfix.read import InputFile


class CommandError(Exception):
    """A command that cannot be executed; the text is one line: what is wrong and what to do."""


def raise_if_debugging(error: Exception) -> None:
    """Raise an unexpected error again under ``python -X dev``, which shows its traceback."""
    if sys.flags.dev_mode and not _is_expected(error):
        raise error


def _is_expected(error: Exception) -> bool:
    from ocrfix.read import ReadError
    from ocrfix.system.out_of_memory import is_out_of_memory

    expected = ReadError | CommandError | UnicodeEncodeError
    return isinstance(error, expected) or is_out_of_memory(error)


def input_error_message(error: Exception, found: InputFile, encoding: str) -> str:
    """Return one line about what went wrong with an input.

    Args:
        error: the error.
        found: the input.
        encoding: its encoding, if it could be read.
    """
    from ocrfix.read import ReadError
    from ocrfix.system.out_of_memory import is_out_of_memory
    from ocrfix.text.escape import printable

    name = printable(found.path)
    if isinstance(error, ReadError | CommandError):
        return str(error)
    if isinstance(error, UnicodeEncodeError):
        character = error.object[error.start]
        return (
            f"{name}: {encoding} has no {character!r}, which is in its clean text; "
            "save it as UTF-8 first"
        )
    if is_out_of_memory(error):
        return f"{name}: not enough memory; split it"
    return (
        f"{name}: {type(error).__name__}: {' '.join(str(error).split())}; "
        "report it, with the file (python -X dev -m ocrfix shows where)"
    )
