"""The table format: the markers of a document in columns, for reading."""

from __future__ import annotations

from ocrfix.document import MARKER_TYPES, Document
from ocrfix.emit.marker_rows import rows

OPTIONS: frozenset[str] = frozenset()

_TYPE_WIDTH = max(map(len, MARKER_TYPES))
_CODE_WIDTH = len("EO12356:1.3(a)(5)")


def render(document: Document) -> str:
    r"""Return one line for each marker: where, what kind, which code, and the marked text.

    >>> from ocrfix import Marker
    >>> stamp = Marker(start=0, end=6, type="stamp", text="DEC 14", clean_start=0, clean_end=6)
    >>> render(Document(original="DEC 14", clean="DEC 14", markers=(stamp,)))
    '-:1:1  stamp           -                  DEC 14\n'
    """
    listed = [
        (f"{visible(file)}:{line}:{column}", marker)
        for file, line, column, marker in rows(document)
    ]
    width = max((len(place) for place, _ in listed), default=0)
    return "".join(
        f"{place:<{width}}  {marker.type:<{_TYPE_WIDTH}}  "
        f"{visible(marker.code or '-'):<{_CODE_WIDTH}}  {visible(marker.text)}\n"
        for place, marker in listed
    )


def visible(text: str) -> str:
    """Return ``text`` with what would move the cursor written out: a record steers no terminal."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii")
        for sign in text
    )
