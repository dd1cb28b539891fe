"""The formats that ``ocrfix clean`` and ``ocrfix convert`` write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from ocrfix.config import Emit
    from ocrfix.records import Record

Format = Literal["text", "json", "jsonl", "changes", "markdown", "tei", "webannotation"]

ENDINGS = {"json": ".json", "markdown": ".md", "tei": ".xml", "webannotation": ".jsonld"}
"""What is added to the names of files in a folder; text keeps the names as they are."""

GATHERED = ("jsonl", "changes")
"""The formats in which the products of all inputs are one file."""


WITHOUT_CARD = ("text", "changes")
"""The formats that say nothing of what the document says of itself."""


class Made(NamedTuple):
    """What is written for a document, and whether that is a change."""

    data: bytes
    changed: bool


def head(format: str) -> bytes:
    """Return what stands before the products of all documents.

    >>> head("changes")[:16]
    b'file,page,start,'
    """
    if format != "changes":
        return b""
    from ocrfix.emit import render
    from ocrfix.records import Record

    return render(Record(original="", clean=""), "changes").encode("utf-8")


def made(document: Record, emit: Emit) -> Made:
    """Return a document in the format that ``emit`` names.

    Text is in the encoding of its file, all else in UTF-8. It is a change if it differs from the
    original; any other format, if anything was changed or marked.
    """
    from ocrfix.emit import render

    if emit.format == "text":
        text = render(document, "text", marks=emit.marks, template=emit.template)
        return Made(document.source.encode(text), text != document.original)
    options = {"header": False} if emit.format == "changes" else {}
    data = render(document, emit.format, **options).encode("utf-8")
    return Made(data, bool(document.edits or document.markers))
