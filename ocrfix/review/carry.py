"""Carrying decisions out: from a document as ocrfix cleans it to one as its reader wants it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from msgspec.structs import replace

from ocrfix.document import Document
from ocrfix.edits import Edit, apply, offset_map, sorted_edits, with_clean_offsets
from ocrfix.marks.parse import KIND as INLINE_MARK
from ocrfix.records import markers_in_order
from ocrfix.review.decisions import Decision
from ocrfix.review.matching import Found, Place, find
from ocrfix.review.proposals import Proposal, clash, proposals, untangled

READER = "accepted by a reader"


class Unfit(NamedTuple):
    """A decision that could not be carried out, and why."""

    decision: Decision
    why: str


class Carried(NamedTuple):
    """What decisions came to.

    Attributes:
        edits: the edits of the original, in order.
        open: the suggestions that nobody has decided on.
        unfit: the decisions that could not be carried out.
    """

    edits: tuple[Edit, ...]
    open: tuple[Edit, ...]
    unfit: tuple[Unfit, ...]


class Tagger(Protocol):
    """What marks a text: a :class:`ocrfix.pipeline.Pipeline`, for one."""

    def tag(self, text: str) -> Document:
        """Return the text with its markers and its card."""
        ...


def carry(document: Document, decisions: Sequence[Decision]) -> Carried:
    """Return the edits of a document after a reader's decisions.

    Where a change was rejected the original stands, whatever else ocrfix would do there now. Where
    a change or suggestion was accepted it is made, whether or not ocrfix still proposes it. All
    other changes are made as ocrfix makes them.

    >>> import ocrfix
    >>> document = ocrfix.correct("Washington, Decembe 12")
    >>> rejected = Decision(verdict="reject", was="change", before="Decembe", after="December",
    ...                     left="Washington, ", right=" 12")
    >>> carry(document, [rejected]).edits
    ()
    """
    offered = proposals(document)
    places = find(document, decisions, offered)
    accepted: list[Edit] = []
    kept: list[Edit] = []
    unfit: list[Unfit] = []
    spared: list[tuple[Edit, Decision]] = []
    decided: set[tuple[int, int, str]] = set()
    for decision, place in zip(decisions, places, strict=True):
        if not isinstance(place, Place):
            if place != "settled":
                unfit.append(Unfit(decision, _why(place, decision)))
            continue
        edit = _edit(decision, place)
        decided.add((edit.start, edit.end, edit.after))
        if decision.verdict == "reject":
            spared.append((edit, decision))
        elif any(clash(edit, other) for other in accepted):
            unfit.append(Unfit(decision, "another decision speaks of the same place"))
        else:
            accepted.append(edit)
    for edit in untangled(document):
        if edit.kind == INLINE_MARK or not (
            any(clash(edit, other) for other in accepted)
            or any(_forbids(no, decision, edit) for no, decision in spared)
        ):
            kept.append(edit)
    edits = with_clean_offsets(
        sorted_edits([*kept, *(e for e in accepted if not _meets_mark(e, kept))])
    )
    return Carried(edits, _open(offered, decided, edits), tuple(unfit))


def revised(document: Document, carried: Carried, tagger: Tagger) -> Document:
    """Return the document with other edits: its clean text, marked anew.

    Args:
        document: the document as it was.
        carried: what is to be done with it.
        tagger: what marks its text.
    """
    clean = apply(document.original, carried.edits)
    tagged = tagger.tag(clean)
    offsets = offset_map(carried.edits)
    markers = []
    for marker in tagged.markers:
        start, end = offsets.to_original(marker.clean_start, marker.clean_end)
        markers.append(replace(marker, start=start, end=end))
    return replace(
        document,
        clean=clean,
        edits=carried.edits,
        suggestions=carried.open,
        markers=markers_in_order(markers),
        card=tagged.card,
    )


def _edit(decision: Decision, place: Place) -> Edit:
    proposal = place.proposal
    if proposal is not None:
        reason = f"{READER}: {proposal.edit.reason}"
        return replace(proposal.edit, reason=reason, clean_start=None, clean_end=None)
    return Edit(
        start=place.start,
        end=place.end,
        before=decision.before,
        after=decision.after,
        kind=decision.kind or "misread",
        confidence=1.0,
        reason=READER,
    )


def _forbids(rejected: Edit, decision: Decision, edit: Edit) -> bool:
    """Whether a rejection forbids an edit; that of a suggestion leaves other changes alone."""
    if not clash(rejected, edit):
        return False
    if decision.was == "change":
        return True
    return (rejected.start, rejected.end, rejected.after) == (edit.start, edit.end, edit.after)


def _meets_mark(edit: Edit, kept: Iterable[Edit]) -> bool:
    return any(other.kind == INLINE_MARK and clash(edit, other) for other in kept)


def _open(
    offered: Sequence[Proposal], decided: set[tuple[int, int, str]], edits: Sequence[Edit]
) -> tuple[Edit, ...]:
    """Return the undecided suggestions, with their places in the new clean text."""
    offsets = offset_map(edits)
    result = []
    for proposal in offered:
        edit = proposal.edit
        if proposal.made or (edit.start, edit.end, edit.after) in decided:
            continue
        if any(clash(edit, other) and READER in other.reason for other in edits):
            continue  # a reader has decided on this place
        start, end = offsets.to_clean(edit.start, edit.end)
        result.append(replace(edit, clean_start=start, clean_end=end))
    return tuple(sorted_edits(result))


def _why(place: Found, decision: Decision) -> str:
    if place == "taken over":
        return f"{decision.after!r} stands there already; take it back with ocrfix undo, or by hand"
    return "it stands there no more; look at the page again"
