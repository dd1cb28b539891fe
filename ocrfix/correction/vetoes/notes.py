r"""Notes in a text that make correction and tagging ignore lines.

A note is a comment of Markdown or HTML, ``<!-- ocrfix: ignore -->``, or in plain text the same in
brackets, ``[ocrfix: ignore]``; which no historical record contains.

- ``ignore`` on a line with text means that line; alone on a line, the next line with text.
- ``off`` means all lines from its own to that of the next ``on``, or to the end of the text.

Whole lines are ignored, so that there is no need to count characters. A line with a note is never
changed, or the note would be missing the next time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocrfix.text import lazy_regex
from ocrfix.text.lines import lines
from ocrfix.text.spans import Span

_NOTE_KEYWORD = "ocrfix:"
_NOTE = lazy_regex.pattern(
    r"""
    <!-- [ \t]*+ ocrfix: [ \t]*+ (?P<comment> ignore | off | on ) [ \t]*+ -->
    | \[ [ \t]*+ ocrfix: [ \t]*+ (?P<plain>   ignore | off | on ) [ \t]*+ \]
    """,
    re.VERBOSE,
)


def ignored_spans(text: str) -> list[Span]:
    r"""Return the spans of ignored lines: sorted and disjoint.

    >>> ignored_spans("tbe talks\n<!-- ocrfix: ignore -->\ntbe text\n")
    [(10, 33), (34, 42)]
    >>> ignored_spans("tbe talks [ocrfix: ignore]\n")
    [(0, 26)]
    >>> ignored_spans("[ocrfix: off]\ntbe\ntexts\n[ocrfix: on]\ntbe\n")
    [(0, 36)]
    """
    if _NOTE_KEYWORD not in text:
        return []
    return list(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    opened: int | None = None
    reached = 0  # the end of the last line
    next_too = False
    for line in lines(text):
        notes = [note["comment"] or note["plain"] for note in _NOTE.finditer(line.text)]
        started = opened
        for note in notes:
            if note == "off" and opened is None:
                opened = line.start
            elif note == "on":
                opened = None
        if started is not None and opened is None:
            yield started, line.end
            next_too = False
        elif opened is None and notes:
            yield line.start, line.end
            alone = not _NOTE.sub("", line.text).strip()
            next_too = "ignore" in notes and (alone or next_too)
        elif opened is None and next_too and line.text.strip():
            yield line.start, line.end
            next_too = False
        reached = line.end
    if opened is not None:
        yield opened, reached
