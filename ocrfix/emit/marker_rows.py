"""The markers of a document as rows, for the formats that list them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ocrfix.records import Marker, Record
from ocrfix.text.lines import lines


class Row(NamedTuple):
    """One marker and where it stands in the original; lines and columns count from 1."""

    file: str
    line: int
    column: int
    marker: Marker


def rows(document: Record) -> Iterator[Row]:
    """Yield a row for each marker of ``document``, in their order.

    >>> next(rows(Record(original="", clean="")), None) is None
    True
    """
    if not document.markers:
        return
    starts = [line.start for line in lines(document.original)]
    for marker in document.markers:
        index = max(bisect_right(starts, marker.start) - 1, 0)
        column = marker.start - starts[index] + 1
        yield Row(document.source.name or "-", index + 1, column, marker)
