"""Words: misread, clipped, run together or apart, in mixed case, with digits for letters."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from ocrfix.correction.candidate import KEEP, Candidate
from ocrfix.correction.place import Place
from ocrfix.correction.proof import Proof
from ocrfix.correction.rank import Ranker, in_doubt, readings
from ocrfix.correction.typist import TYPIST, told_apart
from ocrfix.lexicon.form import DIPLOMATIC, ENGLISH
from ocrfix.model import Edit

LEAST = 0.3
"""Readings less likely than this are not worth a reader's time, not even as suggestions."""


class Mend(NamedTuple):
    """An edit of a word, with its place from some place before it."""

    start: int
    end: int
    after: str
    kind: str
    confidence: float
    reason: str


class Words:
    """The corrector of words, for many texts.

    What it finds in a line hangs on that line, on the few words before and after it, on how often
    each of its words stands in the text, and on the names for which they may stand. It is kept,
    because a text is looked at until nothing more changes, and because pages repeat their headings.

    Args:
        ranker: the judge of readings.
        kinds: the kinds of damage to mend.
    """

    def __init__(self, ranker: Ranker, kinds: frozenset[str]) -> None:
        self.ranker = ranker
        self.kinds = kinds
        self._kept: dict[Hashable, tuple[Mend, ...]] = {}
        self._of_words: dict[Hashable, Mend | None] = {}

    def propose(self, proof: Proof) -> Iterator[Edit]:
        """Yield for each word in doubt the likeliest other reading of it."""
        for number, line in enumerate(proof.scan.lines):
            key = _circumstances(proof, number)
            found = self._kept.get(key)
            if found is None:
                if len(self._kept) >= _MOST_KEPT:
                    self._kept.clear()
                found = self._kept[key] = tuple(self._in_line(proof, number))
            for edit in found:
                start, end = edit.start + line.start, edit.end + line.start
                if not proof.marked(start, end):
                    yield proof.edit(
                        start, end, edit.after, edit.kind, edit.confidence, edit.reason
                    )

    def _in_line(self, proof: Proof, line: int) -> Iterator[Mend]:
        """Yield the edits of one line, with their places in it."""
        scan = proof.scan
        offset = scan.lines[line].start
        first = scan.first_token[line]
        stop = first + len(scan.line_tokens(line))
        doubt = proof.places.doubt(line)
        for number in range(first, stop):
            token = scan.tokens[number]
            key = (*_context(proof, number), number == first, number == stop - 1, doubt)
            found = self._of_words.get(key, _NOT_YET)
            if found is _NOT_YET:
                if len(self._of_words) >= _MOST_WORDS_KEPT:
                    self._of_words.clear()
                found = self._of_words[key] = self._of_word(proof, number)
            if found is not None:
                start = token.start - offset
                yield found._replace(start=found.start + start, end=found.end + start)

    def _of_word(self, proof: Proof, number: int) -> Mend | None:
        """Return the edit of a word, if there is one, with its place from where the word begins."""
        places = proof.places
        place = places.at(number)
        if not in_doubt(places, place):
            return None
        twin = proof.twins.of(place.token.text) if "misread" in self.kinds else None
        offered = [r for r in readings(places, place) if r.kind == KEEP or r.kind in self.kinds]
        likelihood, best = 0.0, offered[0]
        if len(offered) > 1:
            judged = self.ranker.judge(places, place, offered)
            likelihood, best = next(j for j in judged if j[1].kind != KEEP)
        if likelihood < LEAST and not twin:
            return None
        best = told_apart(places, place, best)
        reason = _reason(place, best)
        if twin and (twin.confidence > likelihood or twin.after == best.after):
            token = place.token
            best = Candidate(token.start, token.end, twin.after, "misread")
            if places.look_up(twin.name).flags & (DIPLOMATIC | ENGLISH):
                best = told_apart(places, place, best)  # of names no spelling is wrong
            likelihood = max(twin.confidence, likelihood)
            reason = f"{token.text!r} is likely {twin.name!r}, {twin.times} times in the text"
        if likelihood < LEAST or best.kind not in self.kinds:
            return None
        return Mend(
            start=best.start - place.token.start,
            end=best.end - place.token.start,
            after=best.after,
            kind=best.kind,
            confidence=likelihood,
            reason=reason,
        )


_NOT_YET = Mend(0, 0, "", "", 0.0, "")
_MOST_WORDS_KEPT = 200_000
_MOST_KEPT = 20_000
_NEAR = 6  # words of the lines around that a reading is judged by


def _circumstances(proof: Proof, line: int) -> Hashable:
    """Return all that the readings of a line hang on."""
    scan = proof.scan
    tokens = scan.tokens
    first = scan.first_token[line]
    stop = first + len(scan.line_tokens(line))
    if first == stop:
        return ""
    around = (*tokens[max(0, first - _NEAR) : first], *tokens[stop : stop + _NEAR])
    return (
        scan.lines[line].text,
        tokens[first].opens,
        tuple((token.text, token.opens) for token in around),
        tuple(_in_text(proof, number) for number in range(first, stop)),
        tuple(proof.places.noise(number) for number in range(first, stop)),
        first in scan.broken and tokens[first - 1].line != line,
        stop - 1 in scan.broken and stop < len(tokens),
        first == 0,
    )


def _in_text(proof: Proof, number: int) -> Hashable:
    """Return what the reading of an unknown word hangs on in the whole text."""
    if proof.places.words[number].flags & (DIPLOMATIC | ENGLISH):
        return None
    text = proof.scan.tokens[number].text
    return proof.scan.counts[text], proof.twins.of(text)


def _context(proof: Proof, number: int) -> tuple[Hashable, ...]:
    """Return all that the reading of a word hangs on, but for what its line shares."""
    scan = proof.scan
    tokens = scan.tokens
    token = tokens[number]
    last = len(tokens) - 1
    near = tokens[max(0, number - _BESIDE) : number + _BESIDE + 1]
    start = max(0, near[0].start - _SIGNS)
    return (
        scan.text[start : near[-1].end + _SIGNS],
        token.start - start,
        tuple([t.opens for t in near]),
        _in_text(proof, number),
        proof.places.noise(number),
        proof.places.foreign(number),
        number >= _BESIDE,
        number + _BESIDE <= last,
    )


_BESIDE = 3  # words on either side that a reading is judged by
_SIGNS = 2  # beyond a word, that show whether it is part of an office symbol


def _reason(place: Place, best: Candidate) -> str:
    stands = place.token.text
    between = " ".join(part for part in (place.left_text, best.after, place.right_text) if part)
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
