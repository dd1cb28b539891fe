"""One finding, and the findings of a document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from hashlib import sha256
from itertools import accumulate
from typing import Any, Literal

import msgspec

from ocrfix.document import Document
from ocrfix.marks.parse import KIND as INLINE_MARK

Level = Literal["correction", "suggestion", "marker"]

_WORDS = 3
"""So many words on either side, of the same line, make a finding that finding and no other."""


_NEAR = 100
"""So much of a line is kept before what is found in it, and twice as much from there on."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something to look at in a file.

    Lines end at LF and count from 1; columns count from 1, in code points. The end is exclusive.

    Attributes:
        path: the file, as it was named.
        line: the line in which it begins.
        column: the column in which it begins.
        end_line: the line in which it ends.
        end_column: the column before which it ends.
        level: a correction that would be made, one that is only suggested, or a marker.
        kind: the kind of damage, or the type of the marker.
        before: what stands there; empty where something is to be put in.
        after: what is to stand there; for a marker ``None``.
        code: of a marker for an exemption the code.
        confidence: how likely it is right, from 0 to 1.
        reason: why, in words.
        text: the line in which it begins, without its end; of a long line what stands near.
        text_column: the column in which ``text`` begins.
        context: the hash of ``before`` and the words around it, which knows of no line number.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    level: Level
    kind: str
    before: str
    after: str | None
    code: str | None = None
    confidence: float
    reason: str
    text: str
    text_column: int
    context: str


def findings(
    document: Document, *, suggestions: bool = False, markers: bool = False
) -> tuple[Finding, ...]:
    r"""Return the findings of a document, in order of place.

    Args:
        document: a cleaned document. That its inline marks were taken off is no finding.
        suggestions: whether suggestions are findings.
        markers: whether markers are.

    >>> import ocrfix
    >>> found, = findings(ocrfix.correct("Washington,\nDecembe 12\n"))
    >>> found.line, found.column, found.end_column, found.before, found.after
    (2, 1, 8, 'Decembe', 'December')
    """
    listed = [*_edits(document, suggestions)]
    if markers:
        listed += _markers(document)
    listed.sort(key=lambda f: (f.line, f.column, f.level, f.end_line, f.end_column))
    return tuple(listed)


def _edits(document: Document, suggestions: bool) -> Iterator[Finding]:
    places = _Places(document)
    for edit in document.edits:
        if edit.kind != INLINE_MARK:
            yield places.finding(
                edit.start,
                edit.end,
                level="correction",
                kind=edit.kind,
                after=edit.after,
                confidence=edit.confidence,
                reason=edit.reason,
            )
    for edit in document.suggestions if suggestions else ():
        yield places.finding(
            edit.start,
            edit.end,
            level="suggestion",
            kind=edit.kind,
            after=edit.after,
            confidence=edit.confidence,
            reason=edit.reason,
        )


def _markers(document: Document) -> Iterator[Finding]:
    places = _Places(document)
    for marker in document.markers:
        yield places.finding(
            marker.start,
            marker.end,
            level="marker",
            kind=marker.type,
            after=None,
            code=marker.code,
            confidence=marker.confidence,
            reason=marker.fields.get("meaning") or f"a marker of type {marker.type}",
        )


class _Places:
    """Offsets of a document as lines and columns."""

    def __init__(self, document: Document) -> None:
        self._text = document.original
        self._path = document.source.name or "-"
        lengths = (len(line) + 1 for line in self._text.split("\n"))
        self._starts = [0, *accumulate(lengths)][:-1]

    def finding(self, start: int, end: int, **said: Any) -> Finding:
        line, column = self._at(start)
        end_line, end_column = self._at(end)
        first = self._starts[line - 1]
        after = self._starts[line] if line < len(self._starts) else len(self._text) + 1
        low, high = max(first, start - _NEAR), min(after - 1, start + 2 * _NEAR)
        return Finding(
            path=self._path,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            before=self._text[start:end],
            text=self._text[low:high].removesuffix("\r"),
            text_column=low - first + 1,
            context=self._context(start, end),
            **said,
        )

    def _at(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self._starts, offset) - 1
        return index + 1, offset - self._starts[index] + 1

    def _context(self, start: int, end: int) -> str:
        # No more than a few hundred characters are looked at: a line may be as long as the text.
        left = self._text[max(0, start - _NEAR) : start].rpartition("\n")[2].split()[-_WORDS:]
        right = self._text[end : end + _NEAR].partition("\n")[0].split()[:_WORDS]
        around = "\0".join((*left, "\0", self._text[start:end], "\0", *right))
        return sha256(around.encode("utf-8", "surrogatepass")).hexdigest()[:16]
