"""Clipped words: `Decembe` at the right margin, `epartment` at the left."""

from __future__ import annotations

from collections.abc import Iterator

from ocrfix.correct.candidate import Candidate
from ocrfix.correct.dress import CAPITALS, LOWER, capitalised, shape
from ocrfix.correct.place import Place, Places

_SHORTEST = 4
_MOST_LOST = 3
_MOST_FOUND = 12


def readings(places: Places, place: Place) -> Iterator[Candidate]:
    """Yield longer words of which the margin may have left this one.

    Only a word that is not known is completed, and only at an edge of its line: at the beginning
    letters may be missing in front, at the end behind.
    """
    token = place.token
    text = token.text
    if place.word.flags or len(text) < _SHORTEST or not text.isalpha():
        return
    line = places.scan.lines[token.line]
    inside = line.text
    first = not any(c.isalnum() for c in inside[: token.start - line.start])
    last = not any(c.isalnum() for c in inside[token.end - line.start :])
    word = text.lower()
    lexicon = places.lexicon
    whole: list[str] = []
    if last:
        whole += lexicon.beginning_with(word)
    if first:
        whole += lexicon.ending_with(word)
    near = [w for w in whole if len(w) - len(word) <= _MOST_LOST and w.isalpha()]
    near.sort(key=lambda w: (-lexicon.word(w).likelihood, w))
    for found in near[:_MOST_FOUND]:
        kind = shape(text)
        if kind == CAPITALS:
            yield Candidate(token.start, token.end, found.upper(), "clipped")
            continue
        front = found.endswith(word) and not found.startswith(word)
        after = capitalised(found) if text[0].isupper() else found
        yield Candidate(token.start, token.end, after, "clipped")
        if kind == LOWER and front:
            # The letter that was lost may have been the capital.
            yield Candidate(token.start, token.end, capitalised(found), "clipped")
