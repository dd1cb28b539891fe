"""Stretches of a text that are left alone, and what touches them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from ocrfix.document import Edit

Stretch = tuple[int, int]


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return the stretches in order, those that meet as one.

    >>> merged([(7, 9), (0, 3), (2, 5)])
    [(0, 5), (7, 9)]
    """
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def touched(stretches: Sequence[Stretch], start: int, end: int) -> bool:
    """Return whether ``[start, end]`` meets one of the stretches, its borders included.

    Args:
        stretches: in order and apart, as :func:`merged` returns them.
        start: where the place begins.
        end: where it ends.
    """
    at = bisect_right(stretches, end, key=lambda stretch: stretch[0]) - 1
    return at >= 0 and start <= stretches[at][1]


def outside(edits: Iterable[Edit], stretches: Sequence[Stretch]) -> list[Edit]:
    """Return the edits that touch none of the stretches, which are in order and apart."""
    return [edit for edit in edits if not touched(stretches, edit.start, edit.end)]
