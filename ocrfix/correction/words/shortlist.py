"""Shortlist: the few candidates for a word that are worth ranking, by a first estimate."""

from __future__ import annotations

import math

from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.words.candidate import Candidate

_MAX_CANDIDATES = 8
"""Of hundreds of words near a garbled one, five or six are plausible."""

_MAX_GAP = 9.0
"""A candidate whose prescore is lower than the best one's by more than this is never right."""

_MIN_LOG_PROBABILITY = -16.0
"""A known word counts as at least this likely before its context is considered."""

_SPACING_COST = -4.0
"""Natural log of the probability of a space lost or inserted, for the prescore; a guess."""


class Shortlist:
    """The candidates for a word with the highest prescores, each replacement once.

    Args:
        seen: the word as written.

    Attributes:
        min_score: candidates with a lower prescore cannot be among the best any more, and need not
            be constructed.
    """

    def __init__(self, seen: str) -> None:
        self.min_score = -math.inf
        self._seen = seen
        self._found: dict[str, Candidate] = {}
        self._best_scores: list[float] = []

    def add(self, candidate: Candidate) -> None:
        """Add a candidate with its prescore, unless it is known already or scores too low."""
        after = candidate.after
        score = candidate.prescore
        if score < self.min_score or after == self._seen or after in self._found:
            return
        self._found[after] = candidate
        best = self._best_scores
        at = len(best)
        best.append(score)
        while at and best[at - 1] < score:
            best[at] = best[at - 1]
            at -= 1
        best[at] = score
        self.min_score = best[0] - _MAX_GAP
        if len(best) >= _MAX_CANDIDATES:
            del best[_MAX_CANDIDATES:]
            self.min_score = max(self.min_score, best[_MAX_CANDIDATES - 1])

    def all(self) -> list[Candidate]:
        """Return all candidates that were added, in that order."""
        return list(self._found.values())

    def best(self) -> list[Candidate]:
        """Return the best candidates, best first; equals in the order in which they were added."""
        return best_of(self.all())


def best_of(candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates with the highest prescores, best first; equals in the given order."""
    return sorted(candidates, key=_descending)[:_MAX_CANDIDATES]


def _descending(candidate: Candidate) -> float:
    return -candidate.prescore


def near_best(candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates, sorted best first, whose scores are not far below the best."""
    if not candidates:
        return candidates
    first = candidates[0]
    least = first.prescore - _MAX_GAP
    return [candidate for candidate in candidates if candidate.prescore >= least]


def floored(log_probability: float) -> float:
    """Return the log probability of a known word that counts in its prescore."""
    return max(_MIN_LOG_PROBABILITY, log_probability)


def prescore(annotated: AnnotatedTokens, seen: str, after: str, kind: str) -> float:
    """Return a first estimate of a candidate's score: log probability plus log error probability.

    Args:
        annotated: the tokens of the text.
        seen: the word as written.
        after: the replacement.
        kind: the edit kind.
    """
    log_probability = 0.0
    if " " in after:
        for part in after.split(" "):
            word = annotated.look_up(part)
            log_probability += max(_MIN_LOG_PROBABILITY, word.log_probability)
    else:
        word = annotated.look_up(after)
        log_probability = max(_MIN_LOG_PROBABILITY, word.log_probability)
    if kind == "spacing":
        return log_probability + _SPACING_COST
    return log_probability + annotated.lexicon.confusions.log_likelihood(after, seen)
