"""Finding the words in letters that nothing parts, or that blanks part everywhere.

A search over all ways to cut a row of pieces, the best ways to each place kept (A. J. Viterbi,
"Error Bounds for Convolutional Codes", IEEE Transactions on Information Theory 13, 1967), by how
likely each word is and how well it follows the one before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ocrfix.correction.annotated_tokens import NO_WORD
from ocrfix.correction.ngram_context import COLLECTION, DIPLOMATIC_ENGLISH, bigram_pmi
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.lexicon import UNKNOWN_LOG_PROBABILITY
from ocrfix.lexicon.word import Word

_SINGLE = frozenset("aAI")
_SHORTEST_SURE = 4
_COMMON = {2: -7.6, 3: -9.4}
"""At least so likely is a part of two or three letters; rarer ones stand in too many words."""
_LONGEST_PART = 20
_KEPT = 4
_SHARE_OF_COLLECTION = 0.5
"""Of how well a word follows the one before; the collection has errors for words."""


class Part(NamedTuple):
    """One word of a cut.

    Attributes:
        start: the first of its pieces.
        end: the piece after its last.
        text: the word as it stands, with the signs around it.
        word: what is known of it.
        score: natural log of how likely it is by itself.
        ends: what the next word stands after: the word itself, or a mark of the lexicon.
    """

    start: int
    end: int
    text: str
    word: Word
    score: float
    ends: Word


class Way(NamedTuple):
    """One way to cut a row of pieces: its score (natural log) and its words in order."""

    score: float
    parts: tuple[Part, ...]


def ways(
    size: int,
    longest: int,
    part: Callable[[int, int], Part | None],
    after: Callable[[Word, Part], float],
    before: Word,
    kept: int = _KEPT,
) -> list[Way]:
    """Return the best ways to cut a row of pieces into words, best first.

    The work grows with ``size`` times ``longest``.

    Args:
        size: how many pieces there are.
        longest: the most pieces of one word.
        part: the word that the pieces from one place up to another make, or nothing.
        after: how much likelier a word is after another (natural log).
        before: the word before the first piece.
        kept: how many ways are kept at each place, and returned.
    """
    # At each place: the score, the last word, and where and which was the way before it.
    reached: list[list[tuple[float, Part | None, int, int]]] = [[] for _ in range(size + 1)]
    reached[0] = [(0.0, None, 0, 0)]
    for start in range(size):
        here = sorted(reached[start], key=lambda way: -way[0])[:kept]
        reached[start] = here
        if not here:
            continue
        for end in range(start + 1, min(size, start + longest) + 1):
            found = part(start, end)
            if found is None:
                continue
            ends = reached[end]
            for number, (score, last, _, _) in enumerate(here):
                follow = after(before if last is None else last.ends, found)
                ends.append((score + found.score + follow, found, start, number))
    result = []
    for score, last, start, number in sorted(reached[size], key=lambda way: -way[0])[:kept]:
        parts = []
        while last is not None:
            parts.append(last)
            _, last, start, number = reached[start][number]
        result.append(Way(score, tuple(reversed(parts))))
    return result


def fit(lexicon: Lexicon, first: Word, second: Word) -> float:
    """Return how much likelier a word is after another than anywhere (natural log)."""
    printed = bigram_pmi(lexicon, DIPLOMATIC_ENGLISH, first, second)
    seen = bigram_pmi(lexicon, COLLECTION, first, second)
    return (1 - _SHARE_OF_COLLECTION) * printed + _SHARE_OF_COLLECTION * seen


def run_together(lexicon: Lexicon, text: str, most: int) -> list[str]:
    """Return ways to part a word that is none into words, likeliest first.

    All parts are plain words, and short ones are among the commonest.

    Args:
        lexicon: the dictionaries.
        text: the word as it stands.
        most: the most parts.

    >>> from ocrfix.pipeline import get_pipeline
    >>> run_together(get_pipeline().lexicon, "andthepresident", 6)[0]
    'and the president'
    """
    small = text.lower()
    if len(small) != len(text):
        return []  # a letter that is two in the other case
    known = _parts(lexicon, text, small)
    if not known:
        return []

    def part(start: int, end: int) -> Part | None:
        word = known.get((start, end))
        if word is None:
            return None
        return Part(start, end, text[start:end], word, word.log_probability, word)

    def after(first: Word, second: Part) -> float:
        return fit(lexicon, first, second.word)

    found = ways(len(text), _LONGEST_PART, part, after, NO_WORD)
    return [" ".join(p.text for p in way.parts) for way in found if 1 < len(way.parts) <= most]


def _parts(lexicon: Lexicon, text: str, small: str) -> dict[tuple[int, int], Word]:
    """Return the plain words that a row of letters can be cut into; none where it cannot be."""
    size = len(small)
    found: dict[tuple[int, int], Word] = {}
    reached = {0}
    for start in range(size):
        if start not in reached:
            continue
        for beginning in lexicon.words_at_start_of(small[start : start + _LONGEST_PART]):
            end = start + len(beginning)
            if end == start + 1 and text[start] not in _SINGLE:
                continue
            word = _plain(lexicon, beginning)
            if word is not None:
                reached.add(end)
                found[start, end] = word
    return found if size in reached else {}


def _plain(lexicon: Lexicon, small: str) -> Word | None:
    """Return what is known of a part, given in small letters; nothing where it is no plain word."""
    size = len(small)
    known = lexicon.word(small)
    if not known.is_english:
        return None
    if size < _SHORTEST_SURE and known.log_probability < _COMMON.get(size, UNKNOWN_LOG_PROBABILITY):
        return None
    return known
