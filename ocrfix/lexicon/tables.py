"""Reading the tab-separated tables of ``dictionaries/``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ocrfix.system import safe_files

_MOST_BYTES = 256 << 20
"""Forty times our largest."""


class TableError(ValueError):
    """A table that cannot be read; the message names the file, the line and what to mend."""


def rows(path: Path, columns: int, *, least: int = 0) -> Iterator[tuple[str, ...]]:
    r"""Yield the rows of a table, leaving out empty lines and the comment at its head.

    Lines that begin with ``#`` are comments only at the head of the file, before the first row, so
    that a word or a stamp may begin with that sign.

    Args:
        path: a UTF-8 file, one entry a line, columns parted by tabs.
        columns: how many columns each row has.
        least: how many of them it has to have; all, where this is 0.

    Raises:
        TableError: a row with another number of columns, bytes that are not UTF-8, too large a file
            or none.
        OSError: it cannot be opened.
    """
    head = True
    for count, line in enumerate(_lines(path), 1):
        if not line or (head and line.startswith("#")):
            continue
        head = False
        row = tuple(line.split("\t"))
        if not (least or columns) <= len(row) <= columns:
            raise TableError(
                f"{path}:{count}: {len(row)} columns where {columns} are wanted; "
                "part the columns with tabs"
            )
        yield row


def _lines(path: Path) -> Iterable[str]:
    try:
        with safe_files.open_file(path, _MOST_BYTES) as file:
            data = file.read()
    except safe_files.FileTooLarge as error:
        raise TableError(f"{path}:1: {error}; split it") from error
    except safe_files.UnreadableFile as error:
        raise TableError(f"{path}:1: {error}; take it out, or make it a file") from error
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return _lines_to_the_first_bad_one(path, data)
    return [line.rstrip("\r") for line in lines] if b"\r" in data else lines


def _lines_to_the_first_bad_one(path: Path, data: bytes) -> Iterator[str]:
    for count, line in enumerate(data.split(b"\n"), 1):
        try:
            yield line.decode("utf-8").rstrip("\r")
        except UnicodeDecodeError as error:
            raise TableError(
                f"{path}:{count}: not UTF-8 ({error.reason}); save it as UTF-8"
            ) from error


def decimal(path: Path, text: str) -> float:
    """Return the number in a cell, such as a weight.

    Raises:
        TableError: the cell holds no number.
    """
    try:
        return float(text)
    except ValueError:
        raise TableError(f"{path}: {text!r} is not a number") from None


def weights(path: Path) -> dict[str, float]:
    """Return a table of two columns: feature, weight.

    Raises:
        TableError: a row that cannot be read.
    """
    return {name: decimal(path, weight) for name, weight in rows(path, 2)}


def number(path: Path, text: str) -> int:
    """Return the whole number in a cell.

    Raises:
        TableError: the cell holds no whole number of 0 or more.
    """
    if not text.isdecimal():
        raise TableError(f"{path}: {text!r} is not a whole number")
    return int(text)
