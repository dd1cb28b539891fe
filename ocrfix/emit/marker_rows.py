"""Marker listing: each marker with its file, line and column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ocrfix.records import Marker, Record
from ocrfix.text.lines import lines


class ListedMarker(NamedTuple):
    """A marker and its position in the original; lines and columns count from 1."""

    file: str
    line: int
    column: int
    marker: Marker


def listed_markers(document: Record) -> Iterator[ListedMarker]:
    """Yield each marker of ``document`` with its position, in order.

    >>> next(listed_markers(Record(original="", clean="")), None) is None
    True
    """
    if not document.markers:
        return
    starts = [line.start for line in lines(document.original)]
    for marker in document.markers:
        index = max(bisect_right(starts, marker.start) - 1, 0)
        column = marker.start - starts[index] + 1
        yield ListedMarker(document.source.name or "-", index + 1, column, marker)
