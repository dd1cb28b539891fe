"""The counts as a table for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ocrfix.records import MARKER_TYPES
from ocrfix.stats import Tally
from ocrfix.text.escape import printable

NO_YEAR = "no year"


def table(tally: Tally) -> str:
    r"""Return the counts, each kind under a heading; kinds of which there is nothing are left out.

    >>> table(Tally())
    'documents  0\n'
    """
    lines = [f"documents  {tally.documents:,}"]
    for heading, rows in _parts(tally):
        lines += ("", heading, *_aligned(rows))
    return "\n".join(lines) + "\n"


def _parts(tally: Tally) -> Iterator[tuple[str, list[tuple[str, int, str]]]]:
    years = [(_year(year), tally.years[year], "") for year in in_order(tally.years)]
    cited = [
        (_year(year), tally.cited[year].total(), _listed(tally.cited[year]))
        for year in in_order(tally.cited)
    ]
    types = [(kind, tally.types[kind], "") for kind in MARKER_TYPES if tally.types[kind]]
    for heading, rows in (
        ("documents by year", years),
        ("exemptions by code", [(code, count, "") for code, count in most(tally.codes)]),
        ("exemptions by year", cited),
        ("markers by type", types),
        ("documents by release", [(name, count, "") for name, count in most(tally.outcomes)]),
    ):
        if rows:
            yield heading, rows


def in_order(years: Iterable[int | None]) -> list[int | None]:
    """Return years in their order, the unknown one last."""
    return sorted(years, key=lambda year: (year is None, year or 0))


def most(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return counts, the greatest first, equal ones in order of name.

    >>> most({"b": 1, "a": 1, "c": 2})
    [('c', 2), ('a', 1), ('b', 1)]
    """
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _year(year: int | None) -> str:
    return NO_YEAR if year is None else str(year)


def _listed(codes: Mapping[str, int]) -> str:
    return "; ".join(f"{code}: {count:,}" for code, count in most(codes))


def _aligned(rows: list[tuple[str, int, str]]) -> Iterator[str]:
    shown = [(printable(name), f"{count:,}", printable(more)) for name, count, more in rows]
    first = max(len(name) for name, _, _ in shown)
    second = max(len(count) for _, count, _ in shown)
    for name, count, more in shown:
        yield f"  {name:<{first}}  {count:>{second}}  {more}".rstrip()
