"""Error detection: whether a word is worth looking for candidates.

The cheap tests come first, and most words of a page need no more. What is not detected here is
never changed by the word corrector.
"""

from __future__ import annotations

from ocrfix.correction.annotated_tokens import NUMBER, AnnotatedTokens, WordInContext
from ocrfix.correction.words.sources import CANDIDATE_SOURCES
from ocrfix.correction.words.spacing import with_lost_letter
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.lexicon.ngrams import NgramCounts
from ocrfix.lexicon.word import TITLE, Word
from ocrfix.text.casing import CAPITALIZED, LOWER, MIXED, case_shape

_MAX_LENGTH = 40
"""Longer than any word, but not than several that run together."""

_MAX_SHORT = 3
"""Maximum length of a known word that may be stray or a misreading of another word."""

_MAX_REAL_WORD_ERROR = 5
"""Maximum length of a known word that one unusual neighbor puts in doubt: longer words are seldom
misread as others, and both neighbors must be unusual."""

_COMMON = -6.0
"""Minimum log probability of a common word, one in 400: it is doubted as a longer one is."""

_MAX_UNKNOWN_SHARE = 0.75
"""Maximum share of unknown words in a line; above it, the line is noise and no context helps."""

_FREQUENT_BIGRAM = 3.0
"""Minimum log count of a pair of words in released records that is no misreading: 20."""

_FREQUENT_TRIGRAM = 3.5
"""The same for three words, in both corpora: 33."""

_MAX_DIGITS = 2
"""A text with more digits is a number, not a word."""

_ONE_LETTER_WORDS = "aAI"
_OFFICE_SYMBOL_MARKS = frozenset(":/")

_DETECTORS = tuple(source.detects for source in CANDIDATE_SOURCES if source.detects)


def is_obviously_fine(annotated: AnnotatedTokens, index: int) -> bool:
    """Whether a word can skip :func:`needs_candidates`, as most words of a page can.

    It is known, in lower case, as in print, and usual between its neighbors.
    """
    word = annotated.words[index]
    if not word.is_english:
        return False
    token = annotated.tokens[index]
    text = token.text
    if len(text) == 1 or not text.islower() or word.flags & TITLE:
        return False
    # A short word is usual only between words of diplomatic English; elsewhere it may be stray.
    printed_only = len(text) <= _MAX_SHORT
    if index + 1 == len(annotated.words):
        return True
    after = annotated.words[index + 1]
    if not after.is_english:
        return False
    if token.sentence_start or not index:
        return is_attested(annotated.lexicon, word, after, printed_only)
    before = annotated.words[index - 1]
    lexicon = annotated.lexicon
    return is_attested(lexicon, before, word, printed_only) and is_attested(
        lexicon, word, after, printed_only
    )


def needs_candidates(annotated: AnnotatedTokens, target: WordInContext) -> bool:
    """Whether a word may be wrong: unknown, oddly cased, or at odds with its neighbors."""
    token, word = target.token, target.word
    text = token.text
    lexicon = annotated.lexicon
    for detects in _DETECTORS:
        if detects(annotated, target):
            return (
                target.index not in annotated.tokenized.hyphenated
                and text not in lexicon.user_words
            )
    if word is NUMBER or not _has_letter(text):
        return False
    if len(text) > _MAX_LENGTH or (len(text) == 1 and text in _ONE_LETTER_WORDS):
        return False
    if target.unknown_share > _MAX_UNKNOWN_SHARE or target.index in annotated.tokenized.hyphenated:
        return False
    if text in lexicon.user_words:
        return False
    if not word.is_english:
        return not _is_code(annotated, target)
    case = case_shape(text)
    if case != LOWER and text.lower() in lexicon.word_classes:
        return False  # a month, a day, a form of address
    if case == MIXED:
        return not _is_code(annotated, target)
    if _is_half(annotated, target):
        return True
    if case == LOWER and word.flags & TITLE:
        return True  # `spanish`
    capital_neighbor = target.left_text[:1].isupper() or target.right_text[:1].isupper()
    may_be_capitalized = token.sentence_start or word.flags & TITLE or capital_neighbor
    if case == CAPITALIZED and not may_be_capitalized:
        return True
    if len(text) > _MAX_REAL_WORD_ERROR:
        return case == LOWER and _is_unusual(lexicon, target, False)
    return _is_unusual(lexicon, target, word.log_probability <= _COMMON)


def _has_letter(text: str) -> bool:
    for char in text:  # noqa: SIM110 - no closure, which cannot be compiled here
        if char.isalpha():
            return True
    return False


def is_attested(lexicon: Lexicon, first: Word, second: Word, printed_only: bool = False) -> bool:
    """Whether a bigram was counted, or one of its words is unknown.

    In released records it must be frequent, because misreadings are among their rare bigrams.

    Args:
        lexicon: the dictionaries.
        first: the first word.
        second: the second word.
        printed_only: whether only bigrams of diplomatic English count.
    """
    one = first.ngram_id
    other = second.ngram_id
    if not one or not other:
        return True
    counted: NgramCounts = lexicon.ngrams
    slot = counted.find_pair(one, other)
    if slot < 0:
        return False
    if counted.pairs.count_at(slot, 0) >= 0.0:
        return True
    return not printed_only and counted.pairs.count_at(slot, 1) >= _FREQUENT_BIGRAM


def _is_unusual(lexicon: Lexicon, target: WordInContext, by_either: bool) -> bool:
    """Whether a word is at odds with both its neighbors, or with one where that is enough."""
    before = is_attested(lexicon, target.left, target.word)
    after = is_attested(lexicon, target.word, target.right)
    if before and after:
        return False
    if not by_either and (before or after):
        return False
    left, word, right = target.left.ngram_id, target.word.ngram_id, target.right.ngram_id
    counted: NgramCounts = lexicon.ngrams
    # A frequent triple explains a pair that was not counted.
    if counted.trigram(target.left2.ngram_id, left, word) >= _FREQUENT_TRIGRAM:
        return False
    return counted.trigram(word, right, target.right2.ngram_id) < _FREQUENT_TRIGRAM


def _is_half(annotated: AnnotatedTokens, target: WordInContext) -> bool:
    """Whether the next word is unknown, but both together are a word: `con sidered`.

    A letter between them may be lost, too: `commit ee`.
    """
    after = target.right_text
    if not after or target.right.is_english or not after.islower() or not after.isalpha():
        return False
    joined = annotated.look_up(target.token.text + after)
    if joined.is_english:
        return True
    return len(with_lost_letter(annotated.lexicon, target.token.text, after)) > 0


def _follows_a_word(annotated: AnnotatedTokens, index: int) -> bool:
    """Whether the token before one is an English word in lower case."""
    if not index:
        return False
    token = annotated.tokens[index - 1]
    word = annotated.words[index - 1]
    return bool(word.is_english and token.text.islower())


def _is_code(annotated: AnnotatedTokens, target: WordInContext) -> bool:
    """Whether a text is not a word but a number, a drafter, an office symbol or a file name.

    Digits that outnumber letters make a number; a colon or slash between it and a neighbor, as in
    ``HA/BA:MArietti``, an office symbol or a drafter; an underscore before a dot, as in
    ``Talking_Points.docx``, a file name.
    """
    token = target.token
    text = token.text
    if not text.isalpha():
        digits = 0
        for char in text:
            digits += char.isdigit()
        if digits > _MAX_DIGITS or digits > len(text) - digits:
            return True
    tokenized = annotated.tokenized
    whole = tokenized.text
    before, after = tokenized.char_before(token), tokenized.char_after(token)
    continues_after = whole[token.end + 1 : token.end + 2].isalnum()
    if after == "." and "_" in text and continues_after:
        return True
    if before == ":" and text.islower() and _follows_a_word(annotated, target.index):
        return False  # `the opposition:bas seen`
    if before in _OFFICE_SYMBOL_MARKS and whole[token.start - 2 : token.start - 1].isalnum():
        return True
    return after in _OFFICE_SYMBOL_MARKS and continues_after
