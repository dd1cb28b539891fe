"""Words run together (`ofthe`, `his_mother`) and words pulled apart (`con tained`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocrfix.correction.candidate import Candidate
from ocrfix.correction.place import Place, Places
from ocrfix.lexicon.form import DIPLOMATIC, ENGLISH

_SINGLE = frozenset({"a", "i"})
_SIGN = re.compile(r"(?<=[^\W_])[^\w\s]|_+")
_LONGEST = 40


def readings(places: Places, place: Place) -> Iterator[Candidate]:
    """Yield the word in two, and the word joined with the next."""
    yield from _parted(places, place)
    yield from _joined(places, place)


def _parted(places: Places, place: Place) -> Iterator[Candidate]:
    token = place.token
    text = token.text
    if place.word.flags or len(text) < 3 or len(text) > _LONGEST:
        return
    word = places.lexicon.word
    found = []
    for cut in range(1, len(text)):
        left, right = text[:cut], text[cut:]
        if not (right[0].isalnum() and left[-1].isalnum()):
            continue
        score = _likelihood(word, left, right)
        if score is not None:
            found.append((score, f"{left} {right}"))
    for match in _SIGN.finditer(text):
        left, right = text[: match.start()], text[match.end() :]
        if left and right:
            score = _likelihood(word, left, right)
            if score is not None:
                found.append((score, f"{left} {right}"))
    found.sort(key=lambda f: (-f[0], f[1]))
    for _, after in found[:3]:
        yield Candidate(token.start, token.end, after, "spacing")


def _likelihood(word, left: str, right: str) -> float | None:  # type: ignore[no-untyped-def]
    total = 0.0
    for part in (left.lower(), right.lower()):
        known = word(part)
        if not known.flags & (DIPLOMATIC | ENGLISH) or (len(part) == 1 and part not in _SINGLE):
            return None
        total += known.likelihood
    return total


def _joined(places: Places, place: Place) -> Iterator[Candidate]:
    tokens = places.scan.tokens
    if place.number + 1 >= len(tokens):
        return
    token, after = place.token, tokens[place.number + 1]
    gap = places.scan.text[token.end : after.start]
    if after.line != token.line or not gap or gap.strip(" ") not in ("", "-", "'") or len(gap) > 3:
        return
    next_word = places.words[place.number + 1]
    plain = DIPLOMATIC | ENGLISH
    if (
        place.word.flags & plain
        and next_word.flags & plain
        and len(token.text) > 1
        and len(after.text) > 1
    ):
        return
    joined = token.text + after.text
    if gap.strip(" ") == "-" and len(gap) == 1:
        return
    known = places.lexicon.word(joined.lower())
    if known.flags & plain and len(joined) > 3 and joined.isalpha():
        yield Candidate(token.start, after.end, joined, "spacing", joins=2)
