"""The markers of a text, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ocrfix.records import Marker, markers_in_order
from ocrfix.text.lines import Line, lines


class Span(NamedTuple):
    """The part of a marker that stands on one line; ``start`` and ``end`` count from its start."""

    start: int
    end: int
    marker: Marker


def by_line(clean: str, markers: Iterable[Marker]) -> Iterator[tuple[Line, list[Span]]]:
    """Yield each line of ``clean`` that holds a marker, with its spans in order of place.

    A marker that crosses a line end gives a span to each line. One that overlaps an earlier one is
    left out, and so is one beyond the end of the text; of documents that :func:`ocrfix.clean` made
    neither happens.
    """
    ordered = markers_in_order(markers)
    first = 0
    for line in lines(clean):
        if first == len(ordered):
            return
        spans: list[Span] = []
        at = line.start
        index = first
        while index < len(ordered) and ordered[index].clean_start < line.end:
            marker = ordered[index]
            start, end = max(marker.clean_start, line.start), min(marker.clean_end, line.end)
            if at <= start < end:
                spans.append(Span(start - line.start, end - line.start, marker))
                at = end
            index += 1
        # Go on with the first marker that reaches beyond this line.
        while first < len(ordered) and ordered[first].clean_end <= line.end:
            first += 1
        if spans:
            yield line, spans
