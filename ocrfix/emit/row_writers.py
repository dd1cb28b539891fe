"""Rows written as text: CSV for spreadsheets, JSON Lines for programs."""

from __future__ import annotations

from collections.abc import Callable

from ocrfix.emit.marker_csv import row as csv_line
from ocrfix.emit.marker_csv import safe
from ocrfix.emit.rows import Listing, Row, flat
from ocrfix.records import Record


class TextWriter:
    """Writes rows as CSV or JSON Lines, document by document.

    Args:
        listing: which rows.
        format: ``csv``, whose first line names the columns, or ``jsonl``.
        put: takes the bytes.
        header: whether the first line of CSV is to name the columns.
    """

    def __init__(
        self,
        listing: Listing,
        format: str,
        put: Callable[[bytes], None],
        header: bool = True,
    ) -> None:
        self._listing = listing
        self._csv = format == "csv"
        self._put = put
        if self._csv and header:
            put(csv_line(listing.columns).encode("utf-8"))

    def add(self, document: Record) -> None:
        """Write the rows of a document, all at once."""
        rows = self._listing.rows(document)
        text = "".join(map(_csv_row if self._csv else _json_row, rows))
        if text:
            self._put(text.encode("utf-8"))

    def close(self) -> None:
        """Do nothing: such a table has no end of its own."""


def _csv_row(row: Row) -> str:
    return csv_line(_cell(flat(column, value)) for column, value in row.items())


def _cell(value: str | int | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3f}"
    return safe(value) if isinstance(value, str) else str(value)


def _json_row(row: Row) -> str:
    import msgspec

    return msgspec.json.encode(row).decode("utf-8") + "\n"
