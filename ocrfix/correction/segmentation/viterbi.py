"""Segmentation of a row of letters or pieces into words, by dynamic programming.

A search over all segmentations that keeps the best few up to each position (A. J. Viterbi, "Error
Bounds for Convolutional Codes", IEEE Transactions on Information Theory 13, 1967), by how likely
each word is and how well it follows the one before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ocrfix.correction.annotated_tokens import NO_WORD
from ocrfix.correction.ngram_context import bigram_pmis
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.lexicon import UNKNOWN_LOG_PROBABILITY
from ocrfix.lexicon.word import Word

_ONE_LETTER_WORDS = frozenset("aAI")
_MIN_LONG_WORD_CHARS = 4
_MIN_LOG_PROBABILITY = {2: -7.6, 3: -9.4}
"""Shorter words must be at least this likely: rare ones are found inside too many other words."""
_MAX_WORD_CHARS = 20
_BEAM_WIDTH = 4
"""Number of segmentations kept up to each position."""
_RELEASES_WEIGHT = 0.5
"""The weight of released records in the mean PMI."""


class Segment(NamedTuple):
    """One word of a segmentation.

    Attributes:
        start: the index of its first piece.
        end: the index of the piece after its last.
        text: the word as it is written, with the punctuation around it.
        word: its lexicon entry.
        score: natural log of its probability without context.
        as_left: the left neighbor of the next word: this word, or a sentence start.
    """

    start: int
    end: int
    text: str
    word: Word
    score: float
    as_left: Word


class Segmentation(NamedTuple):
    """One segmentation of a row of pieces: its score (natural log) and its words in order."""

    score: float
    segments: tuple[Segment, ...]


def segment(
    size: int,
    max_pieces: int,
    make_segment: Callable[[int, int], Segment | None],
    transition: Callable[[Word, Segment], float],
    before: Word,
    beam_width: int = _BEAM_WIDTH,
) -> list[Segmentation]:
    """Return the best segmentations of a row of pieces into words, best first.

    The time needed grows with ``size`` times ``max_pieces``.

    Args:
        size: the number of pieces.
        max_pieces: the largest number of pieces of one word.
        make_segment: makes a word of the pieces from one index up to another, or nothing.
        transition: how much more likely a word is after another (natural log).
        before: the word before the first piece.
        beam_width: the number of segmentations kept up to each position, and returned.
    """
    # For each position: score, last word, and position and index of the previous segmentation.
    reached: list[list[tuple[float, Segment | None, int, int]]] = [[] for _ in range(size + 1)]
    reached[0] = [(0.0, None, 0, 0)]
    for start in range(size):
        here = sorted(reached[start], key=lambda path: -path[0])[:beam_width]
        reached[start] = here
        if not here:
            continue
        for end in range(start + 1, min(size, start + max_pieces) + 1):
            found = make_segment(start, end)
            if found is None:
                continue
            ends = reached[end]
            for index, (score, last, _, _) in enumerate(here):
                step = transition(before if last is None else last.as_left, found)
                ends.append((score + found.score + step, found, start, index))
    result = []
    for score, last, start, index in sorted(reached[size], key=lambda path: -path[0])[:beam_width]:
        segments = []
        while last is not None:
            segments.append(last)
            _, last, start, index = reached[start][index]
        result.append(Segmentation(score, tuple(reversed(segments))))
    return result


def mean_bigram_pmi(lexicon: Lexicon, first: Word, second: Word) -> float:
    """Return how much more likely a word is after another than anywhere, over both corpora."""
    printed, released = bigram_pmis(lexicon, first, second)
    return (1 - _RELEASES_WEIGHT) * printed + _RELEASES_WEIGHT * released


def split_run_together(lexicon: Lexicon, text: str, max_words: int) -> list[str]:
    """Return the ways to split an unknown word into English words, most likely first.

    Short words of them are among the most common.

    Args:
        lexicon: the dictionaries.
        text: the word as it is written.
        max_words: the largest number of words to split it into.

    >>> from ocrfix.dictionaries.store import ensure_compiled
    >>> split_run_together(Lexicon(ensure_compiled()), "andthepresident", 6)[0]
    'and the president'
    """
    lower = text.lower()
    if len(lower) != len(text):
        return []  # a letter whose lower case has two characters
    words = _words_inside(lexicon, text, lower)
    if not words:
        return []

    def make_segment(start: int, end: int) -> Segment | None:
        word = words.get((start, end))
        if word is None:
            return None
        return Segment(start, end, text[start:end], word, word.log_probability, word)

    def transition(first: Word, second: Segment) -> float:
        return mean_bigram_pmi(lexicon, first, second.word)

    found = segment(len(text), _MAX_WORD_CHARS, make_segment, transition, NO_WORD)
    return [
        " ".join(part.text for part in segmentation.segments)
        for segmentation in found
        if 1 < len(segmentation.segments) <= max_words
    ]


def _words_inside(lexicon: Lexicon, text: str, lower: str) -> dict[tuple[int, int], Word]:
    """Return the English words that a row of letters can be split into, by their spans.

    None if it cannot be split completely.
    """
    size = len(lower)
    found: dict[tuple[int, int], Word] = {}
    reached = {0}
    for start in range(size):
        if start not in reached:
            continue
        for beginning in lexicon.words_at_start_of(lower[start : start + _MAX_WORD_CHARS]):
            end = start + len(beginning)
            if end == start + 1 and text[start] not in _ONE_LETTER_WORDS:
                continue
            word = _english_word(lexicon, beginning)
            if word is not None:
                reached.add(end)
                found[start, end] = word
    return found if size in reached else {}


def _english_word(lexicon: Lexicon, lower: str) -> Word | None:
    """Return a lowercase word if it is English, and not both short and rare."""
    size = len(lower)
    known = lexicon.word(lower)
    if not known.is_english:
        return None
    least = _MIN_LOG_PROBABILITY.get(size, UNKNOWN_LOG_PROBABILITY)
    if size < _MIN_LONG_WORD_CHARS and known.log_probability < least:
        return None
    return known
