"""Stray letters: dirt between two words read as a word, `particular t interest`."""

from __future__ import annotations

from ocrfix.correction.annotated_tokens import NOTHING, NUMBER, SENTENCE, Place, Places
from ocrfix.correction.ngram_context import COLLECTION, DIPLOMATIC_ENGLISH, follows
from ocrfix.correction.words.candidate import Candidate
from ocrfix.lexicon.format import DIPLOMATIC, ENGLISH
from ocrfix.lexicon.ngrams import SideBySide

_LONGEST = 3
_WIDEST_GAP = 4
_PLAIN = DIPLOMATIC | ENGLISH
_BINDING = frozenset(".)]:/\\'’&%$#@")
"""A sign after a letter that makes it a mark of a list, an initial, or part of an office symbol."""

_OPENING = frozenset("([/\\&$#@'’\"“")

_SET_OFF = ","
"""Between two of these a letter is a name put beside another: `the agent, T, was paid`."""


def readings(places: Places, place: Place) -> list[Candidate]:
    """Return the text without the word, where its neighbours may have stood side by side."""
    offers: list[Candidate] = []
    if not suspected(places, place):
        return offers
    token = place.token
    text = places.scan.text
    start = 0
    end = token.end - token.start
    if text[token.end : token.end + 1] == " ":
        end += 1
    elif text[token.start - 1 : token.start] == " ":
        start -= 1
    offers.append(Candidate(start, end, "", "debris"))
    return offers


def suspected(places: Places, place: Place) -> bool:
    """Whether a word is so short, and its neighbours fit so well, that it may be dirt."""
    token = place.token
    text = token.text
    if len(text) > _LONGEST or not text.islower() or not text.isalpha():
        return False  # a capital or a figure may say which: `Minister X`, `all 4 sides`
    left, right = place.left, place.right
    if right is NOTHING or left is SENTENCE or not left.number or not right.number:
        return False
    if left is NUMBER or right is NUMBER:
        return False
    if not left.flags & _PLAIN or not right.flags & _PLAIN:
        return False
    scan = places.scan
    if places.lexicon.grammar.get(text) == "shorthand":
        return False  # "meet w the Minister"
    if scan.after(token) in _BINDING or scan.before(token) in _OPENING:
        return False
    tokens = scan.tokens
    before, after = tokens[place.number - 1], tokens[place.number + 1]
    if token.start - before.end > _WIDEST_GAP or after.start - token.end > _WIDEST_GAP:
        return False
    if scan.after(token) == _SET_OFF == scan.text[before.end : token.start].strip():
        return False
    lexicon = places.lexicon
    counted: SideBySide = lexicon.side_by_side
    side_by_side = (
        counted.pair(left.number, right.number) >= 0
        or counted.collected(left.number, right.number) >= 0
    )
    if not side_by_side:
        return False
    # Where it fits both its neighbours it is a word.
    number = place.word.number
    if not number:
        return True
    fits = counted.pair(left.number, number) >= 0 and counted.pair(number, right.number) >= 0
    return not fits or len(text) == 1


def measured(places: Places, place: Place) -> dict[str, float]:
    """Return the features of taking the word out."""
    token, lexicon = place.token, places.lexicon
    text = token.text
    found = {"kind debris": 1.0}
    found["gap closes, diplomatic"] = follows(lexicon, DIPLOMATIC_ENGLISH, place.left, place.right)
    found["gap closes, collection"] = follows(lexicon, COLLECTION, place.left, place.right)
    triples = max(0.0, lexicon.triple(place.left2.number, place.left.number, place.right.number))
    triples += max(0.0, lexicon.triple(place.left.number, place.right.number, place.right2.number))
    found["gap closes, triples"] = triples
    found[f"stray, {len(text)} letters"] = 1.0
    if text == "a":
        found["stray, a word of one letter"] = 1.0
    if place.word.flags & _PLAIN:
        found["stray known"] = 1.0
    scan = places.scan
    tokens = scan.tokens
    gaps = (
        scan.text[tokens[place.number - 1].end : token.start]
        + scan.text[token.end : tokens[place.number + 1].start]
    )
    odd = sum(not c.isspace() for c in gaps)
    if odd:
        found["stray among signs"] = float(min(odd, 3))
    if place.left_text.isupper() and place.right_text.isupper():
        found["stray among capitals"] = 1.0
    return found
