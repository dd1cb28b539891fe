"""Applying the decisions of a reviewer to a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from msgspec.structs import replace

from ocrfix.document import Document
from ocrfix.edits import Edit, apply, offset_map, sorted_edits, with_clean_offsets
from ocrfix.marks.parse import KIND as INLINE_MARK
from ocrfix.records import markers_in_order
from ocrfix.review.decisions import Decision
from ocrfix.review.matching import Match, Position, match_decisions
from ocrfix.review.proposals import Proposal, conflicts, proposals, separate_marks

ACCEPTED = "accepted by a reader"
"""The reason of edits that a reviewer accepted."""


class UnmatchedDecision(NamedTuple):
    """A decision that could not be applied, and the reason."""

    decision: Decision
    reason: str


class ReviewedEdits(NamedTuple):
    """The edits of a document after a review.

    Attributes:
        edits: the edits of the original, in order.
        undecided: the suggestions without a decision.
        unmatched: the decisions that could not be applied.
    """

    edits: tuple[Edit, ...]
    undecided: tuple[Edit, ...]
    unmatched: tuple[UnmatchedDecision, ...]


class TextTagger(Protocol):
    """A tagger of texts, such as :class:`ocrfix.pipeline.Pipeline`."""

    def tag(self, text: str) -> Document:
        """Return the text with its markers and its card."""
        ...


def apply_decisions(document: Document, decisions: Sequence[Decision]) -> ReviewedEdits:
    """Return the edits of a document after the decisions of a reviewer.

    Where a change was rejected the original text stays, even if something else would be corrected
    there now.
    An accepted change or suggestion is made, whether or not it is still proposed. All other changes
    are made as proposed.

    >>> import ocrfix
    >>> document = ocrfix.correct("Washington, Decembe 12")
    >>> rejected = Decision(verdict="reject", was="change", before="Decembe", after="December",
    ...                     left="Washington, ", right=" 12")
    >>> apply_decisions(document, [rejected]).edits
    ()
    """
    proposed = proposals(document)
    positions = match_decisions(document, decisions, proposed)
    accepted: list[Edit] = []
    remaining: list[Edit] = []
    unmatched: list[UnmatchedDecision] = []
    rejected: list[tuple[Edit, Decision]] = []
    decided: set[tuple[int, int, str]] = set()
    for decision, position in zip(decisions, positions, strict=True):
        if not isinstance(position, Position):
            if position != "resolved":
                unmatched.append(UnmatchedDecision(decision, _reason(position, decision)))
            continue
        edit = _edit(decision, position)
        decided.add((edit.start, edit.end, edit.after))
        if decision.verdict == "reject":
            rejected.append((edit, decision))
        elif any(conflicts(edit, other) for other in accepted):
            unmatched.append(UnmatchedDecision(decision, "conflicts with another decision"))
        else:
            accepted.append(edit)
    for edit in separate_marks(document):
        if edit.kind == INLINE_MARK or not (
            any(conflicts(edit, other) for other in accepted)
            or any(_forbids(other, decision, edit) for other, decision in rejected)
        ):
            remaining.append(edit)
    edits = with_clean_offsets(
        sorted_edits([*remaining, *(e for e in accepted if not _overlaps_mark(e, remaining))])
    )
    return ReviewedEdits(edits, _undecided(proposed, decided, edits), tuple(unmatched))


def revise(document: Document, reviewed: ReviewedEdits, tagger: TextTagger) -> Document:
    """Return the document with the edits of a review, and its clean text tagged again.

    Args:
        document: the document before the review.
        reviewed: its edits after the review.
        tagger: the tagger of its text.
    """
    clean = apply(document.original, reviewed.edits)
    tagged = tagger.tag(clean)
    offsets = offset_map(reviewed.edits)
    markers = []
    for marker in tagged.markers:
        start, end = offsets.to_original(marker.clean_start, marker.clean_end)
        markers.append(replace(marker, start=start, end=end))
    return replace(
        document,
        clean=clean,
        edits=reviewed.edits,
        suggestions=reviewed.undecided,
        markers=markers_in_order(markers),
        card=tagged.card,
    )


def _edit(decision: Decision, position: Position) -> Edit:
    proposal = position.proposal
    if proposal is not None:
        reason = f"{ACCEPTED}: {proposal.edit.reason}"
        return replace(proposal.edit, reason=reason, clean_start=None, clean_end=None)
    return Edit(
        start=position.start,
        end=position.end,
        before=decision.before,
        after=decision.after,
        kind=decision.kind or "misread",
        confidence=1.0,
        reason=ACCEPTED,
    )


def _forbids(rejected: Edit, decision: Decision, edit: Edit) -> bool:
    """Whether a rejection forbids an edit; one of a suggestion forbids no other edit."""
    if not conflicts(rejected, edit):
        return False
    if decision.was == "change":
        return True
    return (rejected.start, rejected.end, rejected.after) == (edit.start, edit.end, edit.after)


def _overlaps_mark(edit: Edit, others: Iterable[Edit]) -> bool:
    return any(other.kind == INLINE_MARK and conflicts(edit, other) for other in others)


def _undecided(
    proposed: Sequence[Proposal], decided: set[tuple[int, int, str]], edits: Sequence[Edit]
) -> tuple[Edit, ...]:
    """Return the suggestions without a decision, with their offsets in the new clean text."""
    offsets = offset_map(edits)
    result = []
    for proposal in proposed:
        edit = proposal.edit
        if proposal.made or (edit.start, edit.end, edit.after) in decided:
            continue
        if any(conflicts(edit, other) and ACCEPTED in other.reason for other in edits):
            continue  # there is a decision on this text
        start, end = offsets.to_clean(edit.start, edit.end)
        result.append(replace(edit, clean_start=start, clean_end=end))
    return tuple(sorted_edits(result))


def _reason(match: Match, decision: Decision) -> str:
    if match == "already changed":
        return f"{decision.after!r} is in the text already; restore it with ocrfix undo, or by hand"
    return "its text is not in the document any more; review it again"
