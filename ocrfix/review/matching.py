"""Finding the places that decisions speak of, in a text that may have changed since."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from ocrfix.model import Document
from ocrfix.review.context import Context, around, likeness
from ocrfix.review.decisions import Decision
from ocrfix.review.proposals import Proposal

LIKE = 70.0
"""The least likeness of two contexts with which they are taken for one place."""

_MOST_CANDIDATES = 2_000
"""Of a sign that stands everywhere, no more places than this are compared."""


class Place(NamedTuple):
    """Where a decision holds, in the original (code points, half-open)."""

    start: int
    end: int
    proposal: Proposal | None


Found = Place | Literal["settled", "taken over"] | None
"""A place; ``settled``: nothing is left to do; ``taken over``: the text has the rejected reading;
``None``: it does not fit."""


def find(
    document: Document, decisions: Sequence[Decision], offered: Sequence[Proposal]
) -> list[Found]:
    """Return for each decision where it holds.

    A proposal with the same context comes first, then one with a context that is alike, then any
    place where the same text stands among the same words. No place is given to two decisions.

    Args:
        document: the document as it is now.
        decisions: what was decided.
        offered: its proposals.
    """
    return _Search(document, offered).all(decisions)


class _Search:
    def __init__(self, document: Document, offered: Sequence[Proposal]) -> None:
        self._document = document
        self._text = document.original
        self._exact: dict[tuple[str, str, Context], list[Proposal]] = {}
        self._same: dict[tuple[str, str], list[Proposal]] = {}
        for proposal in offered:
            change = (proposal.edit.before, proposal.edit.after)
            self._same.setdefault(change, []).append(proposal)
            self._exact.setdefault((*change, proposal.context), []).append(proposal)
        self._taken: set[tuple[int, int, str]] = set()

    def all(self, decisions: Sequence[Decision]) -> list[Found]:
        """Give out the places that are certain first, so that no guess takes one of them."""
        found: list[Found] = [self._claim(self._certain(d), d) for d in decisions]
        for index, decision in enumerate(decisions):
            if found[index] is None:
                found[index] = self._claim(self._alike(decision), decision)
        return [
            self._without_place(decision) if place is None else place
            for decision, place in zip(decisions, found, strict=True)
        ]

    def _claim(self, place: Place | None, decision: Decision) -> Place | None:
        if place is None or self._is_taken(place, decision):
            return None
        self._taken.add((place.start, place.end, decision.after))
        return place

    def _is_taken(self, place: Place, decision: Decision) -> bool:
        return (place.start, place.end, decision.after) in self._taken

    def _certain(self, decision: Decision) -> Place | None:
        context = Context(decision.left, decision.right)
        for proposal in self._exact.get((decision.before, decision.after, context), ()):
            if proposal.nth == decision.nth:
                return _of(proposal)
        return None

    def _alike(self, decision: Decision) -> Place | None:
        context = Context(decision.left, decision.right)
        best: tuple[float, int] | None = None
        chosen: Place | None = None
        for place in self._candidates(decision):
            if self._is_taken(place, decision):
                continue
            like = self._likeness(place, context)
            line = self._text.count("\n", 0, place.start) + 1 if like >= LIKE else 0
            # A proposal that says the same is worth some doubt about its surroundings.
            rank = (like + (5 if place.proposal else 0), -abs(line - decision.line))
            if like >= LIKE and (best is None or rank > best):
                best, chosen = rank, place
        return chosen

    def _likeness(self, place: Place, context: Context) -> float:
        like = likeness(around(self._text, place.start, place.end), context)
        edit = place.proposal.edit if place.proposal else None
        if edit is not None and edit.clean_start is not None and edit.clean_end is not None:
            # The text may have been cleaned, or marked, since: then the clean texts are nearer.
            clean = around(self._document.clean, edit.clean_start, edit.clean_end)
            like = max(like, likeness(clean, context))
        return like

    def _candidates(self, decision: Decision) -> Iterator[Place]:
        for proposal in self._same.get((decision.before, decision.after), ()):
            yield _of(proposal)
        for place in _standing(self._text, decision.before, decision):
            if not _reads(self._text, place, decision):
                yield place

    def _without_place(self, decision: Decision) -> Found:
        """Say whether a decision that has no place is carried out already."""
        context = Context(decision.left, decision.right)
        stands = any(
            likeness(around(self._text, place.start, place.end), context) >= LIKE
            for place in _standing(self._text, decision.after, decision)
        )
        if not stands:
            return None
        return "settled" if decision.verdict == "accept" else "taken over"


def _of(proposal: Proposal) -> Place:
    return Place(proposal.edit.start, proposal.edit.end, proposal)


def _standing(text: str, wanted: str, decision: Decision) -> Iterator[Place]:
    """Yield the places where ``wanted`` stands; of nothing, those between the words around it."""
    if wanted:
        # A whole word, where it is one: 'he' is not looked for in 'the'.
        pattern = re.escape(wanted)
        if wanted[0].isalnum() and not decision.left[-1:].isalnum():
            pattern = rf"(?<![^\W_]){pattern}"
        if wanted[-1].isalnum() and not decision.right[:1].isalnum():
            pattern = rf"{pattern}(?![^\W_])"
        pattern = f"({pattern})"
    else:
        left = r"\s+".join(map(re.escape, decision.left.split()[-2:]))
        right = r"\s+".join(map(re.escape, decision.right.split()[:2]))
        if not left or not right:
            return
        if decision.left.endswith(" "):
            gap = r"\s+()"
        else:
            gap = r"()\s+" if decision.right.startswith(" ") else "()"
        pattern = f"{left}{gap}{right}"
    for match in islice(re.finditer(pattern, text), _MOST_CANDIDATES):
        yield Place(*match.span(1), None)


def _reads(text: str, place: Place, decision: Decision) -> bool:
    """Whether what the decision speaks of is there already: 'Mr' stands in 'Mr.' too."""
    before, after = decision.before, decision.after
    at = after.find(before)
    while at >= 0:
        start = place.start - at
        if start >= 0 and text.startswith(after, start):
            return True
        at = after.find(before, at + 1)
    return False
