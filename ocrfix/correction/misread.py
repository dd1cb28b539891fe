"""Misread words: dictionary words within one or two letters of what stands there."""

from __future__ import annotations

from ocrfix.correction.candidate import Candidate
from ocrfix.correction.dress import dressed, name_shaped
from ocrfix.correction.place import Place, Places
from ocrfix.lexicon.form import DIPLOMATIC, ENGLISH, PERSON, PLACE, TITLE, folded
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.lexicon.word import Word

_ANCHORED_FROM = 4
"""Of so many letters one edit leaves the first or the last as it was; two that change both are too
many for any word."""

_TWO_EDITS_FROM = 5
"""Shorter words have too many neighbours two letters away for any of them to mean something."""


def _near(lexicon: Lexicon, word: str, known: Word) -> tuple[tuple[str, int], ...]:
    """Return the words that are near enough; a known word gives way only to a commoner one."""
    anchored = len(word) >= _ANCHORED_FROM
    if known.flags:
        near = lexicon.near(word, 1, anchored)
        return tuple([n for n in near if lexicon.word(n[0]).likelihood > known.likelihood])
    return lexicon.near(word, 2 if len(word) >= _TWO_EDITS_FROM else 1, anchored)


def _alike(lexicon: Lexicon, word: str) -> list[str]:
    """Return the words that this one is with one run of letters read as its look-alike.

    `narne` is two letters from `name`, and stands in some list as a name; still it is likelier the
    word that every reader sees in it.
    """
    offers: list[str] = []
    for meant, seen in lexicon.alike:
        at = word.find(seen)
        while at >= 0:
            found = word[:at] + meant + word[at + len(seen) :]
            if lexicon.word(found).flags & (DIPLOMATIC | ENGLISH):
                offers.append(found)
            at = word.find(seen, at + 1)
    return offers


def readings(places: Places, place: Place) -> list[Candidate]:
    """Return the dictionary words that an engine may have misread as this one."""
    offers: list[Candidate] = []
    token = place.token
    word = token.text.lower().replace("’", "'")
    lexicon = places.lexicon
    for found, edits in _near(lexicon, word, place.word):
        if edits == 2 and (len(found) < 4 or (found[0] != word[0] and found[-1] != word[-1])):
            continue
        if edits == 2 and found[0] != word[0] and name_shaped(token.text) and not token.opens:
            continue  # `Dewald` beside `Oswald`: another name, as likely as not
        known = lexicon.word(found)
        name = known.flags & (TITLE | PERSON | PLACE)
        if name and not word.isascii() and folded(word) == found:
            continue  # a name keeps its accents
        own = lexicon.own_spellings.get(found, "")
        for after in dressed(found, token.text, known, own):
            if after != token.text:
                offered = Candidate(0, len(token.text), after, "misread")
                if after.isascii() and " " not in after:
                    offered.guess = known.likelihood  # that of no other word
                    offered.words = [known]
                offers.append(offered)
    for found in _alike(lexicon, word):
        for after in dressed(found, token.text, lexicon.word(found)):
            offers.append(Candidate(0, len(token.text), after, "misread"))
    if word.endswith("'s") and len(word) > 4:
        stem = word[:-2]
        for found, _ in lexicon.near(stem, 1):
            for after in dressed(found, token.text[:-2], lexicon.word(found)):
                ending = token.text[-2:]
                offers.append(Candidate(0, len(token.text), after + ending, "misread"))
    return offers
