"""Counting over many documents: how many of each year, code, kind of marker and outcome."""

from __future__ import annotations

import re
from collections import Counter

from ocrfix.document import Document

_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")


class Tally:
    """The counts over the documents seen so far; the documents themselves are not kept.

    Attributes:
        documents: how many documents there were.
        years: documents by year; ``None`` stands for those whose year is not known.
        codes: exemptions by code.
        cited: for each year, exemptions by code.
        types: markers by type.
        outcomes: documents by release stamp; one with two of them counts for each.

    >>> tally = Tally()
    >>> tally.add(Document(original="", clean=""))
    >>> tally.documents, dict(tally.years)
    (1, {None: 1})
    """

    def __init__(self) -> None:
        self.documents = 0
        self.years: Counter[int | None] = Counter()
        self.codes: Counter[str] = Counter()
        self.cited: dict[int | None, Counter[str]] = {}
        self.types: Counter[str] = Counter()
        self.outcomes: Counter[str] = Counter()

    def add(self, document: Document) -> None:
        """Count a document."""
        card = document.card
        year = year_of(card.date)
        self.documents += 1
        self.years[year] += 1
        self.codes.update(card.exemptions)
        if card.exemptions:
            self.cited.setdefault(year, Counter()).update(card.exemptions)
        self.types.update(marker.type for marker in document.markers)
        # The same stamp in capitals and in small letters is one outcome.
        self.outcomes.update({outcome.upper() for outcome in card.release})


def year_of(date: str | None) -> int | None:
    """Return the one year that a date names, or ``None`` if it names none, or several.

    >>> year_of("1962-05-03"), year_of("May 1962"), year_of("1961 or 1962"), year_of(None)
    (1962, 1962, None, None)
    """
    found = set(_YEAR.findall(date or ""))
    return int(found.pop()) if len(found) == 1 else None
