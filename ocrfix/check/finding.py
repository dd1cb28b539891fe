"""Findings: edits, suggestions and markers of a document, with line and column."""

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

_CONTEXT_WORDS = 3
"""Words of context on either side, in the same line, that identify a finding."""

_EXCERPT_CHARS = 100
"""Characters of a line stored before a finding; twice as many are stored after its start."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """An edit, suggestion or marker in a file.

    Lines end at LF and count from 1; columns count from 1, in code points. The end is exclusive.

    Attributes:
        path: the file, as given.
        line: the line in which it begins.
        column: the column in which it begins.
        end_line: the line in which it ends.
        end_column: the column before which it ends.
        level: a correction that would be made, one that is only suggested, or a marker.
        kind: the kind of edit, or the type of the marker.
        before: the text at that position; empty for an insertion.
        after: the text to replace it; ``None`` for a marker.
        code: the code of an exemption marker.
        confidence: the probability that it is right.
        reason: the reason, in words.
        text: the line in which it begins, without its end; of a long line the part around it.
        text_column: the column in which ``text`` begins.
        context: a hash of ``before`` and the words around it, independent of the line number.
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
    r"""Return the findings of a document, in order of position.

    Args:
        document: a cleaned document. The removal of inline marks is not a finding.
        suggestions: whether to include suggestions.
        markers: whether to include markers.

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
    positions = _Positions(document)
    for edit in document.edits:
        if edit.kind != INLINE_MARK:
            yield positions.finding(
                edit.start,
                edit.end,
                level="correction",
                kind=edit.kind,
                after=edit.after,
                confidence=edit.confidence,
                reason=edit.reason,
            )
    for edit in document.suggestions if suggestions else ():
        yield positions.finding(
            edit.start,
            edit.end,
            level="suggestion",
            kind=edit.kind,
            after=edit.after,
            confidence=edit.confidence,
            reason=edit.reason,
        )


def _markers(document: Document) -> Iterator[Finding]:
    positions = _Positions(document)
    for marker in document.markers:
        yield positions.finding(
            marker.start,
            marker.end,
            level="marker",
            kind=marker.type,
            after=None,
            code=marker.code,
            confidence=marker.confidence,
            reason=marker.fields.get("meaning") or f"a marker of type {marker.type}",
        )


class _Positions:
    """Converts offsets of a document to lines and columns."""

    def __init__(self, document: Document) -> None:
        self._text = document.original
        self._path = document.source.name or "-"
        lengths = (len(line) + 1 for line in self._text.split("\n"))
        self._starts = [0, *accumulate(lengths)][:-1]

    def finding(self, start: int, end: int, **fields: Any) -> Finding:
        line, column = self._at(start)
        end_line, end_column = self._at(end)
        first = self._starts[line - 1]
        after = self._starts[line] if line < len(self._starts) else len(self._text) + 1
        low, high = max(first, start - _EXCERPT_CHARS), min(after - 1, start + 2 * _EXCERPT_CHARS)
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
            **fields,
        )

    def _at(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self._starts, offset) - 1
        return index + 1, offset - self._starts[index] + 1

    def _context(self, start: int, end: int) -> str:
        # Only a few hundred characters are searched: a line may be as long as the text.
        left = (
            self._text[max(0, start - _EXCERPT_CHARS) : start]
            .rpartition("\n")[2]
            .split()[-_CONTEXT_WORDS:]
        )
        right = self._text[end : end + _EXCERPT_CHARS].partition("\n")[0].split()[:_CONTEXT_WORDS]
        around = "\0".join((*left, "\0", self._text[start:end], "\0", *right))
        return sha256(around.encode("utf-8", "surrogatepass")).hexdigest()[:16]
