"""The JSON format: the whole record of a document on one line."""

from __future__ import annotations

from ocrfix.records import Record

OPTIONS: frozenset[str] = frozenset()


def render(document: Record) -> str:
    """Return the record of ``document`` and a line end, so that many records are JSON Lines.

    :meth:`ocrfix.Document.from_json` reads it back.

    >>> render(Record(original="a", clean="a"))[:32]
    '{"original":"a","clean":"a","edi'
    """
    return document.to_json() + "\n"
