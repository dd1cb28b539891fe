"""Features of the candidate that keeps the word: evidence that it is right as written."""

from __future__ import annotations

import math

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words.features.declarations import declare
from ocrfix.correction.words.features.lexical import documents_in_case
from ocrfix.correction.words.linear_scorer import LinearScorer
from ocrfix.lexicon.word import ABBREVIATION, DIPLOMATIC, RARE
from ocrfix.text.casing import CAPITALIZED, CAPITALS

_KEEP = declare("keep", "keep", "the candidate that keeps the word")
_KNOWN = declare("keep known", "keep", "an English word")
_KNOWN_GENERAL = declare(
    "keep known, not diplomatic English", "keep", "an English word that diplomatic texts lack"
)
_KNOWN_RARE = declare("keep known, rare", "keep", "a rare English word")
_KNOWN_SHORT = declare("keep known, short", "keep", "an English word of 3 letters or fewer")
_UNLISTED = declare("keep unknown, in no list", "keep", "in no list, not even that of raw OCR text")
_LENGTH = declare("keep unknown, length", "keep", "its length in characters, 12 at most")
_SHORT = declare("keep unknown, short", "keep", "3 characters or fewer")
_TITLE = declare("keep unknown, capitalized", "keep", "capitalized")
_TITLE_INSIDE = declare(
    "keep unknown, capitalized mid-sentence", "keep", "capitalized inside a sentence"
)
_UPPER = declare("keep unknown, upper case", "keep", "in upper case")
_DOCUMENTS = declare(
    "keep unknown, log documents in this case",
    "keep",
    "log of the documents of the collection that have it in this case, plus 1",
)
_RARE_ENGLISH = declare("keep unknown, rare English", "keep", "in the list of rare English words")
_DERIVED = declare(
    "keep unknown, derived", "keep", "formed from a known word by a prefix or suffix"
)
_ABBREVIATION = declare("keep unknown, abbreviation", "keep", "a published abbreviation")
_UPPER_ABBREVIATION = declare(
    "keep unknown, upper-case abbreviation", "keep", "a published abbreviation in upper case"
)
_NO_VOWEL = declare("keep unknown, no vowel", "keep", "without a vowel")
_NON_ASCII = declare("keep unknown, non-ASCII", "keep", "with accents or other characters")
_NOT_ALPHABETIC = declare(
    "keep unknown, digits or punctuation", "keep", "with digits or punctuation inside"
)

_VOWELS = frozenset("aeiouyAEIOUY")
_RARE_LOG_PROBABILITY = -13.0
"""A word less likely than this, two in a million, is rare."""

_SHORT_LENGTH = 3
"""Words with at most this many letters are short."""
_MAX_LENGTH = 12
"""Maximum length that is counted: more letters are no stronger evidence."""


def add_keep_features(
    scorer: LinearScorer, annotated: AnnotatedTokens, target: WordInContext, case: str
) -> None:
    """Add the features of keeping a word, wherever it occurs."""
    text, word = target.token.text, target.word
    scorer.put(_KEEP, 1.0)
    if word.is_english:
        scorer.put(_KNOWN, 1.0)
        if not word.flags & DIPLOMATIC:
            scorer.put(_KNOWN_GENERAL, 1.0)
        if word.log_probability < _RARE_LOG_PROBABILITY:
            scorer.put(_KNOWN_RARE, 1.0)
        if len(text) <= _SHORT_LENGTH:
            scorer.put(_KNOWN_SHORT, 1.0)
        return
    size = len(text)
    if not word.ngram_id:
        scorer.put(_UNLISTED, 1.0)
    scorer.put(_LENGTH, float(min(size, _MAX_LENGTH)))
    if size <= _SHORT_LENGTH:
        scorer.put(_SHORT, 1.0)
    if case == CAPITALIZED:
        scorer.put(_TITLE, 1.0)
        if not target.token.sentence_start:
            scorer.put(_TITLE_INSIDE, 1.0)
    elif case == CAPITALS:
        scorer.put(_UPPER, 1.0)
    documents = documents_in_case(word, case)
    if documents:
        scorer.put(_DOCUMENTS, math.log1p(documents))
    if word.flags & RARE:
        scorer.put(_RARE_ENGLISH, 1.0)
    elif annotated.lexicon.is_derived(text.lower()):
        scorer.put(_DERIVED, 1.0)
    if word.flags & ABBREVIATION:
        scorer.put(_ABBREVIATION, 1.0)
        if case == CAPITALS:
            scorer.put(_UPPER_ABBREVIATION, 1.0)
    if _VOWELS.isdisjoint(text):
        scorer.put(_NO_VOWEL, 1.0)
    if not text.isascii():
        scorer.put(_NON_ASCII, 1.0)
    if not text.isalpha():
        scorer.put(_NOT_ALPHABETIC, 1.0)
