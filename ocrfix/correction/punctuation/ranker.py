"""Ranking the candidates of a gap by a log-linear model, as the candidates of a word are ranked."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from ocrfix.correction.punctuation.candidates import find_candidates
from ocrfix.correction.punctuation.confusions import PunctuationConfusions
from ocrfix.correction.punctuation.context import AnnotatedGaps
from ocrfix.correction.punctuation.features import QUIET
from ocrfix.correction.punctuation.measure import (
    REACH_CHARS,
    is_quiet,
    measure_candidates,
    measure_trust,
)
from ocrfix.correction.punctuation.scorer import CandidateScorer, ScorerWeights
from ocrfix.lexicon import tables
from ocrfix.system.cache import Cache

_MAX_CACHED_GAPS = 5_000

_NO_CORRECTION = ("", 0.0)
"""Stands in the cache for a gap without a correction."""


class PunctuationRanker:
    """A log-linear model of what was printed in a gap, with a measured confidence.

    Args:
        weights: the weight of each feature, by its name; features without one count nothing.
        confusions: how OCR engines read punctuation.
    """

    def __init__(self, weights: Mapping[str, float], confusions: PunctuationConfusions) -> None:
        self.weights = dict(weights)
        self.scorer_weights = ScorerWeights(self.weights)
        self.confusions = confusions
        self._cache = Cache(_MAX_CACHED_GAPS)

    @classmethod
    def load(cls, weights: Path, confusions: Path) -> PunctuationRanker:
        """Read the table of weights and the table of confusions.

        Raises:
            TableError: a row that cannot be read.
        """
        return cls(tables.read_weights(weights), PunctuationConfusions.load(confusions))

    def score(self, features: Mapping[str, float]) -> float:
        """Return the weighted sum of the features."""
        weights = self.weights
        total = 0.0
        for name, value in features.items():
            weight = weights.get(name)
            if weight is not None:
                total += weight * value
        return total

    def probabilities(self, candidates: Sequence[Mapping[str, float]]) -> list[float]:
        """Return how likely each candidate of a gap is, from their features."""
        return _softmax([self.score(features) for features in candidates])

    def best_correction(
        self, gaps: AnnotatedGaps, number: int, scorer: CandidateScorer
    ) -> tuple[str, float] | None:
        """Return the most likely correction of a gap and its confidence; nothing without any.

        Results are kept by the text around, because a text is corrected again and again until
        nothing changes.

        Args:
            gaps: the gaps of the text.
            number: the index of the gap.
            scorer: adds up the features, with the weights of this ranker.
        """
        gap = gaps.gaps[number]
        start = max(0, gap.start - REACH_CHARS)
        around = gaps.text[start : gap.end + REACH_CHARS]
        unknown_share = gaps.annotated.unknown_share(gap.line)
        key = (around, gap.start - start, gap.end - start, gap.position, unknown_share)
        cached: tuple[str, float] | None = self._cache.get(key)
        if cached is not None:
            return None if cached is _NO_CORRECTION else cached
        found = find_candidates(gaps, number)
        correction = None
        if len(found) > 1:
            scores: list[float] = []
            measure_candidates(scorer, gaps, number, found, scores)
            probabilities = _softmax(scores)
            best = 1  # the first is the text as it was read
            for other in range(2, len(probabilities)):
                if probabilities[other] > probabilities[best]:
                    best = other
            scorer.start_candidate()
            measure_trust(scorer, probabilities[best], is_quiet(gaps, number))
            correction = found[best].printed, 1 / (1 + math.exp(-scorer.score))
        self._cache.put(key, _NO_CORRECTION if correction is None else correction)
        return correction


def _softmax(scores: list[float]) -> list[float]:
    highest = max(scores)
    shares = [math.exp(score - highest) for score in scores]
    total = sum(shares)
    return [share / total for share in shares]


def candidate_features(
    gaps: AnnotatedGaps, number: int, texts: Sequence[str]
) -> list[dict[str, float]]:
    """Return the features of each of these candidates of a gap, to learn from."""
    separator = gaps.separators[number]
    features: list[dict[str, float]] = []
    candidates = [separator.candidate(text) for text in texts]
    measure_candidates(CandidateScorer(None), gaps, number, candidates, features)
    return features


def trust_features(probability: float, features: Mapping[str, float]) -> dict[str, float]:
    """Return the features of how far the most likely correction is to be trusted, to learn from.

    Args:
        probability: the probability that the ranker gives to it.
        features: its features.
    """
    scorer = CandidateScorer(None)
    measure_trust(scorer, probability, QUIET in features)
    return scorer.features
