"""The statistics as a table of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ocrfix.records import MARKER_TYPES, OUTCOMES
from ocrfix.stats.collection import CollectionStats
from ocrfix.text.escape import printable

NO_YEAR = "no year"


def table(stats: CollectionStats) -> str:
    r"""Return the counts, each group under a heading; empty groups are left out.

    >>> table(CollectionStats())
    'documents  0\n'
    """
    lines = [f"documents  {stats.documents:,}"]
    for heading, rows in _groups(stats):
        lines += ("", heading, *_aligned(rows))
    return "\n".join(lines) + "\n"


def _groups(stats: CollectionStats) -> Iterator[tuple[str, list[tuple[str, int, str]]]]:
    """Yield the groups that are not empty: heading, and rows of name, count and details."""
    years = [(_year(year), stats.years[year], "") for year in in_order(stats.years)]
    by_year = [
        (_year(year), stats.codes_by_year[year].total(), _code_counts(stats.codes_by_year[year]))
        for year in in_order(stats.codes_by_year)
    ]
    types = [(name, stats.types[name], "") for name in MARKER_TYPES if stats.types[name]]
    outcomes = [(name, stats.outcomes[name], "") for name in OUTCOMES if stats.outcomes[name]]
    for heading, rows in (
        ("documents by year", years),
        ("exemptions by code", [(code, n, "") for code, n in most_frequent(stats.codes)]),
        ("exemptions by year", by_year),
        ("markers by type", types),
        ("documents by outcome", outcomes),
        ("documents by release", [(name, n, "") for name, n in most_frequent(stats.releases)]),
    ):
        if rows:
            yield heading, rows


def in_order(years: Iterable[int | None]) -> list[int | None]:
    """Return years in order, the unknown one last."""
    return sorted(years, key=lambda year: (year is None, year or 0))


def most_frequent(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return counts, the highest first, equal ones in order of name.

    >>> most_frequent({"b": 1, "a": 1, "c": 2})
    [('c', 2), ('a', 1), ('b', 1)]
    """
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _year(year: int | None) -> str:
    return NO_YEAR if year is None else str(year)


def _code_counts(codes: Mapping[str, int]) -> str:
    return "; ".join(f"{code}: {count:,}" for code, count in most_frequent(codes))


def _aligned(rows: list[tuple[str, int, str]]) -> Iterator[str]:
    cells = [(printable(name), f"{count:,}", printable(details)) for name, count, details in rows]
    first = max(len(name) for name, _, _ in cells)
    second = max(len(count) for _, count, _ in cells)
    for name, count, details in cells:
        yield f"  {name:<{first}}  {count:>{second}}  {details}".rstrip()
