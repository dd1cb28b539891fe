"""Vocabulary of a collection: which of its unknown words belong in a dictionary of its own.

A token of several documents is a word, or a misreading that engines often make. Which of the two it
is, is a question of numbers: how often would it occur if it were only a misreading of the words
near to it? (Noisy channel, see :mod:`ocrfix.lexicon.confusions`.)
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.user_words import LearnedWord
from ocrfix.text.casing import CAPITALIZED, CAPITALS, capitalize, case_shape
from ocrfix.training.word_counts import CollectionCounts

_MIN_RATIO_TO_EXPECTED = 20.0
"""A word occurs more often than this many times what misreadings would account for: pages differ,
and a poor scan has ten times the errors of a fair one."""

_MIN_DOCUMENT_RATIO = 8
"""A word of which another may be a misreading occurs in this many times as many documents."""

_USUAL_MISREADING = math.log(5e-5)
"""Log probability from which a misreading is a usual one."""

_COMMON = -12.5
"""Log probability from which a word that occurs in as many documents explains its usual
misreadings: 3.7 in a million."""

_SHORT = 4
"""Words in upper case this short are all near to some word, so only a usual misreading counts."""

_LONG = 8
"""From this length on a word two edits away is near enough to be misread."""

_MIN_INNER_SHARE = 0.6
"""In this share of its documents, at least, a word is also inside a line, unless it is what the
margin left of another word."""

_MIN_LOG_PROBABILITY_PAIR = -10.5
"""Two adjacent words at least this likely are rather run together than one word."""


def select_vocabulary(
    counts: CollectionCounts, lexicon: Lexicon, documents: int = 3
) -> list[LearnedWord]:
    """Return the words for a dictionary of the collection's own, those of most documents first.

    Args:
        counts: the counts of the collection.
        lexicon: the dictionaries.
        documents: in how many documents a word has to be intact.
    """
    candidates = [word for word, count in counts.intact_documents.items() if count >= documents]
    neighbors = _Neighbors([w for w, count in counts.document_counts.items() if count >= documents])
    entries = [
        LearnedWord(word, counts.intact_documents[word], counts.spelling(word))
        for word in candidates
        if not _is_clipped(word, counts, lexicon)
        and not _is_run_together(word, lexicon)
        and not _is_misread(word, counts, lexicon, neighbors)
    ]
    entries.sort(key=lambda entry: (-entry.documents, entry.word))
    return entries


def _is_misread(
    word: str, counts: CollectionCounts, lexicon: Lexicon, neighbors: _Neighbors
) -> bool:
    """Whether a word is better explained as a misreading of another.

    It is if it occurs no more often than misreadings of its neighbors would account for, or if one
    of them occurs in many times as many documents.
    """
    spelling = counts.spelling(word)
    others = dict(lexicon.near_words(word, 2 if len(word) > _SHORT else 1))
    others.update((other, 1) for other in neighbors.of(word))
    expected = 0.0
    documents = counts.intact_documents[word]
    for other, distance in others.items():
        log_likelihood = max(
            lexicon.confusions.log_likelihood(_in_case_of(spelling, other), spelling),
            lexicon.confusions.log_likelihood(other, word),
        )
        expected += counts.occurrences[other] * math.exp(log_likelihood)
        is_usual = log_likelihood >= _USUAL_MISREADING
        if is_usual and distance == 1 and len(word) > _SHORT:
            is_common = lexicon.word(other).log_probability >= _COMMON
            if is_common and counts.document_counts[other] >= documents:
                return True
        if counts.document_counts[other] < _MIN_DOCUMENT_RATIO * documents:
            continue
        if is_usual:
            return True
        is_derived = word.startswith(other) or word.endswith(other)
        is_short = spelling.isupper() and len(word) <= _SHORT
        if not is_derived and not is_short and (distance == 1 or len(word) >= _LONG):
            return True
    return counts.occurrences[word] <= _MIN_RATIO_TO_EXPECTED * expected


def _in_case_of(spelling: str, word: str) -> str:
    case = case_shape(spelling)
    if case == CAPITALS:
        return word.upper()
    return capitalize(word) if case == CAPITALIZED else word


def _is_clipped(word: str, counts: CollectionCounts, lexicon: Lexicon) -> bool:
    """Whether a word may be what the margin left of a known one."""
    if not lexicon.words_starting_with(word) and not lexicon.words_ending_with(word):
        return False
    if counts.spelling(word).islower() and len(word) < _LONG:
        return True
    return counts.inner_documents[word] < _MIN_INNER_SHARE * counts.intact_documents[word]


def _is_run_together(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is two common words that occur in sequence, without the space."""
    for cut in range(1, len(word)):
        left, right = lexicon.word(word[:cut]), lexicon.word(word[cut:])
        if not (left.flags and right.flags):
            continue
        if min(left.log_probability, right.log_probability) < _MIN_LOG_PROBABILITY_PAIR:
            continue
        first, second = left.ngram_id, right.ngram_id
        if lexicon.ngrams.find_pair(first, second) >= 0:
            return True
    return False


class _Neighbors:
    """Index of the words of a collection, to find those one edit away (symmetric delete).

    Args:
        words: the words to be found.
    """

    def __init__(self, words: list[str]) -> None:
        self._by_deletion: dict[str, list[str]] = {}
        for word in words:
            for deletion in _deletions(word):
                self._by_deletion.setdefault(deletion, []).append(word)

    def of(self, word: str) -> Iterator[str]:
        """Yield the words one insertion, deletion, substitution or transposition away."""
        others = {o for deletion in _deletions(word) for o in self._by_deletion.get(deletion, ())}
        yield from (w for w in others if OSA.distance(word, w, score_cutoff=1) == 1)


def _deletions(word: str) -> set[str]:
    """Return a word and what is left of it without any one letter."""
    return {word, *(word[:k] + word[k + 1 :] for k in range(len(word)))}
