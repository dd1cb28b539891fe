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
from ocrfix.correction.document_evidence import DocumentEvidence
from ocrfix.correction.words.candidate import KEEP, Candidate
from ocrfix.correction.words.features.context import (
    Surroundings,
    add_context_features,
    surroundings,
)
from ocrfix.correction.words.features.document import add_document_features
from ocrfix.correction.words.features.extraction import FEATURES, add_word_features
from ocrfix.correction.words.features.removal import add_removal_features
from ocrfix.correction.words.linear_scorer import LinearScorer
from ocrfix.lexicon import tables

_OTHER_CASES = 0.5
"""The share of the probability of its other letter cases that a replacement is credited with."""

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
        self,
        annotated: AnnotatedTokens,
        target: WordInContext,
        candidates: Sequence[Candidate],
        evidence: DocumentEvidence,
    ) -> list[tuple[float, Candidate]]:
        """Return the candidates for a word with their probabilities, most probable first."""
        scores = self.scores(annotated, target, candidates)
        probabilities = self.probabilities(scores, target, candidates, evidence)
        ranked = list(zip(probabilities, candidates, strict=True))
        ranked.sort(key=_order)
        return ranked

    def scores(
        self, annotated: AnnotatedTokens, target: WordInContext, candidates: Sequence[Candidate]
    ) -> list[float]:
        """Return the score of each candidate, without what the whole document shows."""
        around = surroundings(annotated, target)
        return [self._score(annotated, target, candidate, around) for candidate in candidates]

    def probabilities(
        self,
        scores: Sequence[float],
        target: WordInContext,
        candidates: Sequence[Candidate],
        evidence: DocumentEvidence,
    ) -> list[float]:
        """Return the probability of each candidate in its document: the softmax of the scores.

        Args:
            scores: what :meth:`scores` returned for these candidates.
            target: the word.
            candidates: its candidates.
            evidence: what the document shows.
        """
        scorer = self._scorer
        totals: list[float] = []
        highest = -math.inf
        for at in range(len(candidates)):
            scorer.total = 0.0
            add_document_features(scorer, evidence, target, candidates[at])
            score = scores[at] + scorer.total
            highest = max(highest, score)
            totals.append(score)
        total = 0.0
        for at in range(len(totals)):
            share = math.exp(totals[at] - highest)
            total += share
            totals[at] = share
        for at in range(len(totals)):
            totals[at] /= total
        return totals

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


def best_change(probabilities: Sequence[float], texts: Sequence[str]) -> tuple[float, int]:
    """Return the confidence in the best candidate that changes a word, and its number.

    The letter cases of one replacement stand together when replacements are compared: `comsittes`
    is `committee` or `Committee`, and nothing else. To the confidence of the more probable form the
    other forms add half of their probability.

    Args:
        probabilities: the probability of each candidate.
        texts: their texts, two or more; the first is the word as read.
    """
    totals: dict[str, float] = {}
    for at in range(1, len(texts)):
        folded = texts[at].lower()
        totals[folded] = totals.get(folded, 0.0) + probabilities[at]
    as_read = texts[0].lower()
    best = -1
    highest = 0.0
    for at in range(1, len(texts)):
        probability = probabilities[at]
        confidence = probability
        folded = texts[at].lower()
        if folded != as_read:
            confidence += _OTHER_CASES * (totals[folded] - probability)
        if best < 0 or confidence > highest or (confidence == highest and texts[at] < texts[best]):
            best = at
            highest = confidence
    return highest, best


def _order(ranked: tuple[float, Candidate]) -> tuple[float, bool, str]:
    probability, candidate = ranked
    return -probability, candidate.kind != KEEP, candidate.after
