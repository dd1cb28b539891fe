"""Output files: what ``ocrfix clean`` and ``ocrfix convert`` write for a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ocrfix.emit import render

if TYPE_CHECKING:
    from ocrfix.config import Emit
    from ocrfix.records import Record


class Rendered(NamedTuple):
    """The bytes of an output, and whether the document was changed or marked."""

    data: bytes
    changed: bool


def header(format: str) -> bytes:
    """Return the beginning of an output file before the first document, such as a header row.

    >>> header("changes")[:16]
    b'file,page,start,'
    """
    if format != "changes":
        return b""
    from ocrfix.records import Record

    return render(Record(original="", clean=""), "changes").encode("utf-8")


def rendered(document: Record, emit: Emit) -> Rendered:
    """Return a document in the format of the settings.

    Text is in the encoding of its file, every other format in UTF-8. A text counts as changed if it
    differs from the original; any other format, if there are edits or markers.
    """
    if emit.format == "text":
        text = render(document, "text", marks=emit.marks, template=emit.template)
        return Rendered(document.source.encode(text), text != document.original)
    options = {"header": False} if emit.format == "changes" else {}
    data = render(document, emit.format, **options).encode("utf-8")
    return Rendered(data, bool(document.edits or document.markers))
