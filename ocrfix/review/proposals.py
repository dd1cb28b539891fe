"""Proposals: the changes and suggestions of a document that a reviewer can decide on."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from msgspec.structs import replace

from ocrfix.document import Document
from ocrfix.edits import Edit, sorted_edits, with_clean_offsets
from ocrfix.marks.parse import KIND as INLINE_MARK
from ocrfix.marks.parse import unwrap
from ocrfix.review.context import Context, context_around
from ocrfix.review.decisions import Decision, Verdict
from ocrfix.text.lines import lines


class Proposal(NamedTuple):
    """One change or suggestion.

    Attributes:
        edit: the edit of the original.
        made: whether it was made; suggestions were not.
        context: the words around it in the original.
        nth: its number, from 1, among equal edits with the same context.
        line: the line of the original in which it begins, from 1.
    """

    edit: Edit
    made: bool
    context: Context
    nth: int
    line: int

    def decided(self, verdict: Verdict) -> Decision:
        """Return a decision on it."""
        return Decision(
            verdict=verdict,
            was="change" if self.made else "suggestion",
            before=self.edit.before,
            after=self.edit.after,
            kind=self.edit.kind,
            left=self.context.left,
            right=self.context.right,
            nth=self.nth,
            line=self.line,
        )


def proposals(document: Document) -> list[Proposal]:
    """Return the proposals of a document in order of position, changes before suggestions.

    The removal of marks of an earlier run is not a proposal: there is nothing to decide.

    >>> import ocrfix
    >>> [p.edit.after for p in proposals(ocrfix.correct("Washington, Decembe 12"))]
    ['December']
    """
    found = [(edit, True) for edit in separate_marks(document) if edit.kind != INLINE_MARK]
    found += [
        (expanded_suggestion(document, suggestion), False) for suggestion in document.suggestions
    ]
    found.sort(key=lambda p: (p[0].start, p[0].end, not p[1], -p[0].confidence, p[0].after))
    starts = [line.start for line in lines(document.original)]
    result: list[Proposal] = []
    equal: Counter[tuple[str, str, Context]] = Counter()
    seen: set[tuple[int, int, str]] = set()
    number = 0
    for edit, made in found:
        change = (edit.start, edit.end, edit.after)
        if edit.before == edit.after or change in seen:
            continue
        seen.add(change)
        while number < len(starts) and starts[number] <= edit.start:
            number += 1
        context = context_around(document.original, edit.start, edit.end)
        key = (edit.before, edit.after, context)
        equal[key] += 1
        result.append(Proposal(edit, made, context, equal[key], max(number, 1)))
    return result


def separate_marks(document: Document) -> tuple[Edit, ...]:
    r"""Return the changes of a document, with the removal of inline marks separate from the rest.

    The removal of a mark and an adjacent change are one edit in the record. To a reviewer they are
    two: the mark is removed in any case, the change can be rejected. Marks are those with the
    template of ``config.yaml``; edits with marks of another template are returned as they are.

    >>> import ocrfix
    >>> [e.before for e in separate_marks(ocrfix.clean("[[stamp: Decembe 12]]\n"))]
    ['[[stamp: ', 'Decembe', ']]']
    >>> [e.before for e in separate_marks(ocrfix.clean("See [[stamp: Decembe]] 1990\\n"))]
    ['[[stamp: ', 'Decembe', ']]']
    """
    if not any(INLINE_MARK in edit.reason for edit in document.edits):
        return document.edits
    from ocrfix.config import Config

    marks = unwrap(document.original, Config.default().emit.template)
    result: list[Edit] = []
    for edit in document.edits:
        inside = [m for m in marks if edit.start <= m.start and m.end <= edit.end]
        left = edit.before
        for mark in reversed(inside):
            left = left[: mark.start - edit.start] + left[mark.end - edit.start :]
        first = min((m.end for m in inside if m.start == edit.start), default=edit.start)
        rest = document.original[first : first + len(left)]
        if not inside or not left or left == edit.after or left != rest:
            result.append(edit)
            continue
        start, end = first, first + len(left)
        _, _, reason = edit.reason.partition("; then ")
        kind = _kind(left, edit.after) if edit.kind == INLINE_MARK else edit.kind
        change = replace(edit, start=start, end=end, before=left, kind=kind, reason=reason)
        result += sorted_edits([*inside, change])
    return with_clean_offsets(result)


def _kind(before: str, after: str) -> str:
    """Return a kind for a change whose own kind is unknown, from its effect."""
    return "misread" if before.strip() and after.strip() else "specks"


def expanded_suggestion(document: Document, suggestion: Edit) -> Edit:
    """Return a suggestion that covers only whole changes of the original.

    A suggestion is made on the clean text. If it covers part of a change that was made, it gets the
    original text of the whole change, and includes the rest of the change.
    """
    if suggestion.clean_start is None or suggestion.clean_end is None:
        return suggestion
    start, end = document.offsets.to_clean(suggestion.start, suggestion.end)
    left = document.clean[start : suggestion.clean_start]
    right = document.clean[suggestion.clean_end : end]
    after = left + suggestion.after + right
    if not (left or right) or after == suggestion.before:
        return suggestion
    return replace(suggestion, after=after)


def conflicts(one: Edit, other: Edit) -> bool:
    """Whether two edits of one text cannot both be made; adjacent ones can."""
    if one.start == one.end and other.start == other.end:
        return one.start == other.start
    return one.start < other.end and other.start < one.end
