"""Spans: half-open ranges of a text; merging, comparing, and filtering by them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

Span = tuple[int, int]
"""A range of a text, ``(start, end)``: half-open, in code points."""


class _Located(Protocol):
    """Anything with offsets in a text, such as an edit."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_L = TypeVar("_L", bound=_Located)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order; those that overlap or touch become one.

    >>> merged([(7, 9), (0, 3), (2, 5)])
    [(0, 5), (7, 9)]
    """
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def touches(spans: Sequence[Span], start: int, end: int) -> bool:
    """Return whether ``[start, end]`` overlaps or touches one of ``spans``.

    Args:
        spans: in order and disjoint, as :func:`merged` returns them.
        start: the start of the span to test.
        end: its end.

    >>> touches([(0, 3), (7, 9)], 3, 5), touches([(0, 3), (7, 9)], 4, 6)
    (True, False)
    """
    at = bisect_right(spans, end, key=lambda span: span[0]) - 1
    return at >= 0 and start <= spans[at][1]


def overlaps(spans: Sequence[Span], start: int, end: int) -> bool:
    """Return whether ``[start, end)`` shares a character with one of ``spans``.

    Args:
        spans: in order and disjoint.
        start: the start of the span to test.
        end: its end, exclusive.

    >>> overlaps([(0, 3), (7, 9)], 3, 5), overlaps([(0, 3), (7, 9)], 2, 5)
    (False, True)
    """
    at = bisect_right(spans, end - 1, key=lambda span: span[0]) - 1
    return at >= 0 and start < spans[at][1]


def outside(items: Iterable[_L], spans: Sequence[Span]) -> list[_L]:
    """Return the items that neither overlap nor touch any of ``spans``, in order and disjoint."""
    return [item for item in items if not touches(spans, item.start, item.end)]


class SpanCursor:
    """Sorted, disjoint spans, for queries that are sorted too."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._at = 0

    def touches(self, start: int, end: int, within: int = 0) -> bool:
        """Return whether a span lies at most ``within`` characters from ``[start, end]``.

        Args:
            start: the start of the span; never before that of an earlier query.
            end: its end.
            within: the greatest distance, in characters.
        """
        spans = self._spans
        while self._at < len(spans) and spans[self._at][1] + within < start:
            self._at += 1
        return self._at < len(spans) and spans[self._at][0] - within <= end
