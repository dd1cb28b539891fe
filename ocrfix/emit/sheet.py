"""The CSV format: the markers of a document for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re

from ocrfix.emit.places import rows
from ocrfix.model import Document

OPTIONS = frozenset({"header"})

COLUMNS = (
    "file", "line", "column", "start", "end", "type", "code", "text", "fields", "confidence",
)  # fmt: skip
"""The columns. ``start`` and ``end`` are code points of the original, half-open."""

_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


def render(document: Document, *, header: bool = True) -> str:
    """Return one line for each marker, after a line of :data:`COLUMNS`.

    Args:
        document: any document.
        header: whether the names of the columns stand first; leave them out to add the lines of a
            further document to those of another.

    >>> render(Document(original="", clean=""))[:16]
    'file,line,column'
    """
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    if header:
        writer.writerow(COLUMNS)
    for file, line, column, marker in rows(document):
        fields = "; ".join(f"{name}: {value}" for name, value in sorted(marker.fields.items()))
        cells = (marker.type, marker.code or "", marker.text, fields)
        places = (line, column, marker.start, marker.end)
        writer.writerow((safe(file), *places, *map(safe, cells), f"{marker.confidence:.3f}"))
    return target.getvalue()


def safe(cell: str) -> str:
    """Return the cell with an apostrophe before what a spreadsheet would take for a formula."""
    return "'" + cell if _FORMULA.match(cell) else cell
