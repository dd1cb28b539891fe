"""Rows written as Parquet, by pyarrow, which only those who want it have."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from ocrfix.emit.rows import Listing, Row, flat
from ocrfix.records import Record

_GROUP = 10_000
"""So many rows wait in memory; a fixed number, since the groups stand in the file."""


class ParquetWriter:
    """Writes rows as one Parquet file; lists stand in it as they stand in CSV, but no apostrophes.

    Args:
        listing: which rows.
        put: takes the bytes.

    Raises:
        ImportError: pyarrow is not there.
    """

    def __init__(self, listing: Listing, put: Callable[[bytes], None]) -> None:
        import pyarrow
        import pyarrow.parquet

        kinds = {"text": pyarrow.string(), "whole": pyarrow.int64(), "share": pyarrow.float64()}
        self._schema: Any = pyarrow.schema(
            [(column, kinds[kind]) for column, kind in listing.columns.items()]
        )
        self._table: Any = pyarrow.Table
        self._writer: Any = pyarrow.parquet.ParquetWriter(_Sink(put), self._schema)
        self._listing = listing
        self._waiting: list[Row] = []

    def add(self, document: Record) -> None:
        """Take the rows of a document, and write what has come together if that is enough."""
        for row in self._listing.rows(document):
            self._waiting.append({column: flat(column, value) for column, value in row.items()})
        while len(self._waiting) >= _GROUP:
            self._write(self._waiting[:_GROUP])
            del self._waiting[:_GROUP]

    def close(self) -> None:
        """Write what still waits, and the end of the file."""
        if self._waiting:
            self._write(self._waiting)
        self._writer.close()

    def _write(self, rows: list[Row]) -> None:
        self._writer.write_table(self._table.from_pylist(rows, schema=self._schema))


class _Sink(io.RawIOBase):
    """A file that passes on what is written; pyarrow asks it only how much that was."""

    def __init__(self, put: Callable[[bytes], None]) -> None:
        self._put = put
        self._at = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def write(self, data: Any) -> int:
        part = bytes(data)
        self._put(part)
        self._at += len(part)
        return len(part)
