"""The effect of each edit by itself, and counts of effects by kind of edit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

import msgspec
from rapidfuzz.distance import Levenshtein

from ocrfix.document import Document
from ocrfix.edits import Edit, apply
from ocrfix.evaluate.metrics import count_errors
from ocrfix.evaluate.normalization import NORMALIZATIONS

Effect = Literal["improved", "worsened", "neutral", "invisible"]
"""Closer to the ground truth, farther from it, as far as before, or invisible once normalized."""


class ScoredEdit(NamedTuple):
    """An edit or suggestion, and its effect if it alone is made.

    Attributes:
        kind: the kind of edit.
        confidence: its confidence, from 0 to 1.
        made: whether it was made; suggestions were not.
        effect: its effect.
        fixed: the number of words that it fixes.
        wrong: the number of words that it breaks, or changes and leaves wrong.
    """

    kind: str
    confidence: float
    made: bool
    effect: Effect
    fixed: int = 0
    wrong: int = 0


class EffectCounts(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of edits by effect; ``made`` is the sum of the next three.

    Attributes:
        made: edits made.
        improved: those that bring the text closer to the ground truth.
        worsened: those that take it farther away.
        no_difference: those that do neither.
        suggested: suggestions.
        would_improve: suggestions that would bring the text closer to the ground truth.
    """

    made: int = 0
    improved: int = 0
    worsened: int = 0
    no_difference: int = 0
    suggested: int = 0
    would_improve: int = 0


def score_edits(document: Document, truth: str, normalization: str) -> list[ScoredEdit]:
    """Return the effect of every edit and suggestion of a document, in order of position.

    Args:
        document: the corrected passage.
        truth: its ground truth.
        normalization: a name from :data:`ocrfix.evaluate.normalization.NORMALIZATIONS`; distances
            are those of normalized texts, in characters.

    >>> import ocrfix
    >>> document = ocrfix.correct("Washington, Decembe 12")
    >>> [edit.effect for edit in score_edits(document, "Washington, December 12", "letters")]
    ['improved']
    """
    if not document.edits and not document.suggestions:
        return []
    words_of = NORMALIZATIONS[normalization]
    expected = " ".join(words_of(truth))
    before = " ".join(words_of(document.original))
    distance = Levenshtein.distance(before, expected)

    def score(edit: Edit, made: bool) -> ScoredEdit:
        changed = apply(document.original, [edit])
        after = " ".join(words_of(changed))
        if after == before:
            return ScoredEdit(edit.kind, edit.confidence, made, "invisible")
        new = Levenshtein.distance(after, expected, score_hint=distance)
        effect: Effect = (
            "neutral" if new == distance else "improved" if new < distance else "worsened"
        )
        counts = count_errors(document.original, changed, truth, normalization)
        wrong = counts.broken + counts.still_wrong
        return ScoredEdit(edit.kind, edit.confidence, made, effect, counts.fixed, wrong)

    return [score(edit, True) for edit in document.edits] + [
        score(edit, False) for edit in document.suggestions
    ]


def counts_by_kind(edits: Iterable[ScoredEdit]) -> dict[str, EffectCounts]:
    """Return the counts of each kind of edit, the most frequent first.

    >>> counts_by_kind([ScoredEdit("misread", 0.9, True, "neutral")])["misread"].no_difference
    1
    """
    groups: dict[str, list[ScoredEdit]] = {}
    for edit in edits:
        groups.setdefault(edit.kind, []).append(edit)
    counts = {kind: count_effects(members) for kind, members in groups.items()}
    return dict(sorted(counts.items(), key=lambda f: (-f[1].made, -f[1].suggested, f[0])))


def count_effects(edits: Iterable[ScoredEdit]) -> EffectCounts:
    """Return the counts of some edits."""
    edits = list(edits)
    made = [edit.effect for edit in edits if edit.made]
    suggested = [edit.effect for edit in edits if not edit.made]
    return EffectCounts(
        made=len(made),
        improved=made.count("improved"),
        worsened=made.count("worsened"),
        no_difference=made.count("neutral") + made.count("invisible"),
        suggested=len(suggested),
        would_improve=suggested.count("improved"),
    )
