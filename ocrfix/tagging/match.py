"""What the finders hand over: a span of one line, with the rule that found it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Found(NamedTuple):
    """A likely mark. ``start`` and ``end`` are code points of the text; ``line`` counts from 0.

    ``rule`` is the id of the entry, ``weight`` decides between finds that overlap, and ``surety``
    is the confidence from 0 to 1.
    """

    start: int
    end: int
    line: int
    type: str
    rule: str
    surety: float
    weight: float
    fields: dict[str, str]
    code: str | None = None


def apart(finds: Iterable[Found]) -> list[Found]:
    """Return finds that do not overlap, in order of place; where two meet, the weightier one stays.

    >>> short = Found(0, 6, 0, "classification", "secret", 0.9, 6.0, {})
    >>> whole = Found(0, 10, 0, "classification", "top-secret", 0.9, 10.0, {})
    >>> [find.rule for find in apart([short, whole])]
    ['top-secret']
    """
    kept: list[Found] = []
    for find in sorted(finds, key=lambda f: (f.start, -f.weight, f.end)):
        while kept and kept[-1].end > find.start:
            if kept[-1].weight >= find.weight:
                break
            kept.pop()
        else:
            kept.append(find)
    return kept
