"""How well a word fits between its neighbours, by counts of word pairs and triples."""

from __future__ import annotations

import math

from ocrfix.correction.place import Place
from ocrfix.lexicon import Lexicon, Word

_TOTAL = math.log(32.5e6)  # words counted for pairs and triples
_SHARE = math.log(0.7)  # of the counted pairs in a word's likelihood; the rest is the word alone
_REST = math.log(0.3)
_MOST = 12.0


def follows(lexicon: Lexicon, first: Word, second: Word) -> float:
    """Return how much likelier ``second`` is after ``first`` than anywhere (natural log).

    0 where nothing is known of the two together: the pair was not counted, but one of the words is
    too rare for that to mean anything. Negative where it would have been counted if it were usual.
    """
    if not first.number or not second.number:
        return 0.0
    count = lexicon.pair(first.number, second.number)
    # How often the pair would have been counted by chance.
    chance = first.likelihood + second.likelihood + _TOTAL
    if count < 0:
        return max(-4.0, min(0.0, _REST - 0.5 * max(0.0, chance)))
    ratio = count - chance
    return min(_MOST, math.log(math.exp(_SHARE + ratio) + math.exp(_REST)))


def within(lexicon: Lexicon, place: Place, first: Word, last: Word) -> tuple[float, float, float]:
    """Return how a reading of one or more words fits: to the left, to the right, in triples.

    Args:
        lexicon: the dictionaries.
        place: where the reading would stand.
        first: its first word.
        last: its last word; the same for a reading of one word.
    """
    left = follows(lexicon, place.left, first)
    right = follows(lexicon, last, place.right)
    triples = 0.0
    if first.number and last.number:
        if place.left.number and place.left2.number:
            triples += max(0.0, lexicon.triple(place.left2.number, place.left.number, first.number))
        if place.right.number and place.right2.number:
            triples += max(
                0.0, lexicon.triple(last.number, place.right.number, place.right2.number)
            )
        if first is last and place.left.number and place.right.number:
            triples += max(0.0, lexicon.triple(place.left.number, first.number, place.right.number))
    return left, right, triples
