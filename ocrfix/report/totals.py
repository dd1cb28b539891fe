"""The counts in the overview of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ocrfix.marks.parse import KIND as INLINE_MARK
from ocrfix.records import MARKER_TYPES
from ocrfix.report.data import PageDocument
from ocrfix.review.proposals import separate_marks
from ocrfix.stats.table import most_frequent
from ocrfix.text.escape import printable


class Bar(NamedTuple):
    """A bar of a chart.

    Attributes:
        name: what is counted.
        description: what it means; may be empty.
        found: the number.
        more: a second number, next to the first: suggestions next to changes.
        length: the length of the bar for ``count``, from 0 to 100.
        more_length: its additional length for ``more``.
    """

    name: str
    description: str
    found: int
    more: int
    length: float
    more_length: float


class DocumentRow(NamedTuple):
    """One document in the list."""

    name: str
    date: str
    title: str
    changes: int
    suggestions: int
    markers: int


class Totals(NamedTuple):
    """The counts over all documents of the page."""

    lines: list[DocumentRow]
    kinds: list[Bar]
    codes: list[Bar]
    types: list[Bar]
    changes: int
    suggestions: int
    markers: int


def totals(documents: Sequence[PageDocument]) -> Totals:
    """Return the counts over the documents.

    >>> totals([]).changes
    0
    """
    made: Counter[str] = Counter()
    suggested: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    types: Counter[str] = Counter()
    meaning: dict[str, str] = {}
    lines = []
    for page_document in documents:
        document = page_document.document
        changes = Counter(
            edit.kind for edit in separate_marks(document) if edit.kind != INLINE_MARK
        )
        made.update(changes)
        suggested.update(edit.kind for edit in document.suggestions)
        for marker in document.markers:
            types[marker.type] += 1
            if marker.type == "exemption":
                code = marker.code or "no code"
                codes[code] += 1
                meaning.setdefault(code, printable(marker.fields.get("meaning", "")))
        card = document.card
        lines.append(
            DocumentRow(
                printable(page_document.name),
                printable(card.date or ""),
                printable(card.subject or card.title or ""),
                changes.total(),
                len(document.suggestions),
                len(document.markers),
            )
        )
    kinds = sorted({*made, *suggested}, key=lambda kind: (-made[kind] - suggested[kind], kind))
    return Totals(
        lines=lines,
        kinds=_bars([(kind, "", made[kind], suggested[kind]) for kind in kinds]),
        codes=_bars([(printable(code), meaning[code], n, 0) for code, n in most_frequent(codes)]),
        types=_bars([(kind, "", types[kind], 0) for kind in MARKER_TYPES if types[kind]]),
        changes=made.total(),
        suggestions=suggested.total(),
        markers=types.total(),
    )


def _bars(rows: Sequence[tuple[str, str, int, int]]) -> list[Bar]:
    greatest = max((count + more for _, _, count, more in rows), default=0) or 1
    return [
        Bar(name, about, n, more, round(100 * n / greatest, 1), round(100 * more / greatest, 1))
        for name, about, n, more in rows
    ]
