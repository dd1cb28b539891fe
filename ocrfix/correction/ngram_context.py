"""N-gram scores: how well a word fits its neighbors, by counts of word pairs and triples.

Two corpora were counted: diplomatic English, and well-read lines of released records. Their
bigrams are scored separately, so that each has a learned weight of its own.
"""

from __future__ import annotations

import math

from ocrfix.correction.annotated_tokens import WordInContext
from ocrfix.lexicon.format import FIRST_WORD_ID
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.lexicon.ngrams import NgramCounts
from ocrfix.lexicon.word import Word

_LOG_BIGRAM_WEIGHT = math.log(0.7)
_UNIGRAM_WEIGHT = 0.3
_LOG_UNIGRAM_WEIGHT = math.log(_UNIGRAM_WEIGHT)
"""Linear interpolation of the bigram estimate with the unigram estimate of a word's probability."""

_MAX_PMI = 12.0
_MIN_PMI = -4.0
"""Scores are clipped to this range, so that no single pair outweighs all other evidence."""


class NgramCorpus:
    """A corpus in which word pairs and triples were counted.

    Args:
        number: its number in the table of pairs: 0 is diplomatic English, 1 released records.
        log_tokens: natural log of its size in words.
    """

    def __init__(self, number: int, log_tokens: float) -> None:
        self.number = number
        self.log_tokens = log_tokens


DIPLOMATIC_ENGLISH = NgramCorpus(0, math.log(32.5e6))
RELEASES = NgramCorpus(1, math.log(12.3e6))


def bigram_pmi(lexicon: Lexicon, corpus: NgramCorpus, first: Word, second: Word) -> float:
    """Return the pointwise mutual information of two words in sequence (natural log).

    This is how much more likely ``second`` is after ``first`` than anywhere. It is 0 if nothing is
    known about the pair: it was not counted, but one of the words is too rare for that to be
    evidence. It is negative if a pair of usual frequency would have been counted.
    """
    if not first.ngram_id or not second.ngram_id:
        return 0.0
    return pmi_of_pair(
        lexicon, corpus, first, second, lexicon.ngrams.find_pair(first.ngram_id, second.ngram_id)
    )


def pmi_of_pair(
    lexicon: Lexicon, corpus: NgramCorpus, first: Word, second: Word, slot: int
) -> float:
    """Return :func:`bigram_pmi` of two words whose pair was looked up: each has an n-gram id.

    Args:
        lexicon: the dictionaries.
        corpus: the corpus.
        first: the first word.
        second: the second word.
        slot: what :meth:`ocrfix.lexicon.ngrams.NgramCounts.find_pair` returned for them.
    """
    if corpus.number and (first.ngram_id < FIRST_WORD_ID or second.ngram_id < FIRST_WORD_ID):
        return 0.0  # numbers and the starts of sentences were not counted in releases
    # How often the pair would occur by chance.
    expected = first.log_probability + second.log_probability + corpus.log_tokens
    if slot >= 0:
        counted: NgramCounts = lexicon.ngrams
        count = counted.pairs.count_at(slot, corpus.number)
        if count >= 0.0:
            return min(
                _MAX_PMI,
                math.log(math.exp(_LOG_BIGRAM_WEIGHT + count - expected) + _UNIGRAM_WEIGHT),
            )
    return max(_MIN_PMI, min(0.0, _LOG_UNIGRAM_WEIGHT - 0.5 * max(0.0, expected)))


def bigram_pmis(lexicon: Lexicon, first: Word, second: Word) -> tuple[float, float]:
    """Return the :func:`bigram_pmi` of two words in diplomatic English and in released records."""
    if not first.ngram_id or not second.ngram_id:
        return 0.0, 0.0
    slot = lexicon.ngrams.find_pair(first.ngram_id, second.ngram_id)
    printed = pmi_of_pair(lexicon, DIPLOMATIC_ENGLISH, first, second, slot)
    released = pmi_of_pair(lexicon, RELEASES, first, second, slot)
    return printed, released


def fit_between(lexicon: Lexicon, left: Word, first: Word, last: Word, right: Word) -> float:
    """Return the mutual information of words and their neighbors, in the better corpus.

    Args:
        lexicon: the dictionaries.
        left: the word before.
        first: the first of the words.
        last: the last of them; the same object for one word.
        right: the word after.
    """
    return max(bigram_pmis(lexicon, left, first)) + max(bigram_pmis(lexicon, last, right))


def trigram_score(lexicon: Lexicon, target: WordInContext, first: Word, last: Word) -> float:
    """Return the sum of the natural logs of the counts of all triples that a candidate would form.

    Args:
        lexicon: the dictionaries.
        target: the word that the candidate would replace, with its neighbors.
        first: the first word of the candidate.
        last: its last word; the same object for a candidate of one word.
    """
    score = 0.0
    counted: NgramCounts = lexicon.ngrams
    left2 = target.left2.ngram_id
    left = target.left.ngram_id
    right = target.right.ngram_id
    right2 = target.right2.ngram_id
    if first.ngram_id and last.ngram_id:
        if left2 and left:
            score += max(0.0, counted.trigram(left2, left, first.ngram_id))
        if right and right2:
            score += max(0.0, counted.trigram(last.ngram_id, right, right2))
        if first is last and left and right:
            score += max(0.0, counted.trigram(left, first.ngram_id, right))
    return score
