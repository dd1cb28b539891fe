"""Shortlist: the few candidates for a word that are worth ranking, by a first estimate."""

from __future__ import annotations

import math

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.ngram_context import DIPLOMATIC_ENGLISH, bigram_pmi, fit_between
from ocrfix.correction.words.candidate import Candidate, candidate_words

_MAX_CANDIDATES = 12
"""Of hundreds of words near a garbled one, the context may choose among this many."""

_MAX_GAP = 14.0
"""A candidate whose prescore is lower than the best one's by more than this is never right."""

_MAX_IN_CONTEXT = 8
"""Of those, this many at most are ranked with all features."""

_MAX_GAP_IN_CONTEXT = 6.5
"""The same as :data:`_MAX_GAP` once the neighbors are considered: of 3,600 changes made and
suggested in 30 documents, 1 in 100 was farther behind, and was seldom right."""

_MAX_LEAD_OF_KNOWN = 5.0
"""How far a known word may lead a candidate, so considered, and still be a misreading of it (nats):
of 1,200 such changes made and suggested in 30 documents, none had a lead above 4.7."""

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
        best = best_of(self.all())
        if best:
            first = best[0]
            last = best[-1]
            while last.prescore < first.prescore - _MAX_GAP:
                best.pop()
                last = best[-1]
        return best


def best_of(candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates with the highest prescores, best first; equals in the given order."""
    return sorted(candidates, key=_descending)[:_MAX_CANDIDATES]


def _descending(candidate: Candidate) -> float:
    return -candidate.prescore


def best_in_context(
    annotated: AnnotatedTokens, target: WordInContext, candidates: list[Candidate]
) -> list[Candidate]:
    """Return the candidates that are worth ranking where the word stands, best first.

    Args:
        annotated: the tokens of the text.
        target: the word with its neighbors.
        candidates: the candidates for it, with their prescores.
    """
    if not candidates:
        return candidates
    least = -math.inf
    if target.word.is_english:
        least = _fit_as_read(annotated, target) - _MAX_LEAD_OF_KNOWN
    scored: list[tuple[float, int]] = []
    for at in range(len(candidates)):
        candidate = candidates[at]
        score = _fit(annotated, target, candidate) + candidate.prescore
        if score >= least or candidate.kind != "misread":
            scored.append((-score, at))
    if not scored:
        return []
    scored.sort()
    most = scored[0][0] + _MAX_GAP_IN_CONTEXT
    return [candidates[at] for score, at in scored[:_MAX_IN_CONTEXT] if score <= most]


def _fit_as_read(annotated: AnnotatedTokens, target: WordInContext) -> float:
    """Return the log probability of a word plus its mutual information with its neighbors.

    Only diplomatic English counts here: the bigrams of released records have misreadings.
    """
    lexicon = annotated.lexicon
    word = target.word
    before = bigram_pmi(lexicon, DIPLOMATIC_ENGLISH, target.left, word)
    after = bigram_pmi(lexicon, DIPLOMATIC_ENGLISH, word, target.right)
    return floored(word.log_probability) + before + after


def _fit(annotated: AnnotatedTokens, target: WordInContext, candidate: Candidate) -> float:
    """Return the mutual information of a candidate and its neighbors, in the better corpus."""
    lexicon = annotated.lexicon
    words = candidate_words(annotated, candidate)
    left = target.left
    right = target.right
    if candidate.token_count == 2:
        beyond = annotated.at(target.index + 1)
        right = beyond.right
    return fit_between(lexicon, left, words[0], words[-1], right)


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
