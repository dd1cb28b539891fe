"""Tables of cards, markers and changes: rows of named columns, for spreadsheets and programs.

A row holds values, not text; :mod:`ocrfix.emit.row_writers` and :mod:`ocrfix.emit.parquet` write
them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec

from ocrfix.records import Card, Record
from ocrfix.text.escape import printable

Value = str | int | float | tuple[str, ...] | dict[str, int] | dict[str, str] | None
Row = dict[str, Value]
Kind = Literal["text", "integer", "probability"]
"""The type of a column; any value may be missing."""

_LEADING_FIELDS = (
    "control_numbers", "document_type", "document_number", "title", "subject", "from", "through",
    "to", "date", "level", "classification", "captions", "exemptions", "release", "outcome",
    "review_authority", "review_date", "case", "drafter", "clearances", "distribution", "copies",
    "message_number",
)  # fmt: skip
"""The fields of the card whose columns come first, in this order; the others follow as declared."""

_CARD_FIELDS = tuple(
    dict.fromkeys(
        (*_LEADING_FIELDS, *(field.encode_name for field in msgspec.structs.fields(Card)))
    )
)
"""The columns of the card, in order."""


class Table(NamedTuple):
    """A table: its columns, and the function that makes its rows.

    Attributes:
        columns: the names of the columns in order, and what each holds.
        rows: returns the rows of a document, each with all the columns in order.
    """

    columns: Mapping[str, Kind]
    rows: Callable[[Record], Iterator[Row]]


def card_rows(document: Record) -> Iterator[Row]:
    """Yield one row: the name of the document and its card.

    >>> next(card_rows(Record(original="", clean="")))["file"]
    '-'
    """
    card = document.card
    row: Row = {"file": _name(document)}
    for field in msgspec.structs.fields(Card):
        row[field.encode_name] = getattr(card, field.name)
    row["exemptions"] = dict(sorted(card.exemptions.items()))
    row["classification_changes"] = tuple(c.summary() for c in card.classification_changes)
    yield {column: row[column] for column in CARDS.columns}


def marker_rows(document: Record) -> Iterator[Row]:
    """Yield one row per marker, in order.

    The page number, from 1, is known where the text has form feeds, which end the pages.

    >>> next(marker_rows(Record(original="", clean="")), None) is None
    True
    """
    name = _name(document)
    ends = _page_ends(document)
    for marker in document.markers:
        yield {
            "file": name,
            "page": bisect_right(ends, marker.start) + 1 if ends else None,
            "start": marker.start,
            "end": marker.end,
            "type": marker.type,
            "code": marker.code,
            "outcome": marker.fields.get("outcome"),
            "text": marker.text,
            "fields": dict(sorted(marker.fields.items())),
            # The confidence is not more precise than three digits.
            "confidence": round(marker.confidence, 3),
        }


def change_rows(document: Record) -> Iterator[Row]:
    """Yield one row per change, made or suggested, in order.

    >>> next(change_rows(Record(original="", clean="")), None) is None
    True
    """
    name = _name(document)
    ends = _page_ends(document)
    made = [(edit, "yes") for edit in document.edits]
    suggested = [(edit, "no") for edit in document.suggestions]
    for edit, done in sorted([*made, *suggested], key=lambda row: (row[0].start, row[0].end)):
        yield {
            "file": name,
            "page": bisect_right(ends, edit.start) + 1 if ends else None,
            "start": edit.start,
            "end": edit.end,
            "made": done,
            "before": edit.before,
            "after": edit.after,
            "kind": edit.kind,
            "confidence": round(edit.confidence, 3),
            "reason": edit.reason,
        }


def _page_ends(document: Record) -> list[int]:
    return [at for at, character in enumerate(document.original) if character == "\f"]


def _name(document: Record) -> str:
    # A name that is not valid Unicode could not be written; it is escaped as in error messages.
    return printable(document.source.name or "-")


CARDS = Table(dict.fromkeys(("file", *_CARD_FIELDS), "text"), card_rows)
"""One row per document. ``exemptions`` says how often each code is cited."""

MARKERS = Table(
    {
        "file": "text",
        "page": "integer",
        "start": "integer",
        "end": "integer",
        "type": "text",
        "code": "text",
        "outcome": "text",
        "text": "text",
        "fields": "text",
        "confidence": "probability",
    },
    marker_rows,
)
"""One row per marker. ``start`` and ``end`` are code points of the original, half-open."""

CHANGES = Table(
    {
        "file": "text",
        "page": "integer",
        "start": "integer",
        "end": "integer",
        "made": "text",
        "before": "text",
        "after": "text",
        "kind": "text",
        "confidence": "probability",
        "reason": "text",
    },
    change_rows,
)
"""One row per change; ``made`` is ``no`` for a suggestion. Offsets are those of the original."""


def cell(column: str, value: Value) -> str | int | float | None:
    """Return a value as the content of one cell: a list joined by ``; ``, fields as JSON.

    >>> cell("exemptions", {"FOIA:b1": 2, "FOIA:b6": 1})
    'FOIA:b1: 2; FOIA:b6: 1'
    >>> cell("captions", ("NODIS", "CHEROKEE"))
    'NODIS; CHEROKEE'
    """
    if isinstance(value, tuple):
        return "; ".join(value) or None
    if isinstance(value, dict):
        if column == "exemptions":
            return "; ".join(f"{code}: {count}" for code, count in value.items()) or None
        return msgspec.json.encode(value).decode("utf-8")
    return value
