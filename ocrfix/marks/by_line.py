"""Markers by line: each line of a text that holds markers, with their spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ocrfix.records import Marker, markers_in_order
from ocrfix.text.lines import Line, lines


class LineSpan(NamedTuple):
    """The part of a marker on one line; ``start`` and ``end`` are offsets of the line."""

    start: int
    end: int
    marker: Marker


def by_line(clean: str, markers: Iterable[Marker]) -> Iterator[tuple[Line, list[LineSpan]]]:
    """Yield each line of ``clean`` that holds a marker, with its spans in order.

    A marker that crosses a line end has a span on each line. A marker that overlaps an earlier one
    or lies beyond the end of the text is left out; :func:`ocrfix.clean` produces neither.
    """
    ordered = markers_in_order(markers)
    first = 0
    for line in lines(clean):
        if first == len(ordered):
            return
        spans: list[LineSpan] = []
        at = line.start
        index = first
        while index < len(ordered) and ordered[index].clean_start < line.end:
            marker = ordered[index]
            start, end = max(marker.clean_start, line.start), min(marker.clean_end, line.end)
            if at <= start < end:
                spans.append(LineSpan(start - line.start, end - line.start, marker))
                at = end
            index += 1
        # Continue with the first marker that extends beyond this line.
        while first < len(ordered) and ordered[first].clean_end <= line.end:
            first += 1
        if spans:
            yield line, spans
