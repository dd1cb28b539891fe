"""Matching decisions with positions in a text that may have changed since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from ocrfix.document import Document
from ocrfix.review.context import Context, context_around, similarity
from ocrfix.review.decisions import Decision
from ocrfix.review.proposals import Proposal

MIN_SIMILARITY = 70.0
"""The minimum similarity of two contexts that are considered the same."""

_ADJACENT_CHARS = 4
"""Characters next to a position that are compared exactly."""

_MAX_OCCURRENCES = 2_000
"""Maximum occurrences of a text that are compared."""


class Position(NamedTuple):
    """The position of a decision in the original (code points, half-open)."""

    start: int
    end: int
    proposal: Proposal | None


Match = Position | Literal["resolved", "already changed"] | None
"""A position; ``resolved``: nothing is left to do; ``already changed``: the text already has the
rejected change; ``None``: no match."""


def match_decisions(
    document: Document, decisions: Sequence[Decision], proposed: Sequence[Proposal]
) -> list[Match]:
    """Return the match of each decision.

    A proposal with the same context comes first, then one with a similar context, then any other
    occurrence of the same text in a similar context. No two decisions get the same position.

    Args:
        document: the document as it is now.
        decisions: the decisions.
        proposed: its proposals.
    """
    return _Search(document, proposed).all(decisions)


class _Search:
    def __init__(self, document: Document, proposed: Sequence[Proposal]) -> None:
        self._document = document
        self._text = document.original
        self._exact: dict[tuple[str, str, Context], list[Proposal]] = {}
        self._same: dict[tuple[str, str], list[Proposal]] = {}
        for proposal in proposed:
            change = (proposal.edit.before, proposal.edit.after)
            self._same.setdefault(change, []).append(proposal)
            self._exact.setdefault((*change, proposal.context), []).append(proposal)
        self._taken: set[tuple[int, int, str]] = set()
        self._found: dict[str, _Occurrences] = {}

    def all(self, decisions: Sequence[Decision]) -> list[Match]:
        """Match decisions with the same context first, so that no similar one takes their position.

        Rejections come before acceptances: the text of an accepted change may no longer be there,
        because the change was made, and a similar one must not be matched instead.
        """
        found: list[Match] = [None] * len(decisions)
        order = sorted(range(len(decisions)), key=lambda i: decisions[i].verdict == "accept")
        most: dict[tuple[str, str, Context], int] = {}
        for decision in decisions:
            most[_key(decision)] = max(most.get(_key(decision), 0), decision.nth)
        for index in order:
            decision = decisions[index]
            alike = self._exact.get(_key(decision), [])
            # If all equal ones are still there, each is identified by its number.
            if len(alike) >= most[_key(decision)]:
                alike = [proposal for proposal in alike if proposal.nth == decision.nth]
            found[index] = self._first(map(_position_of, alike), decision)
        for index in order:
            if found[index] is None:
                found[index] = self._similar(decisions[index])
        return found

    def _first(self, positions: Iterable[Position], decision: Decision) -> Position | None:
        for position in positions:
            claim = (position.start, position.end, decision.after)
            if claim not in self._taken:
                self._taken.add(claim)
                return position
        return None

    def _similar(self, decision: Decision) -> Match:
        """Match a decision whose context has changed, or see that it is resolved."""
        context = Context(decision.left, decision.right)
        if decision.verdict == "accept" and self._is_present(decision, context, both=True):
            return "resolved"
        ranked = []
        for position, like in self._candidates(decision, context):
            line = self._text.count("\n", 0, position.start) + 1
            # An equal proposal outweighs some difference in context.
            rank = like + (5 if position.proposal else 0)
            ranked.append((-rank, abs(line - decision.line), position.start, position))
        found = self._first(
            (position for *_, position in sorted(ranked, key=lambda r: r[:3])), decision
        )
        if found is not None:
            return found
        if not self._is_present(decision, context, both=False):
            return None
        return "resolved" if decision.verdict == "accept" else "already changed"

    def _is_present(self, decision: Decision, context: Context, *, both: bool) -> bool:
        """Whether the new text is already there in this context."""
        standing = self._occurrences(decision.after, decision)
        return any(
            _context_similarity(context, its_context, both=both) for _, its_context in standing
        )

    def _candidates(self, decision: Decision, context: Context) -> Iterator[tuple[Position, float]]:
        for proposal in self._same.get((decision.before, decision.after), ()):
            views = [proposal.context]
            edit = proposal.edit
            if edit.clean_start is not None and edit.clean_end is not None:
                # If the text was cleaned or marked since, the clean text is more similar.
                views.append(context_around(self._document.clean, edit.clean_start, edit.clean_end))
            like = max(
                _context_similarity(context, view, both=_needs_both_sides(decision))
                for view in views
            )
            if like:
                yield _position_of(proposal), like
        for position, its_context in self._occurrences(decision.before, decision):
            like = _context_similarity(context, its_context, both=_needs_both_sides(decision))
            if like and not _is_already_changed(self._text, position, decision):
                yield position, like

    def _occurrences(self, text: str, decision: Decision) -> Iterable[tuple[Position, Context]]:
        """Return the occurrences of ``text`` next to some of the same text as before."""
        pattern = _pattern(text, decision)
        if pattern is None:
            return ()
        found = self._found.get(pattern)
        if found is None:
            found = self._found[pattern] = _Occurrences(self._text, pattern)
        return found.near(Context(decision.left, decision.right))


class _Occurrences:
    """The occurrences of a text, searched once, by the characters next to them."""

    def __init__(self, text: str, pattern: str) -> None:
        self._all: list[tuple[Position, Context]] = []
        self._by_adjacent: dict[tuple[str, str], list[int]] = {}
        for match in islice(re.finditer(pattern, text), _MAX_OCCURRENCES):
            context = context_around(text, *match.span(1))
            number = len(self._all)
            self._all.append((Position(*match.span(1), None), context))
            marked = "]]" in context.left or "[[" in context.right
            for side in _adjacent(context):
                self._by_adjacent.setdefault(("", "") if marked else side, []).append(number)

    def near(self, context: Context) -> Iterator[tuple[Position, Context]]:
        if not context.left or not context.right:
            yield from self._all
            return
        sides = (*_adjacent(context), ("", ""))
        for number in sorted({n for side in sides for n in self._by_adjacent.get(side, ())}):
            yield self._all[number]


def _adjacent(context: Context) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("left", context.left[-_ADJACENT_CHARS:]), ("right", context.right[:_ADJACENT_CHARS])


def _key(decision: Decision) -> tuple[str, str, Context]:
    return decision.before, decision.after, Context(decision.left, decision.right)


def _context_similarity(one: Context, other: Context, *, both: bool) -> float:
    """Return the similarity of two contexts, 0 if it is too low.

    Args:
        one: the context of a decision.
        other: the context of a position.
        both: whether the adjacent characters have to be the same on both sides, not only on one.
    """
    sides = (
        one.left[-_ADJACENT_CHARS:] == other.left[-_ADJACENT_CHARS:] or not one.left,
        one.right[:_ADJACENT_CHARS] == other.right[:_ADJACENT_CHARS] or not one.right,
    )
    marked = "]]" in other.left or "[[" in other.right
    if not marked and not (all(sides) if both else any(sides)):
        return 0.0
    like = similarity(one, other)
    return like if like >= MIN_SIMILARITY else 0.0


def _needs_both_sides(decision: Decision) -> bool:
    """Whether the adjacent characters have to be the same on both sides.

    The next full stop in a line has nearly the same context, and is a different one. Leaving the
    wrong one unchanged does no harm; changing it does.
    """
    return decision.verdict == "accept" and sum(char.isalnum() for char in decision.before) < 3


def _position_of(proposal: Proposal) -> Position:
    return Position(proposal.edit.start, proposal.edit.end, proposal)


def _pattern(text: str, decision: Decision) -> str | None:
    """Return a pattern for a text; for an empty one, the gap between the words around it."""
    if text:
        # A whole word, if it is one: 'he' is not found in 'the'.
        pattern = re.escape(text)
        if text[0].isalnum() and not decision.left[-1:].isalnum():
            pattern = rf"(?<![^\W_]){pattern}"
        if text[-1].isalnum() and not decision.right[:1].isalnum():
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


def _is_already_changed(text: str, position: Position, decision: Decision) -> bool:
    """Whether the change of a decision is already made: 'Mr' also occurs in 'Mr.'"""
    before, after = decision.before, decision.after
    at = after.find(before)
    while at >= 0:
        start = position.start - at
        if start >= 0 and text.startswith(after, start):
            return True
        at = after.find(before, at + 1)
    return False
