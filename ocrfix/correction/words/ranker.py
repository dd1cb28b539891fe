"""Ranker of candidates: a log-linear model that gives each a calibrated probability.

The probability of a candidate is proportional to the exponential of the weighted sum of its
features, among all candidates for the word, the word as written being one of them (a conditional
maximum-entropy model: A. L. Berger, S. Della Pietra, V. Della Pietra, "A Maximum Entropy Approach
to Natural Language Processing", Computational Linguistics 22, 1996).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate import KEEP, Candidate
from ocrfix.correction.words.features.context import (
    Surroundings,
    add_context_features,
    surroundings,
)
from ocrfix.correction.words.features.extraction import FEATURES, add_word_features
from ocrfix.correction.words.features.removal import add_removal_features
from ocrfix.correction.words.linear_scorer import LinearScorer
from ocrfix.lexicon import tables

_ids = count(1)


class Ranker:
    """The ranker of candidates for a word.

    Args:
        weights: the weight of each feature, by name; a missing weight is 0.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = dict(weights)
        self._id = next(_ids)
        self._scorer = LinearScorer(FEATURES, self.weights)

    @classmethod
    def load(cls, path: Path) -> Ranker:
        """Read a table of two columns: feature, weight.

        Raises:
            TableError: a row that cannot be read.
        """
        return cls(tables.read_weights(path))

    def rank(
        self, annotated: AnnotatedTokens, target: WordInContext, candidates: Sequence[Candidate]
    ) -> list[tuple[float, Candidate]]:
        """Return the candidates for a word with their probabilities, most probable first."""
        probabilities = self._probabilities(annotated, target, candidates)
        ranked = list(zip(probabilities, candidates, strict=True))
        ranked.sort(key=_order)
        return ranked

    def best_change(
        self, annotated: AnnotatedTokens, target: WordInContext, candidates: Sequence[Candidate]
    ) -> tuple[float, Candidate]:
        """Return the most probable candidate that changes the word, with its probability.

        Args:
            annotated: the tokens of the text.
            target: the word.
            candidates: two or more, among them the one that keeps the word.
        """
        probabilities = self._probabilities(annotated, target, candidates)
        best = -1
        for at in range(len(probabilities)):
            candidate = candidates[at]
            if candidate.kind != KEEP:
                probability = probabilities[at]
                if (
                    best < 0
                    or probability > probabilities[best]
                    or (
                        probability == probabilities[best]
                        and candidate.after < candidates[best].after
                    )
                ):
                    best = at
        return probabilities[best], candidates[best]

    def _probabilities(
        self, annotated: AnnotatedTokens, target: WordInContext, candidates: Sequence[Candidate]
    ) -> list[float]:
        """Return the probability of each candidate: the softmax of the scores."""
        around = surroundings(annotated, target)
        scores: list[float] = []
        highest = -math.inf
        for candidate in candidates:
            score = self._score(annotated, target, candidate, around)
            highest = max(highest, score)
            scores.append(score)
        total = 0.0
        for at in range(len(scores)):
            share = math.exp(scores[at] - highest)
            total += share
            scores[at] = share
        for at in range(len(scores)):
            scores[at] /= total
        return scores

    def _score(
        self,
        annotated: AnnotatedTokens,
        target: WordInContext,
        candidate: Candidate,
        around: Surroundings,
    ) -> float:
        scorer = self._scorer
        if candidate.removes_word:
            scorer.total = 0.0
            add_removal_features(scorer, annotated, target)
            return scorer.total
        # The part that depends on the word alone is computed once for all its occurrences.
        if candidate.ranker_id != self._id:
            scorer.total = 0.0
            add_word_features(scorer, annotated, target, candidate)
            candidate.word_score = scorer.total
            candidate.ranker_id = self._id
        scorer.total = 0.0
        add_context_features(scorer, annotated, target, candidate, around)
        return candidate.word_score + scorer.total


def _order(ranked: tuple[float, Candidate]) -> tuple[float, bool, str]:
    probability, candidate = ranked
    return -probability, candidate.kind != KEEP, candidate.after
