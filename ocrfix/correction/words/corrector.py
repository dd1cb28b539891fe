"""Words: misread, clipped, run together or apart, in mixed case, with digits for letters."""

from __future__ import annotations

from collections.abc import Hashable

from ocrfix.correction.analysis import Proof
from ocrfix.correction.annotated_tokens import Place, Places
from ocrfix.correction.words.candidate import KEEP, Candidate
from ocrfix.correction.words.ranker import Ranker, in_doubt, readings, settled
from ocrfix.correction.words.typist import TYPIST, told_apart
from ocrfix.document import Edit
from ocrfix.lexicon.format import DIPLOMATIC, ENGLISH
from ocrfix.system.cache import Cache

LEAST = 0.3
"""Readings less likely than this are not worth a reader's time, not even as suggestions."""


class Mend:
    """An edit of a word, with its place from where the word begins."""

    def __init__(
        self, start: int, end: int, after: str, kind: str, confidence: float, reason: str
    ) -> None:
        self.start = start
        self.end = end
        self.after = after
        self.kind = kind
        self.confidence = confidence
        self.reason = reason


class Words:
    """The corrector of words, for many texts.

    What it finds for a word hangs on the few words before and after it, on how much of its line and
    of what is near is no word, on how often it stands in the text, and on the name for which it may
    stand. It is kept, because a text is looked at until nothing more changes, and because pages
    repeat their headings.

    Args:
        ranker: the judge of readings.
        kinds: the kinds of damage to mend.
    """

    def __init__(self, ranker: Ranker, kinds: frozenset[str]) -> None:
        self.ranker = ranker
        self.kinds = kinds
        self._of_words = Cache(_MOST_KEPT)

    def propose(self, proof: Proof) -> list[Edit]:
        """Return for each word in doubt the likeliest other reading of it."""
        edits: list[Edit] = []
        places = proof.places
        starts = proof.scan.first_token
        count = len(places.tokens)
        lines = len(starts)
        # A pass over a long text is to find what the one before it found.
        lexicon = places.lexicon
        self._of_words.set_capacity(count // _IN_DOUBT)
        lexicon.offered.set_capacity(count // _IN_DOUBT)
        for line in range(lines):
            first = starts[line]
            stop = starts[line + 1] if line + 1 < lines else count
            if first < stop:
                self._in_line(proof, places, line, first, stop, edits)
        return edits

    def _in_line(
        self, proof: Proof, places: Places, line: int, first: int, stop: int, edits: list[Edit]
    ) -> None:
        """Add the edits of one line."""
        doubt = places.doubt(line)
        for number in range(first, stop):
            if settled(places, number):
                continue
            place = places.at(number)
            if not in_doubt(places, place):
                continue
            key = (_context(proof, number), number == first, number == stop - 1, doubt)
            found = self._of_words.get(key)
            if found is None:
                found = self._of_word(proof, place) or _NONE
                self._of_words.put(key, found)
            if found is not _NONE:
                start = found.start + place.token.start
                end = found.end + place.token.start
                if not proof.marked(start, end):
                    edits.append(
                        proof.edit(
                            start, end, found.after, found.kind, found.confidence, found.reason
                        )
                    )

    def _of_word(self, proof: Proof, place: Place) -> Mend | None:
        """Return the edit of a word, if there is one, with its place from where the word begins."""
        places = proof.places
        token = place.token
        twin = proof.names().of(token.text) if "misread" in self.kinds else None
        kinds = self.kinds
        offered = [r for r in readings(places, place) if r.kind == KEEP or r.kind in kinds]
        likelihood = 0.0
        best = offered[0]
        if len(offered) > 1:
            likelihood, best = self.ranker.best(places, place, offered)
        if likelihood < LEAST and not twin:
            return None
        best = told_apart(places, place, best)
        reason = _reason(place, best)
        if twin and (twin.confidence > likelihood or twin.after == best.after):
            best = Candidate(0, len(token.text), twin.after, "misread")
            if places.look_up(twin.name).flags & (DIPLOMATIC | ENGLISH):
                best = told_apart(places, place, best)  # of names no spelling is wrong
            likelihood = max(twin.confidence, likelihood)
            reason = f"{token.text!r} is likely {twin.name!r}, {twin.times} times in the text"
        if likelihood < LEAST or best.kind not in self.kinds:
            return None
        return Mend(
            best.start,
            best.end,
            best.after,
            best.kind,
            likelihood,
            reason,
        )


_NONE = Mend(0, 0, "", "", 0.0, "")
_MOST_KEPT = 15_000
_IN_DOUBT = (
    4  # of so many words of noisy OCR hardly two are in doubt, and there are two generations
)


def _in_text(proof: Proof, text: str) -> Hashable:
    """Return what the reading of an unknown word hangs on in the whole text."""
    return proof.scan.times(text), proof.names().of(text)


def _context(proof: Proof, number: int) -> Hashable:
    """Return all that the reading of a word hangs on, but for what its line shares."""
    text = proof.text
    places = proof.places
    tokens = places.tokens
    token = tokens[number]
    first = max(0, number - _BESIDE)
    stop = min(len(tokens), number + _BESIDE + 1)
    opens = 1
    for at in range(first, stop):
        near = tokens[at]
        opens = 2 * opens + near.opens
    one = tokens[first]
    other = tokens[stop - 1]
    start = max(0, one.start - _SIGNS)
    word = places.words[number]
    return (
        text[start : other.end + _SIGNS],
        token.start - start,
        opens,
        None if word.flags & _PLAIN else _in_text(proof, token.text),
        places.noise(number),
        places.foreign(number),
        number >= _BESIDE,
        number + _BESIDE < len(tokens),
    )


_BESIDE = 3  # words on either side that a reading is judged by
_SIGNS = 2  # beyond a word, that show whether it is part of an office symbol
_PLAIN = DIPLOMATIC | ENGLISH


def _reason(place: Place, best: Candidate) -> str:
    stands = place.token.text
    between = " ".join([part for part in (place.left_text, best.after, place.right_text) if part])
    if not best.after:
        return f"{stands!r} stands for nothing, as in {between!r}"
    if best.kind == "clipped":
        return f"{stands!r} is {best.after!r} clipped at the margin"
    if best.kind == "spacing":
        return (
            f"{best.after!r} run together" if " " in best.after else f"{best.after!r} pulled apart"
        )
    if best.kind == "case":
        return f"{stands!r} in the case it has elsewhere"
    if best.kind == "digits":
        return f"digits or signs of {stands!r} read as letters"
    if best.kind == TYPIST:
        return f"{stands!r} is likely {best.after!r} as the typist wrote it; what was typed stays"
    return f"{stands!r} is likely {best.after!r} misread, as in {between!r}"
