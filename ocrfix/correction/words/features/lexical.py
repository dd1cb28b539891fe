"""Lexical features: how common the words of a candidate are, in which lists, and in which case."""

from __future__ import annotations

import math

from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.ngram_context import DIPLOMATIC_ENGLISH, RELEASES, NgramCorpus, bigram_pmi
from ocrfix.correction.words.features.declarations import declare
from ocrfix.correction.words.linear_scorer import LinearScorer
from ocrfix.lexicon.word import (
    ANY_ENGLISH,
    DIPLOMATIC,
    ENGLISH,
    FOREIGN,
    PERSON,
    PLACE,
    TITLE,
    Word,
)
from ocrfix.text.casing import CAPITALIZED, CAPITALS, LOWER, MIXED

_DOCUMENT_KNOTS = (1.0, 3.0, 5.0, 7.0)
"""At 2, 19, 147 and 1,096 documents, as logarithms."""

_LOG_PROBABILITY = declare(
    "log probability",
    "frequency",
    "natural log of the probability of the candidate's words, added up",
    (-15.0, -12.0, -9.0, -6.0),
)
_INNER_PMI = declare(
    "inner bigram PMI, diplomatic",
    "context",
    "mutual information of adjacent words of the candidate, in diplomatic English",
)
_INNER_PMI_RELEASES = declare(
    "inner bigram PMI, releases",
    "context",
    "mutual information of adjacent words of the candidate, in released records",
)
_MIXED_CASE = declare("mixed case", "case", "upper and lower case mixed, as in `COmmittee`")
_LOWER_FOR_TITLE = declare(
    "lower case, capitalized in print", "case", "lower case for a word that is printed capitalized"
)
_LOWER_AT_SENTENCE_START = declare(
    "lower case at sentence start", "case", "lower case where a sentence may begin"
)
_TITLE_FOR_LOWER = declare(
    "capitalized mid-sentence, lower case in print",
    "case",
    "capitalized inside a sentence, for a word that is printed in lower case",
)
_TITLE_FOR_COMMON = declare(
    "capitalized mid-sentence, common word", "case", "the same, for a common word"
)
_NOT_DIPLOMATIC = declare(
    "not diplomatic English", "frequency", "not among the words of diplomatic English"
)
_NOT_ENGLISH = declare("not English", "frequency", "not among the words of general English either")
_NAME_ONLY = declare("name only", "frequency", "known only as a name of a person or place")
_NAME_ONLY_LOWER = declare("name only, lower case", "frequency", "the same, in lower case")
_FOREIGN_ONLY = declare("foreign only", "foreign language", "known only in other languages")
_PERSON_REFERENCES = declare(
    "log person references", "frequency", "log of references to persons of this name, plus 1"
)
_DOCUMENTS = declare(
    "log documents",
    "frequency",
    "log of the documents of the collection that have the word, plus 1",
    _DOCUMENT_KNOTS,
)
_DOCUMENTS_IN_CASE = declare(
    "log documents in this case",
    "frequency",
    "log of the documents that have the word in this case, plus 1",
    _DOCUMENT_KNOTS,
)

_MIN_LOG_PROBABILITY = -21.0
"""Any unknown word counts as this likely; about one occurrence in a billion words."""

_COMMON = -8.0
"""Log probability from which a word is common: three in ten thousand."""


def add_lexical_features(
    scorer: LinearScorer,
    annotated: AnnotatedTokens,
    words: list[Word],
    case: str,
    sentence_start: bool,
) -> None:
    """Add the features of a candidate's words, wherever they occur.

    Args:
        scorer: the scorer to which the features are added.
        annotated: the tokens of the text.
        words: the lexicon entries of the words.
        case: the letter case of the candidate.
        sentence_start: whether a sentence may begin with it.
    """
    scorer.put(_LOG_PROBABILITY, log_probability(words))
    if len(words) > 1:
        scorer.put(_INNER_PMI, _inner_pmi(annotated, DIPLOMATIC_ENGLISH, words))
        scorer.put(_INNER_PMI_RELEASES, _inner_pmi(annotated, RELEASES, words))
    if case == MIXED:
        scorer.put(_MIXED_CASE, 1.0)
    elif case == LOWER:
        if len(words) == 1 and words[0].flags & TITLE:
            scorer.put(_LOWER_FOR_TITLE, 1.0)
        if sentence_start:
            scorer.put(_LOWER_AT_SENTENCE_START, 1.0)
    elif is_unusual_capital(words, case, sentence_start):
        scorer.put(_TITLE_FOR_LOWER, 1.0)
        if words[0].log_probability > _COMMON:
            scorer.put(_TITLE_FOR_COMMON, 1.0)
    flags = _shared_flags(words)
    if not flags & DIPLOMATIC:
        scorer.put(_NOT_DIPLOMATIC, 1.0)
        if not flags & ENGLISH:
            scorer.put(_NOT_ENGLISH, 1.0)
    if flags & (PERSON | PLACE) and not flags & DIPLOMATIC:
        scorer.put(_NAME_ONLY, 1.0)
        if case == LOWER:
            scorer.put(_NAME_ONLY_LOWER, 1.0)
    if is_foreign_only(words):
        scorer.put(_FOREIGN_ONLY, 1.0)
    if len(words) == 1:
        word = words[0]
        if word.person_references:
            scorer.put(_PERSON_REFERENCES, math.log1p(word.person_references))
        scorer.put(_DOCUMENTS, math.log1p(word.documents))
        scorer.put(_DOCUMENTS_IN_CASE, math.log1p(documents_in_case(word, case)))


def log_probability(words: list[Word]) -> float:
    """Return the sum of the words' log probabilities, none lower than that of an unknown word."""
    total = 0.0
    for word in words:
        total += max(_MIN_LOG_PROBABILITY, word.log_probability)
    return total


def is_unusual_capital(words: list[Word], case: str, sentence_start: bool) -> bool:
    """Whether a word is capitalized inside a sentence though it is printed in lower case."""
    if case != CAPITALIZED or sentence_start or len(words) > 1:
        return False
    return bool(words[0].is_english and not words[0].flags & TITLE)


def is_foreign_only(words: list[Word]) -> bool:
    """Whether all words are known only in other languages."""
    return _shared_flags(words) & (FOREIGN | ANY_ENGLISH) == FOREIGN


def documents_in_case(word: Word, case: str) -> int:
    """Return how many documents of the collection have a word in a letter case."""
    if case == CAPITALIZED:
        return word.title_documents
    if case == CAPITALS:
        return word.upper_documents
    return word.lower_documents if case == LOWER else 0


def _inner_pmi(annotated: AnnotatedTokens, corpus: NgramCorpus, words: list[Word]) -> float:
    total = 0.0
    for at in range(1, len(words)):
        total += bigram_pmi(annotated.lexicon, corpus, words[at - 1], words[at])
    return total


def _shared_flags(words: list[Word]) -> int:
    flags = words[0].flags
    for word in words[1:]:
        flags &= word.flags
    return flags
