"""Writer of rows as text: CSV for spreadsheets, JSON Lines for programs."""

from __future__ import annotations

from collections.abc import Callable

from ocrfix.emit.marker_csv import csv_line, escape_formula
from ocrfix.emit.rows import Row, Table, cell
from ocrfix.records import Record


class TextWriter:
    """Writer of rows as CSV or JSON Lines, document by document.

    Args:
        table: the table.
        format: ``csv`` or ``jsonl``.
        write: takes the bytes.
        header: whether CSV begins with a line of column names.
    """

    def __init__(
        self,
        table: Table,
        format: str,
        write: Callable[[bytes], None],
        header: bool = True,
    ) -> None:
        self._table = table
        self._csv = format == "csv"
        self._write = write
        if self._csv and header:
            write(csv_line(table.columns).encode("utf-8"))

    def add(self, document: Record) -> None:
        """Write the rows of a document."""
        rows = self._table.rows(document)
        text = "".join(map(_csv_row if self._csv else _json_row, rows))
        if text:
            self._write(text.encode("utf-8"))

    def close(self) -> None:
        """Do nothing: CSV and JSON Lines have no footer."""


def _csv_row(row: Row) -> str:
    return csv_line(_csv_cell(cell(column, value)) for column, value in row.items())


def _csv_cell(value: str | int | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3f}"
    return escape_formula(value) if isinstance(value, str) else str(value)


def _json_row(row: Row) -> str:
    import msgspec

    return msgspec.json.encode(row).decode("utf-8") + "\n"
