"""The CSV format: the markers of a document for a spreadsheet.

CSV is written by hand and not by Python's module, which came to quote a carriage return only in a
late version: unquoted it begins a row, and what stands behind it may be a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ocrfix.emit.marker_rows import rows
from ocrfix.records import Record

OPTIONS = frozenset({"header"})

COLUMNS = (
    "file", "line", "column", "start", "end", "type", "code", "text", "fields", "confidence",
)  # fmt: skip
"""The columns. ``start`` and ``end`` are code points of the original, half-open."""

_QUOTED = re.compile(r'[",\r\n]')
# Some programs drop control characters and signs without width before they look at a cell.
_FORMULA = re.compile(
    "[\t\r\n]|[\\s\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*"
    "[=+\\-@＝＋－＠]"
)


def render(document: Record, *, header: bool = True) -> str:
    """Return one line for each marker, after a line of :data:`COLUMNS`.

    Args:
        document: any document.
        header: whether the names of the columns stand first; leave them out to add the lines of a
            further document to those of another.

    >>> render(Record(original="", clean=""))[:16]
    'file,line,column'
    """
    lines = [row(COLUMNS)] if header else []
    for file, line, column, marker in rows(document):
        fields = "; ".join(f"{name}: {value}" for name, value in sorted(marker.fields.items()))
        cells = (marker.type, marker.code or "", marker.text, fields)
        places = (line, column, marker.start, marker.end)
        confidence = f"{marker.confidence:.3f}"
        lines.append(row((safe(file), *map(str, places), *map(safe, cells), confidence)))
    return "".join(lines)


def row(cells: Iterable[str]) -> str:
    r"""Return cells as a row of CSV, with its line end.

    >>> row(["a", "b, c"])
    'a,"b, c"\n'
    """
    quoted = (
        '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell for cell in cells
    )
    return ",".join(quoted) + "\n"


def safe(cell: str) -> str:
    """Return the cell with an apostrophe before what a spreadsheet would take for a formula."""
    return "'" + cell if _FORMULA.match(cell) else cell
