"""Finding the places that decisions speak of, in a text that may have changed since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from ocrfix.document import Document
from ocrfix.review.context import Context, around, likeness
from ocrfix.review.decisions import Decision
from ocrfix.review.proposals import Proposal

LIKE = 70.0
"""The least likeness of two contexts with which they are taken for one place."""

_BESIDE = 4
"""How many signs stand right beside a place."""

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
        self._known: dict[str, _Standing] = {}

    def all(self, decisions: Sequence[Decision]) -> list[Found]:
        """Give out the places that are certain first, so that no guess takes one of them.

        Rejections choose before the others: of what was accepted the place may be gone, since it
        was done, and another that looks like it is not to be taken in its stead.
        """
        found: list[Found] = [None] * len(decisions)
        order = sorted(range(len(decisions)), key=lambda i: decisions[i].verdict == "accept")
        most: dict[tuple[str, str, Context], int] = {}
        for decision in decisions:
            most[_key(decision)] = max(most.get(_key(decision), 0), decision.nth)
        for index in order:
            decision = decisions[index]
            alike = self._exact.get(_key(decision), [])
            # Where all of those alike are still there, each is known by its number.
            if len(alike) >= most[_key(decision)]:
                alike = [proposal for proposal in alike if proposal.nth == decision.nth]
            found[index] = self._first(map(_of, alike), decision)
        for index in order:
            if found[index] is None:
                found[index] = self._unsure(decisions[index])
        return found

    def _first(self, places: Iterable[Place], decision: Decision) -> Place | None:
        for place in places:
            claim = (place.start, place.end, decision.after)
            if claim not in self._taken:
                self._taken.add(claim)
                return place
        return None

    def _unsure(self, decision: Decision) -> Found:
        """Find the place of a decision among words that have changed, or see that it is done."""
        context = Context(decision.left, decision.right)
        if decision.verdict == "accept" and self._stands(decision, context, both=True):
            return "settled"
        ranked = []
        for place, like in self._alike(decision, context):
            line = self._text.count("\n", 0, place.start) + 1
            # A proposal that says the same is worth some doubt about its surroundings.
            rank = like + (5 if place.proposal else 0)
            ranked.append((-rank, abs(line - decision.line), place.start, place))
        found = self._first((place for *_, place in sorted(ranked, key=lambda r: r[:3])), decision)
        if found is not None:
            return found
        if not self._stands(decision, context, both=False):
            return None
        return "settled" if decision.verdict == "accept" else "taken over"

    def _stands(self, decision: Decision, context: Context, *, both: bool) -> bool:
        """Whether the new reading stands among these words already."""
        standing = self._standing(decision.after, decision)
        return any(_near(context, around_it, both=both) for _, around_it in standing)

    def _alike(self, decision: Decision, context: Context) -> Iterator[tuple[Place, float]]:
        for proposal in self._same.get((decision.before, decision.after), ()):
            views = [proposal.context]
            edit = proposal.edit
            if edit.clean_start is not None and edit.clean_end is not None:
                # The text may have been cleaned, or marked, since: then the clean text is nearer.
                views.append(around(self._document.clean, edit.clean_start, edit.clean_end))
            like = max(_near(context, view, both=_strict(decision)) for view in views)
            if like:
                yield _of(proposal), like
        for place, around_it in self._standing(decision.before, decision):
            like = _near(context, around_it, both=_strict(decision))
            if like and not _reads(self._text, place, decision):
                yield place, like

    def _standing(self, wanted: str, decision: Decision) -> Iterable[tuple[Place, Context]]:
        """Return where ``wanted`` stands, beside something that stood beside it before."""
        pattern = _pattern(wanted, decision)
        if pattern is None:
            return ()
        found = self._known.get(pattern)
        if found is None:
            found = self._known[pattern] = _Standing(self._text, pattern)
        return found.beside(Context(decision.left, decision.right))


class _Standing:
    """The places where one text stands, looked for once, by what is right beside them."""

    def __init__(self, text: str, pattern: str) -> None:
        self._all: list[tuple[Place, Context]] = []
        self._beside: dict[tuple[str, str], list[int]] = {}
        for match in islice(re.finditer(pattern, text), _MOST_CANDIDATES):
            context = around(text, *match.span(1))
            number = len(self._all)
            self._all.append((Place(*match.span(1), None), context))
            marked = "]]" in context.left or "[[" in context.right
            for side in _beside(context):
                self._beside.setdefault(("", "") if marked else side, []).append(number)

    def beside(self, context: Context) -> Iterator[tuple[Place, Context]]:
        if not context.left or not context.right:
            yield from self._all
            return
        sides = (*_beside(context), ("", ""))
        for number in sorted({n for side in sides for n in self._beside.get(side, ())}):
            yield self._all[number]


def _beside(context: Context) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("left", context.left[-_BESIDE:]), ("right", context.right[:_BESIDE])


def _key(decision: Decision) -> tuple[str, str, Context]:
    return decision.before, decision.after, Context(decision.left, decision.right)


def _near(one: Context, other: Context, *, both: bool) -> float:
    """Return how alike two contexts are, 0 if they are not alike enough.

    Args:
        one: the context of a decision.
        other: the context of a place.
        both: whether what stands right beside it has to be the same on both sides, not on one.
    """
    sides = (
        one.left[-_BESIDE:] == other.left[-_BESIDE:] or not one.left,
        one.right[:_BESIDE] == other.right[:_BESIDE] or not one.right,
    )
    marked = "]]" in other.left or "[[" in other.right
    if not marked and not (all(sides) if both else any(sides)):
        return 0.0
    like = likeness(one, other)
    return like if like >= LIKE else 0.0


def _strict(decision: Decision) -> bool:
    """Whether a place has to be the same on both sides.

    The next stop of a line has nearly the same words around it, and is another. To leave a wrong
    one as it stands does no harm; to change it does.
    """
    return decision.verdict == "accept" and sum(sign.isalnum() for sign in decision.before) < 3


def _of(proposal: Proposal) -> Place:
    return Place(proposal.edit.start, proposal.edit.end, proposal)


def _pattern(wanted: str, decision: Decision) -> str | None:
    """Return what finds ``wanted`` in a text; of nothing, the place between the words around it."""
    if wanted:
        # A whole word, where it is one: 'he' is not looked for in 'the'.
        pattern = re.escape(wanted)
        if wanted[0].isalnum() and not decision.left[-1:].isalnum():
            pattern = rf"(?<![^\W_]){pattern}"
        if wanted[-1].isalnum() and not decision.right[:1].isalnum():
            pattern = rf"{pattern}(?![^\W_])"
        return f"({pattern})"
    left = r"\s+".join(map(re.escape, decision.left.split()[-2:]))
    right = r"\s+".join(map(re.escape, decision.right.split()[:2]))
    if not left or not right:
        return None
    if decision.left.endswith(" "):
        gap = r"\s+()"
    else:
        gap = r"()\s+" if decision.right.startswith(" ") else "()"
    return f"{left}{gap}{right}"


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
