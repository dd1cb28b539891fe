"""What each change does by itself, and the sums of that by kind of damage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

import msgspec
from rapidfuzz.distance import Levenshtein

from ocrfix.document import Document
from ocrfix.edits import Edit, apply
from ocrfix.evaluate.rates import tally
from ocrfix.evaluate.views import VIEWS

Effect = Literal["helped", "harmed", "level", "unseen"]
"""Nearer to the truth, farther from it, as far as before, or not to be seen in the view."""


class Judged(NamedTuple):
    """One edit or suggestion, judged by itself.

    Attributes:
        kind: the kind of damage it mends.
        confidence: how likely it was said to be right, from 0 to 1.
        made: whether it was made; a suggestion was not.
        effect: what it does, all else left as it was.
        fixed: words that were wrong and that it makes right.
        missed: words that it breaks, or changes and leaves wrong.
    """

    kind: str
    confidence: float
    made: bool
    effect: Effect
    fixed: int = 0
    missed: int = 0


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of the changes of one kind; ``made`` is the sum of the next three.

    Attributes:
        made: edits made.
        helped: of them, those that come nearer to the truth.
        harmed: those that go farther from it.
        no_difference: those that do neither.
        suggested: suggestions.
        would_help: suggestions that would have come nearer to the truth.
    """

    made: int = 0
    helped: int = 0
    harmed: int = 0
    no_difference: int = 0
    suggested: int = 0
    would_help: int = 0


def judge(document: Document, truth: str, view: str) -> list[Judged]:
    """Judge every edit and suggestion of a document by itself, in order of place.

    Args:
        document: what correction made of the passage.
        truth: what stood on the page.
        view: a name of :data:`ocrfix.evaluate.views.VIEWS`; distances count its characters.

    >>> import ocrfix
    >>> document = ocrfix.correct("Washington, Decembe 12")
    >>> [one.effect for one in judge(document, "Washington, December 12", "letters")]
    ['helped']
    """
    if not document.edits and not document.suggestions:
        return []
    cut = VIEWS[view]
    meant = " ".join(cut(truth))
    before = " ".join(cut(document.original))
    distance = Levenshtein.distance(before, meant)

    def one(edit: Edit, made: bool) -> Judged:
        changed = apply(document.original, [edit])
        after = " ".join(cut(changed))
        if after == before:
            return Judged(edit.kind, edit.confidence, made, "unseen")
        now = Levenshtein.distance(after, meant, score_hint=distance)
        effect: Effect = "level" if now == distance else "helped" if now < distance else "harmed"
        counts = tally(document.original, changed, truth, view)
        missed = counts.broken + counts.changed
        return Judged(edit.kind, edit.confidence, made, effect, counts.fixed, missed)

    return [one(edit, True) for edit in document.edits] + [
        one(edit, False) for edit in document.suggestions
    ]


def by_kind(judged: Iterable[Judged]) -> dict[str, Kind]:
    """Return the counts of each kind, those with most edits first.

    >>> by_kind([Judged("misread", 0.9, True, "level")])["misread"].no_difference
    1
    """
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(one.kind, []).append(one)
    found = {kind: total(members) for kind, members in groups.items()}
    return dict(sorted(found.items(), key=lambda f: (-f[1].made, -f[1].suggested, f[0])))


def total(judged: Iterable[Judged]) -> Kind:
    """Return the counts of all of them together."""
    judged = list(judged)
    made = [one.effect for one in judged if one.made]
    offered = [one.effect for one in judged if not one.made]
    return Kind(
        made=len(made),
        helped=made.count("helped"),
        harmed=made.count("harmed"),
        no_difference=made.count("level") + made.count("unseen"),
        suggested=len(offered),
        would_help=offered.count("helped"),
    )
