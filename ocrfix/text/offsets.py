"""Offset maps: between two texts, one made from the other by replacing spans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class OffsetMap:
    """Map of offsets in the original to offsets in the clean text, and back.

    An offset outside every replaced span maps exactly. An offset inside a replaced span maps to an
    end of the replacement, so that spans stay whole: a start to its start, an end to its end. Text
    inserted or deleted at the end of a span stays outside it.

    Args:
        replacements: ``(start, end, length of the replacement)`` in order, as
            offsets of the original, not overlapping.

    >>> offsets = OffsetMap([(0, 7, 8)])        # Decembe -> December
    >>> offsets.to_clean(7, 10), offsets.to_original(8, 11)
    ((8, 11), (7, 10))
    """

    __slots__ = ("_clean", "_original")

    def __init__(self, replacements: Iterable[tuple[int, int, int]]) -> None:
        self._original: list[tuple[int, int]] = []
        self._clean: list[tuple[int, int]] = []
        shift = 0
        for start, end, length in replacements:
            if self._original and start < self._original[-1][1]:
                raise ValueError(f"replacements overlap at {start}")
            self._original.append((start, end))
            self._clean.append((start + shift, start + shift + length))
            shift += length - (end - start)

    def to_clean(self, start: int, end: int) -> tuple[int, int]:
        """Map the span ``[start, end)`` of the original to the clean text."""
        return _map_span(start, end, self._original, self._clean)

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """Map the span ``[start, end)`` of the clean text to the original."""
        return _map_span(start, end, self._clean, self._original)


def _map_span(
    start: int, end: int, here: list[tuple[int, int]], there: list[tuple[int, int]]
) -> tuple[int, int]:
    if end < start:
        raise ValueError(f"span ends before it starts: {start}..{end}")
    first = _offset(start, here, there, at_end=False)
    if end == start:
        return first, first
    return first, max(first, _offset(end, here, there, at_end=True))


def _offset(
    offset: int, here: list[tuple[int, int]], there: list[tuple[int, int]], *, at_end: bool
) -> int:
    """Map one offset; ``at_end`` says that it ends a span, so insertions there stay outside."""
    index = bisect_right(here, (offset, -1 if at_end else 1 << 62)) - 1
    if index < 0:
        return offset
    _start, end = here[index]
    to_start, to_end = there[index]
    if offset >= end:
        return to_end + (offset - end)
    return to_end if at_end else to_start
