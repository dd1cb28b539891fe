"""Documents and markers as rows of named columns, for spreadsheets and programs that read tables.

A row holds values, not text: how they are written is the matter of
:mod:`ocrfix.emit.row_writers` and :mod:`ocrfix.emit.parquet`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from ocrfix.records import Record
from ocrfix.text.escape import printable

Value = str | int | float | tuple[str, ...] | dict[str, int] | dict[str, str] | None
Row = dict[str, Value]
Kind = Literal["text", "whole", "share"]

_CARD_FIELDS = (
    "control_numbers", "title", "subject", "from", "through", "to", "date", "classification",
    "captions", "exemptions", "release", "review_authority", "review_date", "case", "drafter",
    "clearances", "distribution", "copies", "message_number", "date_time_group", "tags",
    "references", "declassify_on", "classification_changes",
)  # fmt: skip


class Listing(NamedTuple):
    """A kind of table.

    Attributes:
        columns: the names of the columns in their order, and what each holds: text, a whole number,
            or a share between 0 and 1. Any of them may be empty.
        rows: gives the rows of a document, each with all the columns in their order.
    """

    columns: Mapping[str, Kind]
    rows: Callable[[Record], Iterator[Row]]


def card_rows(document: Record) -> Iterator[Row]:
    """Yield the one row of a document: its name and its card.

    >>> next(card_rows(Record(original="", clean="")))["file"]
    '-'
    """
    card = document.card
    row: Row = {"file": _name(document)}
    for field in _CARD_FIELDS:
        row[field] = getattr(card, "from_" if field == "from" else field)
    row["exemptions"] = dict(sorted(card.exemptions.items()))
    row["classification_changes"] = tuple(c.told() for c in card.classification_changes)
    yield row


def marker_rows(document: Record) -> Iterator[Row]:
    """Yield a row for each marker of a document, in their order.

    The page is known where the text has form feeds, which end the pages; it counts from 1.

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
            "text": marker.text,
            "fields": dict(sorted(marker.fields.items())),
            # Three digits are all that the confidence is good for, and are the same everywhere.
            "confidence": round(marker.confidence, 3),
        }


def change_rows(document: Record) -> Iterator[Row]:
    """Yield a row for each change that was made and each that was only suggested, by place.

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
    return [place for place, sign in enumerate(document.original) if sign == "\f"]


def _name(document: Record) -> str:
    # A name that is not UTF-8 could not be written; it is shown as the complaints show it.
    return printable(document.source.name or "-")


CARDS = Listing(dict.fromkeys(("file", *_CARD_FIELDS), "text"), card_rows)
"""One row a document. Lists hold texts, ``exemptions`` how often each code is cited."""

MARKERS = Listing(
    {
        "file": "text",
        "page": "whole",
        "start": "whole",
        "end": "whole",
        "type": "text",
        "code": "text",
        "text": "text",
        "fields": "text",
        "confidence": "share",
    },
    marker_rows,
)
"""One row a marker. ``start`` and ``end`` are code points of the original, half-open."""

CHANGES = Listing(
    {
        "file": "text",
        "page": "whole",
        "start": "whole",
        "end": "whole",
        "made": "text",
        "before": "text",
        "after": "text",
        "kind": "text",
        "confidence": "share",
        "reason": "text",
    },
    change_rows,
)
"""One row a change; ``made`` is ``no`` for a suggestion. Places are those of the original."""


def flat(column: str, value: Value) -> str | int | float | None:
    """Return a value as it stands in one cell: a list joined by ``; ``, fields as JSON.

    >>> flat("exemptions", {"FOIA:b1": 2, "FOIA:b6": 1})
    'FOIA:b1: 2; FOIA:b6: 1'
    >>> flat("captions", ("NODIS", "CHEROKEE"))
    'NODIS; CHEROKEE'
    """
    if isinstance(value, tuple):
        return "; ".join(value) or None
    if isinstance(value, dict):
        if column == "exemptions":
            return "; ".join(f"{code}: {count}" for code, count in value.items()) or None
        import msgspec

        return msgspec.json.encode(value).decode("utf-8")
    return value
