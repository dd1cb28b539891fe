"""Feature extraction: all features of a candidate, added to a score or listed by name."""

from __future__ import annotations

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.document_evidence import DocumentEvidence
from ocrfix.correction.feature import Feature
from ocrfix.correction.words.candidate import KEEP, Candidate, candidate_words
from ocrfix.correction.words.features.context import add_context_features, surroundings
from ocrfix.correction.words.features.declarations import declared
from ocrfix.correction.words.features.document import add_document_features
from ocrfix.correction.words.features.error_model import add_error_features
from ocrfix.correction.words.features.keep import add_keep_features
from ocrfix.correction.words.features.lexical import add_lexical_features
from ocrfix.correction.words.features.removal import add_removal_features
from ocrfix.correction.words.linear_scorer import LinearScorer
from ocrfix.text.casing import case_shape

FEATURES: tuple[Feature, ...] = declared()
"""All features, by index."""

_recorder = LinearScorer(FEATURES, {})
"""The scorer that lists values by name."""


def add_word_features(
    scorer: LinearScorer, annotated: AnnotatedTokens, target: WordInContext, candidate: Candidate
) -> None:
    """Add the features that depend only on a word and a candidate for it.

    Of the context, only whether a sentence may begin with the word counts here, so the sum can be
    reused wherever the same word occurs.
    """
    words = candidate_words(annotated, candidate)
    case = case_shape(candidate.after)
    add_lexical_features(scorer, annotated, words, case, target.token.sentence_start)
    if candidate.kind == KEEP:
        add_keep_features(scorer, annotated, target, case)
    else:
        add_error_features(scorer, annotated, target, candidate)


def measure_features(
    annotated: AnnotatedTokens,
    target: WordInContext,
    candidate: Candidate,
    evidence: DocumentEvidence,
) -> dict[str, float]:
    """Return the values of the features of one candidate, by name; those left out are 0."""
    scorer = _recorder
    features: dict[str, float] = {}
    scorer.recorded = features
    if candidate.removes_word:
        add_removal_features(scorer, annotated, target)
    else:
        add_word_features(scorer, annotated, target, candidate)
        around = surroundings(annotated, target)
        add_context_features(scorer, annotated, target, candidate, around)
        add_document_features(scorer, evidence, target, candidate)
    return features


def extract_features(
    annotated: AnnotatedTokens,
    target: WordInContext,
    candidate: Candidate,
    evidence: DocumentEvidence,
) -> dict[str, float]:
    """Return :func:`measure_features` with how far each value lies beyond the knots."""
    features = measure_features(annotated, target, candidate, evidence)
    for feature in FEATURES:
        value = features.get(feature.name)
        if value is not None:
            for knot in feature.knots:
                if value <= knot:
                    break
                features[feature.knot_name(knot)] = value - knot
    return features
