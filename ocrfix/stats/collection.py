"""Counts over the documents of a collection."""

from __future__ import annotations

import re
from collections import Counter

from ocrfix.document import Document

_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")


class CollectionStats:
    """The counts over the documents added so far; the documents themselves are not stored.

    Attributes:
        documents: the number of documents.
        years: documents by year; ``None`` is the key of those whose year is unknown.
        codes: exemptions by code.
        codes_by_year: for each year, exemptions by code.
        types: markers by type.
        outcomes: documents by the outcome of their review; those without a release mark do not
            count.
        releases: documents by release stamp; one with two of them counts for each.

    >>> stats = CollectionStats()
    >>> stats.add(Document(original="", clean=""))
    >>> stats.documents, dict(stats.years)
    (1, {None: 1})
    """

    def __init__(self) -> None:
        self.documents = 0
        self.years: Counter[int | None] = Counter()
        self.codes: Counter[str] = Counter()
        self.codes_by_year: dict[int | None, Counter[str]] = {}
        self.types: Counter[str] = Counter()
        self.outcomes: Counter[str] = Counter()
        self.releases: Counter[str] = Counter()

    def add(self, document: Document) -> None:
        """Count a document."""
        card = document.card
        year = year_of(card.date)
        self.documents += 1
        self.years[year] += 1
        self.codes.update(card.exemptions)
        if card.exemptions:
            self.codes_by_year.setdefault(year, Counter()).update(card.exemptions)
        self.types.update(marker.type for marker in document.markers)
        if card.outcome:
            self.outcomes[card.outcome] += 1
        # Stamps that differ only in case count as the same.
        self.releases.update({stamp.upper() for stamp in card.release})


def year_of(date: str | None) -> int | None:
    """Return the year in a date, or ``None`` if it has none, or several.

    >>> year_of("1962-05-03"), year_of("May 1962"), year_of("1961 or 1962"), year_of(None)
    (1962, 1962, None, None)
    """
    years = set(_YEAR.findall(date or ""))
    return int(years.pop()) if len(years) == 1 else None
