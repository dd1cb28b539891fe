r"""What correction keeps its hands off: lines that a note in the text says, and words of the user.

A note is a comment of Markdown or HTML, ``<!-- ocrfix: ignore -->``, or in plain text the same in
brackets, ``[ocrfix: ignore]``; no record says that of itself.

- ``ignore`` on a line with text means that line; alone on a line, the next line with text.
- ``off`` means all lines from its own to that of the next ``on``, or to the end of the text.

Lines are ignored whole, so that nobody has to count characters. A line with a note is never
changed, or the note would not be there the next time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ocrfix.edits import Edit
from ocrfix.text import lazy_regex
from ocrfix.text.lines import lines
from ocrfix.text.spans import Span
from ocrfix.text.tokens import TokenizedText

_SIGN = "ocrfix:"
_NOTE = lazy_regex.pattern(
    r"""
    <!-- [ \t]*+ ocrfix: [ \t]*+ (?P<comment> ignore | off | on ) [ \t]*+ -->
    | \[ [ \t]*+ ocrfix: [ \t]*+ (?P<plain>   ignore | off | on ) [ \t]*+ \]
    """,
    re.VERBOSE,
)


def ignored(text: str) -> list[Span]:
    r"""Return the places that the notes of a text say to ignore, whole lines, in order.

    >>> ignored("tbe talks\n<!-- ocrfix: ignore -->\ntbe text\n")
    [(10, 33), (34, 42)]
    >>> ignored("tbe talks [ocrfix: ignore]\n")
    [(0, 26)]
    >>> ignored("[ocrfix: off]\ntbe\ntexts\n[ocrfix: on]\ntbe\n")
    [(0, 36)]
    """
    if _SIGN not in text:
        return []
    return list(_ignored(text))


def _ignored(text: str) -> Iterator[Span]:
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


def sparing(text: str, edits: Iterable[Edit], own: frozenset[str]) -> list[Edit]:
    """Return the edits that leave every word of ``own`` standing as it does.

    Args:
        text: what the edits are of.
        edits: edits of it, one by one.
        own: words that are never to be changed.
    """
    if not own:
        return list(edits)
    return [edit for edit in edits if not _harms(text, edit, own)]


def _harms(text: str, edit: Edit, own: frozenset[str]) -> bool:
    start, end = edit.start, edit.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    before = [token.text for token in TokenizedText(text[start:end]).tokens if token.text in own]
    if not before:
        return False
    changed = text[start : edit.start] + edit.after + text[edit.end : end]
    left = [token.text for token in TokenizedText(changed).tokens]
    return any(left.count(word) < before.count(word) for word in set(before))
