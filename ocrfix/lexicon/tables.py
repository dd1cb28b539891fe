"""Tab-separated tables: reading the files of ``dictionaries/``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ocrfix.system import safe_files

_MAX_BYTES = 256 << 20
"""Maximum size of a table: forty times that of the largest one in the package."""


class TableError(ValueError):
    """A table that cannot be read; the message names the file, the line and what to fix."""


def read_rows(path: Path, columns: int, *, min_columns: int = 0) -> Iterator[tuple[str, ...]]:
    r"""Yield the rows of a table, without empty lines and the comment at its head.

    Lines that begin with ``#`` are comments only before the first row, so that a word or a stamp
    may begin with that character.

    Args:
        path: a UTF-8 file, one entry per line, columns separated by tabs.
        columns: the columns of each row.
        min_columns: the columns that a row must have; 0 for all.

    Raises:
        TableError: the file is no regular file or too large, is not UTF-8, or has a row with the
            wrong number of columns.
        OSError: it cannot be opened.
    """
    head = True
    for number, line in enumerate(_lines(path), 1):
        if not line or (head and line.startswith("#")):
            continue
        head = False
        row = tuple(line.split("\t"))
        if not (min_columns or columns) <= len(row) <= columns:
            raise TableError(
                f"{path}:{number}: {len(row)} columns, expected {columns}; "
                "separate the columns with tabs"
            )
        yield row


def _lines(path: Path) -> Iterable[str]:
    try:
        with safe_files.open_file(path, _MAX_BYTES) as file:
            data = file.read()
    except safe_files.FileTooLarge as error:
        raise TableError(f"{path}:1: {error}; split it") from error
    except safe_files.UnreadableFile as error:
        raise TableError(f"{path}:1: {error}; remove it, or make it a file") from error
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return _lines_before_bad_bytes(path, data)
    return [line.rstrip("\r") for line in lines] if b"\r" in data else lines


def _lines_before_bad_bytes(path: Path, data: bytes) -> Iterator[str]:
    """Yield lines up to the first that is not UTF-8, so that the error names its number."""
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            yield line.decode("utf-8").rstrip("\r")
        except UnicodeDecodeError as error:
            raise TableError(
                f"{path}:{number}: not UTF-8 ({error.reason}); save it as UTF-8"
            ) from error


def read_weights(path: Path) -> dict[str, float]:
    """Return a table of two columns: feature, weight.

    Raises:
        TableError: a row that cannot be read.
    """
    return {name: parse_float(path, weight) for name, weight in read_rows(path, 2)}


def parse_float(path: Path, text: str) -> float:
    """Return the number in a cell, such as a weight.

    Raises:
        TableError: the cell holds no number.
    """
    try:
        return float(text)
    except ValueError:
        raise TableError(f"{path}: {text!r} is not a number") from None


def parse_int(path: Path, text: str) -> int:
    """Return the whole number in a cell, such as a count.

    Raises:
        TableError: the cell holds no whole number of 0 or more.
    """
    if not text.isdecimal():
        raise TableError(f"{path}: {text!r} is not a whole number")
    return int(text)
