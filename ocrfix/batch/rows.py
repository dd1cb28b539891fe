"""Rows of text: out of JSON Lines, and into them; compressed or not.

Parquet has a module of its own, :mod:`ocrfix.batch.parquet`, since it needs pyarrow. So does
Zstandard, of which Python itself has nothing before 3.14.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Protocol, cast

import msgspec

from ocrfix.batch.errors import RunError
from ocrfix.system.os_errors import reason
from ocrfix.text.escape import printable

Id = str | int

_LARGEST_ID = 63
"""Bits of an id that is a number; in a table there is no room for more."""


class Columns(NamedTuple):
    """Which columns are meant.

    Attributes:
        text: the one with the texts.
        id: the one with the ids; if ``None``, it is called ``id``, and where there is none rows are
            numbered.
    """

    text: str = "text"
    id: str | None = None

    @property
    def id_name(self) -> str:
        """The name of the column of ids."""
        return self.id or "id"


class Row(NamedTuple):
    """A row of a table.

    Attributes:
        number: which row, from 1.
        id: its id, or else its number.
        text: its text, if it has one.
        error: why it has none, and what to do.
    """

    number: int
    id: Id
    text: str | None
    error: str | None = None


class Writer(Protocol):
    """Writes rows; to be closed, or the end is missing."""

    def add(self, id: Id, columns: Mapping[str, str]) -> None:
        """Write a row: its id, its text, and what else is wanted as JSON."""

    def close(self) -> None:
        """Write the end."""


def jsonl_rows(path: str, columns: Columns, longest: int) -> Iterator[Row]:
    """Yield the rows of JSON Lines, one after the other.

    Args:
        path: the file.
        columns: which columns are meant.
        longest: how many bytes a line may have.

    Raises:
        RunError: the file cannot be read, or its first row has not the columns.
    """
    first = True
    with _Reading(path) as file:
        number = 0
        while line := file.readline(longest + 1):
            number += 1
            if len(line) > longest:
                while line and not line.endswith(b"\n"):
                    line = file.readline(1 << 20)
                error = f"more than {longest:,} bytes; split it, or raise read.max_bytes"
                yield Row(number, number, None, error)
                continue
            if not line.strip():
                continue
            row = _row(number, line, columns)
            if first and isinstance(row, _Lacking):
                raise RunError(f"{printable(path)}: {row.said()}")
            first = first and isinstance(row, Row) and row.text is None
            if isinstance(row, _Lacking):
                row = Row(number, number, None, f"no column {row.column!r}; mend the line")
            yield row


class _Lacking(NamedTuple):
    """A row without a column that was asked for."""

    column: str
    option: str
    there: tuple[str, ...]

    def said(self) -> str:
        there = ", ".join(map(printable, self.there)) or "none"
        return f"no column {self.column!r}; there are {there}; name one with {self.option}"


def lacking(column: str, option: str, there: Iterator[str] | list[str]) -> str:
    """Say that a column is not there."""
    return _Lacking(column, option, tuple(there)).said()


def _row(number: int, line: bytes, columns: Columns) -> Row | _Lacking:
    try:
        cells = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return Row(number, number, None, "no JSON object; mend the line")
    if columns.text not in cells:
        return _Lacking(columns.text, "--text-column", tuple(cells))
    id: Id = number
    if columns.id_name in cells:
        try:
            id = msgspec.json.decode(cells[columns.id_name], type=Id)
            if isinstance(id, int) and id.bit_length() > _LARGEST_ID:
                raise msgspec.DecodeError
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            said = f"{columns.id_name!r} is neither a text nor a whole number; mend the line"
            return Row(number, number, None, said)
    elif columns.id is not None:
        return _Lacking(columns.id, "--id-column", tuple(cells))
    try:
        text = msgspec.json.decode(cells[columns.text], type=str)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return Row(number, id, None, f"{columns.text!r} is no text; mend the line")
    return Row(number, id, text)


class JsonlWriter:
    """Writes JSON Lines.

    Args:
        path: the file.
        name: the name that it will have, whose ending says how it is compressed.
        columns: the names of the columns of ids and texts.

    Raises:
        RunError: there is nothing to compress it with.
    """

    def __init__(self, path: Path, name: str, columns: Columns) -> None:
        self._stack = ExitStack()
        file: Any = self._stack.enter_context(path.open("wb"))
        if name.lower().endswith(".gz"):
            import gzip

            # Without name and date, so that the bytes depend on the rows alone.
            file = self._stack.enter_context(gzip.GzipFile("", "wb", 6, file, mtime=0))
        elif name.lower().endswith(".zst"):
            arrow = arrow_for(name)
            file = self._stack.enter_context(arrow.CompressedOutputStream(file, "zstd"))
        self._file = file
        self._columns = columns

    def add(self, id: Id, columns: Mapping[str, str]) -> None:
        """Write a row."""
        row: dict[str, Any] = {self._columns.id_name: id}
        for name, value in columns.items():
            if name == "text":
                row[self._columns.text] = value
            else:
                row[name] = msgspec.Raw(value.encode("utf-8"))
        self._file.write(msgspec.json.encode(row) + b"\n")

    def close(self) -> None:
        """Write the end."""
        self._stack.close()


def arrow_for(name: str) -> Any:
    """Return pyarrow.

    Raises:
        RunError: it is not installed.
    """
    try:
        import pyarrow
    except ImportError as error:
        advice = "install it: pip install 'ocrfix[parquet]'"
        raise RunError(f"{printable(name)}: needs pyarrow; {advice}") from error
    return pyarrow


class _Reading:
    """An opened file, decompressed; what goes wrong with it is a :class:`RunError`."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._stack = ExitStack()

    def __enter__(self) -> io.BufferedReader:
        name = self._path.lower()
        if name.endswith(".zst"):
            arrow_for(self._path)
        try:
            file: Any = self._stack.enter_context(open(self._path, "rb"))
            if stat.S_ISCHR(os.fstat(file.fileno()).st_mode):
                # A line of it may never end.
                raise RunError(f"{printable(self._path)}: a device; name a file or a pipe")
            if name.endswith(".gz"):
                import gzip

                file = self._stack.enter_context(gzip.GzipFile(fileobj=file))
            elif name.endswith(".zst"):
                stream = arrow_for(self._path).CompressedInputStream(file, "zstd")
                file = self._stack.enter_context(io.BufferedReader(stream, 1 << 20))
        except OSError as error:
            raise self._unread(reason(error)) from error
        return cast(io.BufferedReader, file)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()
        if isinstance(error, OSError):
            raise self._unread(reason(error)) from error
        import zlib

        if isinstance(error, EOFError | zlib.error):
            raise self._unread("it is cut off or damaged") from error

    def _unread(self, why: str) -> RunError:
        return RunError(f"{printable(self._path)}: cannot be read: {why}; check the file")
