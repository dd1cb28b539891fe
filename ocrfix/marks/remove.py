"""Removing markers from a text, and tidying the text around them.

A marker is removed with emphasis or brackets that contain nothing else (``**SECRET**``), a comma or
spaces between two markers (``B1,A5``), spaces that would be doubled, and the whole line with its
heading characters and line end if no word is left on it. Everything else is unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ocrfix.edits import Edit
from ocrfix.marks.by_line import LineSpan, by_line
from ocrfix.records import Marker
from ocrfix.text.lines import Line

KIND = "marker"
"""The kind of the edits that remove markers."""

_SPACES = " \t\xa0"
_SEPARATORS = re.compile(r"[ \t\xa0,;/&|]*\Z")
"""Text that may separate two markers and is removed with them."""

_NO_WORDS = re.compile(r"[\s#*_`]*\Z")
"""A line without words: at most Markdown's heading and emphasis characters."""

_DELIMITERS = (
    *((mark, mark) for mark in ("***", "**", "*", "___", "__", "_", "`")),
    *(("(", ")"), ("[", "]")),
)


class _Removal(NamedTuple):
    """A part of a line to remove, as offsets of the line, and the markers in it."""

    start: int
    end: int
    markers: tuple[Marker, ...]


def strip(clean: str, markers: Iterable[Marker]) -> list[Edit]:
    r"""Return the edits of ``clean`` that remove ``markers``.

    Args:
        clean: a clean text.
        markers: markers of it; those that overlap an earlier one are left out.

    Returns:
        Deletions in order, not overlapping; the offsets are code points of ``clean``.

    >>> from ocrfix.edits import apply
    >>> stamp = Marker(start=4, end=10, type="classification", text="SECRET",
    ...                clean_start=4, clean_end=10)
    >>> apply("### SECRET\nthe letter", strip("### SECRET\nthe letter", [stamp]))
    'the letter'
    """
    result: list[Edit] = []
    for line, spans in by_line(clean, markers):
        gaps = _gaps(line.text, spans)
        rest = _without(line.text, gaps)
        if _NO_WORDS.match(rest):
            end = line.end + _line_end(clean, line)
            found = tuple(marker for gap in gaps for marker in gap.markers)
            gaps = [_Removal(0, end - line.start, found)]
        else:
            gaps = [_with_spaces(line.text, gap) for gap in gaps]
        result += (_edit(clean, line.start, gap) for gap in gaps)
    return result


def _gaps(line: str, spans: Sequence[LineSpan]) -> list[_Removal]:
    """Return the removals of a line: its markers, their separators and their delimiters."""
    gaps = _joined(line, [_Removal(start, end, (marker,)) for start, end, marker in spans])
    grown = [_with_delimiters(line, gap) for gap in gaps]
    return _joined(line, grown)


def _joined(line: str, gaps: Sequence[_Removal]) -> list[_Removal]:
    result = list(gaps[:1])
    for gap in gaps[1:]:
        last = result[-1]
        if gap.start < last.end or _SEPARATORS.match(line[last.end : gap.start]):
            end = max(last.end, gap.end)
            result[-1] = _Removal(last.start, end, last.markers + gap.markers)
        else:
            result.append(gap)
    return result


def _with_delimiters(line: str, gap: _Removal) -> _Removal:
    for opening, closing in _DELIMITERS:
        if line.startswith(closing, gap.end) and line.endswith(opening, 0, gap.start):
            return gap._replace(start=gap.start - len(opening), end=gap.end + len(closing))
    return gap


def _with_spaces(line: str, gap: _Removal) -> _Removal:
    """Widen a removal by the spaces that would be doubled, or left at an end of the line."""
    start, end = gap.start, gap.end
    if start == 0 or line[start - 1] in _SPACES:
        while end < len(line) and line[end] in _SPACES:
            end += 1
    if end == len(line):
        while start > 0 and line[start - 1] in _SPACES:
            start -= 1
    return gap._replace(start=start, end=end)


def _without(line: str, gaps: Sequence[_Removal]) -> str:
    parts, at = [], 0
    for gap in gaps:
        parts.append(line[at : gap.start])
        at = gap.end
    return "".join([*parts, line[at:]])


def _line_end(clean: str, line: Line) -> int:
    """Return the length of the line end to remove with the line; a form feed (page end) stays."""
    if clean.startswith("\r\n", line.end):
        return 2
    return 1 if clean.startswith(("\n", "\r"), line.end) else 0


def _edit(clean: str, offset: int, gap: _Removal) -> Edit:
    start, end = offset + gap.start, offset + gap.end
    types = dict.fromkeys(marker.type for marker in gap.markers)
    return Edit(
        start=start,
        end=end,
        before=clean[start:end],
        after="",
        kind=KIND,
        confidence=min(marker.confidence for marker in gap.markers),
        reason=f"removed: {', '.join(types)}",
    )
