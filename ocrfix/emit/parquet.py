"""Writer of rows as Parquet, by pyarrow, which is an optional dependency."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from ocrfix.emit.rows import Row, Table, cell
from ocrfix.records import Record

_GROUP_ROWS = 10_000
"""Rows of a row group, held in memory; fixed, so that equal rows make equal files."""


class ParquetWriter:
    """Writer of rows as one Parquet file; cells are as in CSV, without its escaping of formulas.

    Args:
        table: the table.
        write: takes the bytes.

    Raises:
        ImportError: pyarrow is not installed.
    """

    def __init__(self, table: Table, write: Callable[[bytes], None]) -> None:
        import pyarrow
        import pyarrow.parquet

        kinds = {
            "text": pyarrow.string(),
            "integer": pyarrow.int64(),
            "probability": pyarrow.float64(),
        }
        self._schema: Any = pyarrow.schema(
            [(column, kinds[kind]) for column, kind in table.columns.items()]
        )
        self._table: Any = pyarrow.Table
        self._writer: Any = pyarrow.parquet.ParquetWriter(_Sink(write), self._schema)
        self._rows = table.rows
        self._pending: list[Row] = []

    def add(self, document: Record) -> None:
        """Add the rows of a document, and write the row groups that are full."""
        for row in self._rows(document):
            self._pending.append({column: cell(column, value) for column, value in row.items()})
        while len(self._pending) >= _GROUP_ROWS:
            self._write(self._pending[:_GROUP_ROWS])
            del self._pending[:_GROUP_ROWS]

    def close(self) -> None:
        """Write the remaining rows and the footer."""
        if self._pending:
            self._write(self._pending)
        self._writer.close()

    def _write(self, rows: list[Row]) -> None:
        self._writer.write_table(self._table.from_pylist(rows, schema=self._schema))


class _Sink(io.RawIOBase):
    """A file object that passes on what is written to it."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        self._pass_on = write
        self._at = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def write(self, data: Any) -> int:
        part = bytes(data)
        self._pass_on(part)
        self._at += len(part)
        return len(part)
