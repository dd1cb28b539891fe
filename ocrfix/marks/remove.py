"""Taking markers out of the text, and tidying what they leave, no more than that.

What goes with a marker: the emphasis or brackets that held no more (``**SECRET**``), a comma or a
blank between two markers (``B1,A5``), blanks that would meet other blanks, and the whole line,
heading signs and line end included, when no word stands on it any more. All else stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ocrfix.edits import Edit
from ocrfix.marks.by_line import Span, by_line
from ocrfix.records import Marker
from ocrfix.text.lines import Line

KIND = "marker"
"""The kind of the edits that take markers out."""

_BLANKS = " \t\xa0"
_BETWEEN = re.compile(r"[ \t\xa0,;/&|]*\Z")  # what may join two markers, and goes with them
_NO_WORDS = re.compile(r"[\s#*_`]*\Z")  # what Markdown leaves of a line without words
_AROUND = (
    *((sign, sign) for sign in ("***", "**", "*", "___", "__", "_", "`")),
    *(("(", ")"), ("[", "]")),
)


class _Gap(NamedTuple):
    """A part of a line that goes, from its start, and the markers in it."""

    start: int
    end: int
    markers: tuple[Marker, ...]


def strip(clean: str, markers: Iterable[Marker]) -> list[Edit]:
    r"""Return the edits of ``clean`` that take ``markers`` out.

    Args:
        clean: a clean text.
        markers: markers of it; those that overlap an earlier one are left out.

    Returns:
        Edits in order of place, not overlapping, each with nothing put in; the offsets are code
        points of ``clean``.

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
            gaps = [_Gap(0, end - line.start, found)]
        else:
            gaps = [_with_blanks(line.text, gap) for gap in gaps]
        result += (_edit(clean, line.start, gap) for gap in gaps)
    return result


def _gaps(line: str, spans: Sequence[Span]) -> list[_Gap]:
    """Return what goes of a line: its markers, what joins them, what holds only them."""
    gaps = _joined(line, [_Gap(start, end, (marker,)) for start, end, marker in spans])
    grown = [_with_around(line, gap) for gap in gaps]
    return _joined(line, grown)


def _joined(line: str, gaps: Sequence[_Gap]) -> list[_Gap]:
    result = list(gaps[:1])
    for gap in gaps[1:]:
        last = result[-1]
        if gap.start < last.end or _BETWEEN.match(line[last.end : gap.start]):
            end = max(last.end, gap.end)
            result[-1] = _Gap(last.start, end, last.markers + gap.markers)
        else:
            result.append(gap)
    return result


def _with_around(line: str, gap: _Gap) -> _Gap:
    for opening, closing in _AROUND:
        if line.startswith(closing, gap.end) and line.endswith(opening, 0, gap.start):
            return gap._replace(start=gap.start - len(opening), end=gap.end + len(closing))
    return gap


def _with_blanks(line: str, gap: _Gap) -> _Gap:
    """Let the blanks go that would stand doubled, or at the border of the line."""
    start, end = gap.start, gap.end
    if start == 0 or line[start - 1] in _BLANKS:
        while end < len(line) and line[end] in _BLANKS:
            end += 1
    if end == len(line):
        while start > 0 and line[start - 1] in _BLANKS:
            start -= 1
    return gap._replace(start=start, end=end)


def _without(line: str, gaps: Sequence[_Gap]) -> str:
    parts, at = [], 0
    for gap in gaps:
        parts.append(line[at : gap.start])
        at = gap.end
    return "".join([*parts, line[at:]])


def _line_end(clean: str, line: Line) -> int:
    r"""Return the length of the line end that goes with the line; a form feed, a page's, stays."""
    if clean.startswith("\r\n", line.end):
        return 2
    return 1 if clean.startswith(("\n", "\r"), line.end) else 0


def _edit(clean: str, offset: int, gap: _Gap) -> Edit:
    start, end = offset + gap.start, offset + gap.end
    types = dict.fromkeys(marker.type for marker in gap.markers)
    return Edit(
        start=start,
        end=end,
        before=clean[start:end],
        after="",
        kind=KIND,
        confidence=min(marker.confidence for marker in gap.markers),
        reason=f"taken out: {', '.join(types)}",
    )
