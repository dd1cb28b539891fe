"""Document features: what the whole document shows for or against a candidate."""

from __future__ import annotations

import math

from ocrfix.correction.annotated_tokens import WordInContext
from ocrfix.correction.document_evidence import NO_CONTEXT, DocumentEvidence
from ocrfix.correction.words.candidate import KEEP, Candidate
from ocrfix.correction.words.features.declarations import declare
from ocrfix.correction.words.linear_scorer import LinearScorer

_KEEP_REPEATED = declare(
    "keep unknown, repeated",
    "document",
    "log of the occurrences of an unknown word in the document, 8 at most",
    (0.8,),
)
_KEEP_BURST = declare(
    "keep known, burst",
    "document",
    "log of how much more often than usual the document has the word, if more than once",
    (1.0,),
)
_KEEP_NOISE = declare(
    "keep, noise of the document", "document", "square root of the share of unknown words"
)
_KEEP_UNKNOWN_NOISE = declare(
    "keep unknown, noise of the document", "document", "the same, for an unknown word"
)
_OCCURS = declare("document has it", "document", "the candidate occurs in the document")
_BURST = declare(
    "burst", "document", "log of how much more often than usual it occurs there", (1.0, 2.0)
)
_RARER = declare("rarer than usual", "document", "the same log, where it is negative")
_LESS_FREQUENT = declare(
    "less frequent than the word as read",
    "document",
    "log of how many times more often the word as read occurs, if that occurs again",
)
_MORE_FREQUENT = declare(
    "more frequent than the word as read", "document", "the same log, where it is negative"
)
_CASE_SHARE = declare(
    "document has it in this case",
    "document",
    "natural log of the share of this letter case in its occurrences there",
)
_CASE_RATIO = declare(
    "case, more frequent there",
    "document",
    "for a change of case, log of how much more often the document has the word in that case",
)
_ELSEWHERE = declare(
    "misreading elsewhere",
    "document",
    "log of the other words of the document that show the same misreading, plus 1",
    (0.8, 1.5),
)
_FIT = declare(
    "fit elsewhere",
    "document",
    "mutual information with the neighbors of all occurrences of the word as read",
    (-1.0, 1.0, 3.0),
)
_KEEP_FIT = declare("keep, fit elsewhere", "document", "the same measure, of the word as written")

_MAX_LOG_REPEATED = 2.1
"""The natural log of 8: to occur more often vouches no further for an unknown word."""

_MAX_LOG_RATIO = 3.0
"""Maximum log of a ratio of counts: twenty times."""

_HALF = 0.5
"""Added to counts of letter cases, so that none is impossible."""


def add_document_features(
    scorer: LinearScorer,
    evidence: DocumentEvidence,
    target: WordInContext,
    candidate: Candidate,
) -> None:
    """Add the features of a candidate in its document; none for the removal of a word."""
    if candidate.removes_word:
        return
    seen = target.token.text
    count = evidence.count_of(seen)
    if candidate.kind == KEEP:
        _add_keep(scorer, evidence, target, candidate, count)
        return
    if candidate.words is None or len(candidate.words) > 1:
        return
    if candidate.token_count > 1:
        return
    folded = candidate.folded
    if folded == seen.lower():
        ratio = math.log((evidence.count_of(candidate.after) + _HALF) / (count + _HALF))
        scorer.put(_CASE_RATIO, max(-_MAX_LOG_RATIO, min(_MAX_LOG_RATIO, ratio)))
        return
    _add_replacement(scorer, evidence, target, candidate, count)


def _add_keep(
    scorer: LinearScorer,
    evidence: DocumentEvidence,
    target: WordInContext,
    candidate: Candidate,
    count: int,
) -> None:
    root_noise = math.sqrt(evidence.noise)
    scorer.put(_KEEP_NOISE, root_noise)
    known = target.word.is_english
    if not known:
        scorer.put(_KEEP_UNKNOWN_NOISE, root_noise)
    if count <= 1:
        return
    if known:
        scorer.put(_KEEP_BURST, max(0.0, _burst(evidence, candidate)))
    else:
        scorer.put(_KEEP_REPEATED, min(_MAX_LOG_REPEATED, math.log(count)))
    fit = evidence.fit_elsewhere(candidate, target.token.text)
    if fit > NO_CONTEXT:
        scorer.put(_FIT, fit)
        scorer.put(_KEEP_FIT, fit)


def _add_replacement(
    scorer: LinearScorer,
    evidence: DocumentEvidence,
    target: WordInContext,
    candidate: Candidate,
    count: int,
) -> None:
    seen = target.token.text
    folded = candidate.folded
    others = evidence.folded_count_of(folded)
    burst = _burst(evidence, candidate)
    if burst > 0.0:
        scorer.put(_BURST, burst)
    else:
        scorer.put(_RARER, burst)
    if others:
        scorer.put(_OCCURS, 1.0)
        share = (evidence.count_of(candidate.after) + _HALF) / (others + _HALF)
        scorer.put(_CASE_SHARE, math.log(share))
    if count > 1:
        ratio = math.log(evidence.folded_count_of(seen.lower()) / (others + 1.0))
        if ratio > 0.0:
            scorer.put(_LESS_FREQUENT, min(_MAX_LOG_RATIO, ratio))
        else:
            scorer.put(_MORE_FREQUENT, max(-_MAX_LOG_RATIO, ratio))
        fit = evidence.fit_elsewhere(candidate, seen)
        if fit > NO_CONTEXT:
            scorer.put(_FIT, fit)
    elsewhere = evidence.misread_elsewhere(candidate, seen)
    if elsewhere:
        scorer.put(_ELSEWHERE, math.log1p(elsewhere))


def _burst(evidence: DocumentEvidence, candidate: Candidate) -> float:
    words = candidate.words
    if words is None:
        return 0.0
    word = words[0]
    return evidence.burst(candidate.folded, word.log_probability)
