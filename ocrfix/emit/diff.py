r"""Diff format: the changes, as a unified diff from the original to the text.

The diff is made from the recorded edits, not by comparing two texts, so it is linear in the text
and never guesses. Lines are those of ``patch``: they end at ``\n`` alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from msgspec.structs import replace

from ocrfix.edits import Edit, apply, compose
from ocrfix.emit import text
from ocrfix.records import Record

OPTIONS = text.OPTIONS
CONTEXT_LINES = 3
"""Unchanged lines shown before and after a change."""


class _Change(NamedTuple):
    """Lines of the original, from number ``first`` (counted from 0), and their replacement."""

    first: int
    old: list[str]
    new: list[str]


def render(document: Record, *, marks: str | None = None, template: str | None = None) -> str:
    r"""Return a unified diff from the original to the text format; empty where they are the same.

    Args:
        document: any document.
        marks: as for the text format.
        template: as for the text format.

    Raises:
        ValueError: as for the text format.

    >>> import ocrfix
    >>> print(render(ocrfix.correct("Decembe 12\n")), end="")
    --- original
    +++ clean
    @@ -1 +1 @@
    -Decembe 12
    +December 12
    """
    further = text.edits(document, marks=marks, template=template)
    edits = compose(document.original, document.edits, further)
    name = document.source.name
    hunks = "".join(_hunks(document.original, edits))
    if not hunks:
        return ""
    return f"--- {name or 'original'}\n+++ {name or 'clean'}\n{hunks}"


def _hunks(original: str, edits: Sequence[Edit]) -> Iterator[str]:
    lines = _lines(original)
    group: list[_Change] = []
    shift = 0  # lines of the text minus lines of the original, before this hunk
    for change in _changes(original, lines, edits):
        if group and change.first - (group[-1].first + len(group[-1].old)) > 2 * CONTEXT_LINES:
            yield _hunk(lines, group, shift)
            shift += sum(len(part.new) - len(part.old) for part in group)
            group = []
        group.append(change)
    if group:
        yield _hunk(lines, group, shift)


def _changes(original: str, lines: Sequence[str], edits: Sequence[Edit]) -> Iterator[_Change]:
    """Yield runs of lines that edits touch, without unchanged lines at either end."""
    starts = [0, *accumulate(map(len, lines))]
    # Text inserted at the very end belongs to the last line, if that has no line end.
    last = len(lines) if original.endswith("\n") or not lines else len(lines) - 1
    index = 0
    while index < len(edits):
        begin = index
        first = stop = min(bisect_right(starts, edits[index].start) - 1, last)
        while index < len(edits) and (
            index == begin or edits[index].start < starts[stop] or stop == len(lines)
        ):
            edit = edits[index]
            reached = max(stop, bisect_right(starts, edit.start), bisect_left(starts, edit.end))
            stop = min(reached, len(lines))
            # Text that may no longer end with a line end continues into the next line.
            if edit.end == starts[stop] and stop < len(lines) and not edit.after.endswith("\n"):
                stop += 1
            index += 1
        start, end = starts[first], starts[stop]
        local = [replace(e, start=e.start - start, end=e.end - start) for e in edits[begin:index]]
        yield from _trimmed(first, lines[first:stop], _lines(apply(original[start:end], local)))


def _trimmed(first: int, old: Sequence[str], new: Sequence[str]) -> Iterator[_Change]:
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    change = _Change(first + head, [*old[head : len(old) - tail]], [*new[head : len(new) - tail]])
    if change.old or change.new:
        yield change


def _hunk(lines: Sequence[str], group: Sequence[_Change], shift: int) -> str:
    start = max(group[0].first - CONTEXT_LINES, 0)
    stop = min(group[-1].first + len(group[-1].old) + CONTEXT_LINES, len(lines))
    grown = sum(len(change.new) - len(change.old) for change in group)
    old, new = _range(start, stop - start), _range(start + shift, stop - start + grown)
    parts = [f"@@ -{old} +{new} @@\n"]
    at = start
    for change in group:
        parts += (_prefixed(" ", line) for line in lines[at : change.first])
        parts += (_prefixed("-", line) for line in change.old)
        parts += (_prefixed("+", line) for line in change.new)
        at = change.first + len(change.old)
    parts += (_prefixed(" ", line) for line in lines[at:stop])
    return "".join(parts)


def _range(start: int, count: int) -> str:
    """Return a range as a hunk header has it: counted from 1, or from 0 if it is empty."""
    if count == 1:
        return f"{start + 1}"
    return f"{start + 1 if count else start},{count}"


def _prefixed(sign: str, line: str) -> str:
    if line.endswith("\n"):
        return sign + line
    return f"{sign}{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    last = lines.pop()
    return [line + "\n" for line in lines] + ([last] if last else [])
