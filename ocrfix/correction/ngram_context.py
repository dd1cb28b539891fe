"""How well a word fits between its neighbours, by counts of word pairs and triples.

Two kinds of text were counted: diplomatic English, and the collection itself as OCR left it. They
are asked apart, because what they are worth is learned.
"""

from __future__ import annotations

import math

from ocrfix.correction.annotated_tokens import Place
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.lexicon.ngrams import SideBySide
from ocrfix.lexicon.word import Word

_SHARE = math.log(0.7)  # of the counted pairs in a word's likelihood; the rest is the word alone
_REST = math.log(0.3)
_MOST = 12.0


class Counted:
    """A kind of text in which pairs and triples were counted.

    Args:
        collected: whether it is the collection as OCR left it, and not diplomatic English.
        words: natural log of how many words were counted.
    """

    def __init__(self, collected: bool, words: float) -> None:
        self.collected = collected
        self.words = words


DIPLOMATIC_ENGLISH = Counted(False, math.log(32.5e6))
COLLECTION = Counted(True, math.log(2.66e6))


def follows(lexicon: Lexicon, text: Counted, first: Word, second: Word) -> float:
    """Return how much likelier ``second`` is after ``first`` than anywhere (natural log).

    0 where nothing is known of the two together: the pair was not counted, but one of the words is
    too rare for that to mean anything. Negative where it would have been counted if it were usual.
    """
    if not first.number or not second.number:
        return 0.0
    counted: SideBySide = lexicon.side_by_side
    if text.collected:
        count = counted.collected(first.number, second.number)
    else:
        count = counted.pair(first.number, second.number)
    # How often the pair would have been counted by chance.
    chance = first.likelihood + second.likelihood + text.words
    if count < 0:
        return max(-4.0, min(0.0, _REST - 0.5 * max(0.0, chance)))
    ratio = count - chance
    return min(_MOST, math.log(math.exp(_SHARE + ratio) + math.exp(_REST)))


def triples(lexicon: Lexicon, place: Place, first: Word, last: Word) -> float:
    """Return the sum of the natural logs of the counted triples that a reading would stand in.

    Args:
        lexicon: the dictionaries.
        place: where the reading would stand.
        first: its first word.
        last: its last word; the same for a reading of one word.
    """
    found = 0.0
    counted: SideBySide = lexicon.side_by_side
    a = place.left2.number
    b = place.left.number
    c = place.right.number
    d = place.right2.number
    if first.number and last.number:
        if a and b:
            found += max(0.0, counted.triple(a, b, first.number))
        if c and d:
            found += max(0.0, counted.triple(last.number, c, d))
        if first is last and b and c:
            found += max(0.0, counted.triple(b, first.number, c))
    return found
