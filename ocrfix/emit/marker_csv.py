"""CSV format: the markers of a document, for a spreadsheet.

Python's ``csv`` module quotes a carriage return only in recent versions; unquoted, it begins a new
row, whose first cell may be a formula. So the rows are quoted here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ocrfix.emit.marker_rows import listed_markers
from ocrfix.records import Record

OPTIONS = frozenset({"header"})

COLUMNS = (
    "file", "line", "column", "start", "end", "type", "code", "text", "fields", "confidence",
)  # fmt: skip
"""The columns; ``start`` and ``end`` are code points of the original, half-open."""

_QUOTED = re.compile(r'[",\r\n]')
# Some programs drop control and zero-width characters before they look for a formula.
_FORMULA = re.compile(
    "[\t\r\n]|[\\s\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*"
    "[=+\\-@＝＋－＠]"
)


def render(document: Record, *, header: bool = True) -> str:
    """Return one line per marker, after a line of :data:`COLUMNS`.

    Args:
        document: any document.
        header: whether the column names come first; without them, the lines can be appended to
            those of another document.

    >>> render(Record(original="", clean=""))[:16]
    'file,line,column'
    """
    lines = [csv_line(COLUMNS)] if header else []
    for file, line, column, marker in listed_markers(document):
        fields = "; ".join(f"{name}: {value}" for name, value in sorted(marker.fields.items()))
        cells = (marker.type, marker.code or "", marker.text, fields)
        numbers = (line, column, marker.start, marker.end)
        confidence = f"{marker.confidence:.3f}"
        lines.append(
            csv_line(
                (escape_formula(file), *map(str, numbers), *map(escape_formula, cells), confidence)
            )
        )
    return "".join(lines)


def csv_line(cells: Iterable[str]) -> str:
    r"""Return cells as a line of CSV, with its line end.

    >>> csv_line(["a", "b, c"])
    'a,"b, c"\n'
    """
    quoted = (
        '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell for cell in cells
    )
    return ",".join(quoted) + "\n"


def escape_formula(cell: str) -> str:
    """Return the cell, with an apostrophe in front if a spreadsheet would take it for a formula."""
    return "'" + cell if _FORMULA.match(cell) else cell
