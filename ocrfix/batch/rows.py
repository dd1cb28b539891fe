"""Rows of text, read from and written to JSON Lines, compressed or not.

Parquet has its own module, :mod:`ocrfix.batch.parquet`, because it needs pyarrow. Zstandard needs
pyarrow too: Python has had it only since 3.14.
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

_MAX_ID_BITS = 63
"""Bits of a numeric id, which is what a column of a table can represent."""

_MALFORMED = (msgspec.DecodeError, UnicodeError, RecursionError)


class Columns(NamedTuple):
    """The names of the columns of texts and ids.

    Attributes:
        text: the column of texts.
        id: the column of ids; if ``None``, it is ``id``, and without such a column the id of a row
            is its number.
        second: the columns of other readings of the texts; a row may have none.
    """

    text: str = "text"
    id: str | None = None
    second: tuple[str, ...] = ()

    @property
    def id_name(self) -> str:
        """The name of the column of ids."""
        return self.id or "id"


class Row(NamedTuple):
    """A row of a table.

    Attributes:
        number: its number, from 1.
        id: its id, or else its number.
        text: its text, if it has one.
        error: why it has none, and what to do.
        second: other readings of the text.
    """

    number: int
    id: Id
    text: str | None
    error: str | None = None
    second: tuple[str, ...] = ()


class Writer(Protocol):
    """A writer of rows; the table is incomplete until it is closed."""

    def add(self, id: Id, columns: Mapping[str, str]) -> None:
        """Write a row: its id, its text, and other columns as JSON."""

    def close(self) -> None:
        """Complete the table."""


def jsonl_rows(path: str, columns: Columns, max_line_bytes: int) -> Iterator[Row]:
    """Yield the rows of JSON Lines, one at a time.

    Args:
        path: the file.
        columns: the names of the columns.
        max_line_bytes: the longest line that is read.

    Raises:
        RunError: the file cannot be read, or its first row lacks a column.
    """
    first = True
    with _OpenTable(path) as file:
        number = 0
        while line := file.readline(max_line_bytes + 1):
            number += 1
            if len(line) > max_line_bytes:
                while line and not line.endswith(b"\n"):
                    line = file.readline(1 << 20)
                error = f"more than {max_line_bytes:,} bytes; split it, or raise read.max_bytes"
                yield Row(number, number, None, error)
                continue
            if not line.strip():
                continue
            row = _row(number, line, columns)
            if first and isinstance(row, _MissingColumn):
                raise RunError(f"{printable(path)}: {row.message()}")
            first = first and isinstance(row, Row) and row.text is None
            if isinstance(row, _MissingColumn):
                row = Row(number, number, None, f"no column {row.column!r}; correct the line")
            yield row


class _MissingColumn(NamedTuple):
    """A row that lacks a column.

    Attributes:
        column: the name of the column.
        option: the option that names another one.
        existing: the names of its columns.
    """

    column: str
    option: str
    existing: tuple[str, ...]

    def message(self) -> str:
        existing = ", ".join(map(printable, self.existing)) or "none"
        return f"no column {self.column!r}; the columns are {existing}; choose with {self.option}"


def missing_column(column: str, option: str, existing: Iterator[str] | list[str]) -> str:
    """Return a message that a column does not exist.

    Args:
        column: its name.
        option: the option that names another one.
        existing: the names of the columns that exist.
    """
    return _MissingColumn(column, option, tuple(existing)).message()


def _row(number: int, line: bytes, columns: Columns) -> Row | _MissingColumn:
    try:
        cells = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
    except _MALFORMED:
        return Row(number, number, None, "not a JSON object; correct the line")
    if columns.text not in cells:
        return _MissingColumn(columns.text, "--text-column", tuple(cells))
    id: Id = number
    if columns.id_name in cells:
        try:
            id = msgspec.json.decode(cells[columns.id_name], type=Id)
            if isinstance(id, int) and id.bit_length() > _MAX_ID_BITS:
                raise msgspec.DecodeError
        except _MALFORMED:
            problem = f"{columns.id_name!r} is neither a text nor a whole number"
            return Row(number, number, None, f"{problem}; correct the line")
    elif columns.id is not None:
        return _MissingColumn(columns.id, "--id-column", tuple(cells))
    try:
        text = msgspec.json.decode(cells[columns.text], type=str)
    except _MALFORMED:
        return Row(number, id, None, f"{columns.text!r} is not a text; correct the line")
    second = []
    for name in columns.second:
        if name not in cells:
            return _MissingColumn(name, "--second-column", tuple(cells))
        try:
            second.append(msgspec.json.decode(cells[name], type=str | None))
        except _MALFORMED:
            return Row(number, id, None, f"{name!r} is not a text; correct the line")
    return Row(number, id, text, second=tuple(filter(None, second)))


class JsonlWriter:
    """A writer of JSON Lines.

    Args:
        path: the file.
        name: the name that it will have, whose extension says how it is compressed.
        columns: the names of the columns of ids and texts.

    Raises:
        RunError: the compression is not available.
    """

    def __init__(self, path: Path, name: str, columns: Columns) -> None:
        self._stack = ExitStack()
        file: Any = self._stack.enter_context(path.open("wb"))
        if name.lower().endswith(".gz"):
            import gzip

            # Without name and date, so that the bytes depend on the rows alone.
            file = self._stack.enter_context(gzip.GzipFile("", "wb", 6, file, mtime=0))
        elif name.lower().endswith(".zst"):
            arrow = import_pyarrow(name)
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
        """Complete the table."""
        self._stack.close()


def import_pyarrow(name: str) -> Any:
    """Return the module ``pyarrow``.

    Args:
        name: the file that needs it, for the message.

    Raises:
        RunError: it is not installed.
    """
    try:
        import pyarrow
    except ImportError as error:
        advice = "install it: pip install 'ocrfix[parquet]'"
        raise RunError(f"{printable(name)}: needs pyarrow; {advice}") from error
    return pyarrow


class _OpenTable:
    """An open file, decompressed; errors of reading it become a :class:`RunError`."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._stack = ExitStack()

    def __enter__(self) -> io.BufferedReader:
        name = self._path.lower()
        if name.endswith(".zst"):
            import_pyarrow(self._path)
        try:
            file: Any = self._stack.enter_context(open(self._path, "rb"))
            if stat.S_ISCHR(os.fstat(file.fileno()).st_mode):
                # Its first line may be infinite.
                raise RunError(f"{printable(self._path)}: a device; name a file or a pipe")
            if name.endswith(".gz"):
                import gzip

                file = self._stack.enter_context(gzip.GzipFile(fileobj=file))
            elif name.endswith(".zst"):
                stream = import_pyarrow(self._path).CompressedInputStream(file, "zstd")
                file = self._stack.enter_context(io.BufferedReader(stream, 1 << 20))
        except OSError as error:
            raise self._unreadable(reason(error)) from error
        return cast(io.BufferedReader, file)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()
        if isinstance(error, OSError):
            raise self._unreadable(reason(error)) from error
        import zlib

        if isinstance(error, EOFError | zlib.error):
            raise self._unreadable("truncated or damaged") from error

    def _unreadable(self, why: str) -> RunError:
        return RunError(f"{printable(self._path)}: cannot be read: {why}; check the file")
