"""Choosing the words of a collection that a dictionary of its own should have.

A token that stands in several documents is a word, or a misreading that engines often make. Which
of the two is a question of numbers: how often would it stand there if it were no more than a
misreading of the words near to it? (Noisy channel, see :mod:`ocrfix.lexicon.confusions`.)
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.user_words import LearnedWord
from ocrfix.text.casing import CAPITALISED, CAPITALS, capitalise, case_shape
from ocrfix.training.word_counts import Sightings

_LENIENCY = 20.0
"""A word stands more often than this many times what misreadings would make of it: pages differ,
and a poor scan has ten times the errors of a fair one."""

_TIMES_AS_MANY = 8
"""In so many times as many documents stands a word of which another is taken for a misreading."""

_USUAL = math.log(5e-5)
"""So likely, at least, is a usual misreading."""

_COMMON = -12.5
"""So likely a word, if it stands in as many documents, explains its usual misreadings."""

_SHORT = 4
"""Words in capitals this short are all near to some word, so only a usual misreading counts."""

_LONG = 8
"""From this length on a word two letters away is near enough to be misread."""

_INSIDE = 0.6
"""In this share of its documents at least a word stands inside a line too, if it is no rest of one
that the margin clipped."""

_RUN_TOGETHER = -10.5
"""Two words at least this likely that stand side by side are likelier run together than a word."""


def vocabulary(seen: Sightings, lexicon: Lexicon, documents: int = 3) -> list[LearnedWord]:
    """Return the words for a dictionary of the collection's own, those in most documents first.

    Args:
        seen: what was counted.
        lexicon: the dictionaries.
        documents: in how many documents a word has to stand whole.
    """
    candidates = [word for word, count in seen.whole.items() if count >= documents]
    near = _Neighbours([word for word, count in seen.spread.items() if count >= documents])
    found = [
        LearnedWord(word, seen.whole[word], seen.spelling(word))
        for word in candidates
        if not _clipped(word, seen, lexicon)
        and not _run_together(word, lexicon)
        and not _misread(word, seen, lexicon, near)
    ]
    found.sort(key=lambda entry: (-entry.documents, entry.word))
    return found


def _misread(word: str, seen: Sightings, lexicon: Lexicon, near: _Neighbours) -> bool:
    """Whether a word is better explained as a misreading of another.

    So it is if it stands no oftener than misreadings of its neighbours would make it stand, or if
    one of them stands in many times as many documents.
    """
    spelling = seen.spelling(word)
    others = dict(lexicon.near_words(word, 2 if len(word) > _SHORT else 1))
    others.update((other, 1) for other in near.of(word))
    expected = 0.0
    for other, distance in others.items():
        cost = max(
            lexicon.confusions.log_likelihood(_like(other, spelling), spelling),
            lexicon.confusions.log_likelihood(other, word),
        )
        expected += seen.occurrences[other] * math.exp(cost)
        usual = cost >= _USUAL
        if usual and distance == 1 and len(word) > _SHORT:
            common = lexicon.word(other).log_probability >= _COMMON
            if common and seen.spread[other] >= seen.whole[word]:
                return True
        if seen.spread[other] < _TIMES_AS_MANY * seen.whole[word]:
            continue
        if usual:
            return True
        derived = word.startswith(other) or word.endswith(other)
        short = spelling.isupper() and len(word) <= _SHORT
        if not derived and not short and (distance == 1 or len(word) >= _LONG):
            return True
    return seen.occurrences[word] <= _LENIENCY * expected


def _like(word: str, spelling: str) -> str:
    kind = case_shape(spelling)
    if kind == CAPITALS:
        return word.upper()
    return capitalise(word) if kind == CAPITALISED else word


def _clipped(word: str, seen: Sightings, lexicon: Lexicon) -> bool:
    """Whether a word may be the rest of a known one, cut off at the end of a line."""
    if not lexicon.words_starting_with(word) and not lexicon.words_ending_with(word):
        return False
    if seen.spelling(word).islower() and len(word) < _LONG:
        return True
    return seen.inside[word] < _INSIDE * seen.whole[word]


def _run_together(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is two common ones that go together, without their blank."""
    for cut in range(1, len(word)):
        left, right = lexicon.word(word[:cut]), lexicon.word(word[cut:])
        if not (left.flags and right.flags):
            continue
        if min(left.log_probability, right.log_probability) < _RUN_TOGETHER:
            continue
        first, second = left.ngram_id, right.ngram_id
        if lexicon.ngrams.bigram(first, second) >= 0:
            return True
        if lexicon.ngrams.collection_bigram(first, second) >= 0:
            return True
    return False


class _Neighbours:
    """Finds the words of a collection that are one letter away, by what is left without a letter.

    Args:
        words: the words to be found.
    """

    def __init__(self, words: list[str]) -> None:
        self._by_rest: dict[str, list[str]] = {}
        for word in words:
            for rest in _rests(word):
                self._by_rest.setdefault(rest, []).append(word)

    def of(self, word: str) -> Iterator[str]:
        """Yield the words one letter put in, taken out, changed or swapped away from ``word``."""
        others = {other for rest in _rests(word) for other in self._by_rest.get(rest, ())}
        yield from (w for w in others if OSA.distance(word, w, score_cutoff=1) == 1)


def _rests(word: str) -> set[str]:
    return {word, *(word[:k] + word[k + 1 :] for k in range(len(word)))}
