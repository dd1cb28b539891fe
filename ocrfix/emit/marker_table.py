"""Table format: the markers of a document in columns, for reading."""

from __future__ import annotations

from ocrfix.emit.marker_rows import listed_markers
from ocrfix.records import MARKER_TYPES, Record
from ocrfix.text.escape import printable

OPTIONS: frozenset[str] = frozenset()

_TYPE_WIDTH = max(map(len, MARKER_TYPES))
_CODE_WIDTH = len("EO12356:1.3(a)(5)")


def render(document: Record) -> str:
    r"""Return one line per marker: position, type, code and text.

    >>> from ocrfix import Marker
    >>> from ocrfix.records import Record
    >>> stamp = Marker(start=0, end=6, type="stamp", text="DEC 14", clean_start=0, clean_end=6)
    >>> render(Record(original="DEC 14", clean="DEC 14", markers=(stamp,)))
    '-:1:1  stamp           -                  DEC 14\n'
    """
    listed = [
        (f"{printable(file)}:{line}:{column}", marker)
        for file, line, column, marker in listed_markers(document)
    ]
    width = max((len(position) for position, _ in listed), default=0)
    return "".join(
        f"{position:<{width}}  {marker.type:<{_TYPE_WIDTH}}  "
        f"{printable(marker.code or '-'):<{_CODE_WIDTH}}  {printable(marker.text)}\n"
        for position, marker in listed
    )
