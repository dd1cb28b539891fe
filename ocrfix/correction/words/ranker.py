"""Judging the readings of a place: a log-linear model with a calibrated probability.

The likelihood of a reading is proportional to the exponential of the weighted sum of its features,
among all readings of the place, the word as it stands being one of them (a conditional
maximum-entropy model: A. L. Berger, S. Della Pietra, V. Della Pietra, "A Maximum Entropy Approach
to Natural Language Processing", Computational Linguistics 22, 1996).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path

from ocrfix.correction.annotated_tokens import NUMBER, AnnotatedTokens, WordInContext
from ocrfix.correction.words import clipped, digits, misread, mixed_case, spacing, stray
from ocrfix.correction.words.candidate import KEEP, Candidate
from ocrfix.correction.words.features import (
    BENDS,
    NAMES,
    Surroundings,
    of_place,
    of_word,
    surroundings,
)
from ocrfix.correction.words.linear_scorer import Scales
from ocrfix.correction.words.shortlist import Shortlist, first_guess, likeliest, near_the_best
from ocrfix.lexicon import tables
from ocrfix.lexicon.casing import CAPITALISED, LOWER, MIXED, shape
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.lexicon.ngrams import SideBySide
from ocrfix.lexicon.word import TITLE

SOURCES = {
    "clipped": clipped.find_candidates,
    "case": mixed_case.find_candidates,
    "digits": digits.find_candidates,
    "spacing": spacing.parted,
    "misread": misread.find_candidates,
}
"""Where readings come from, by the kind of damage they mend. Of two kinds that come to the same
word the first one names it."""

_LONGEST = 40
"""Longer than any word; up to it, a word may be several that run together."""
_LONGEST_REAL_WORD = 5
_HOPELESS = 0.5
"""Where more of a line than this is no word, no neighbour helps to guess one: it is noise."""

_COMMON = -6.0
_OFFICE_SIGNS = frozenset(":/")


def is_obviously_fine(annotated: AnnotatedTokens, number: int) -> bool:
    """Whether a word can skip :func:`needs_candidates`, as most words of a page can.

    It is known, long or common enough, in lower case, and the next word is known too.
    """
    word = annotated.words[number]
    if not word.is_english:
        return False
    token = annotated.tokens[number]
    text = token.text
    size = len(text)
    if size <= 3 or not text.islower():
        return False
    if size <= _LONGEST_REAL_WORD and word.log_probability <= _COMMON:
        return False
    if number + 1 == len(annotated.words):
        return True
    after = annotated.words[number + 1]
    return after.is_english


def needs_candidates(annotated: AnnotatedTokens, target: WordInContext) -> bool:
    """Whether a word is worth a search: unknown, oddly shaped, or at odds with its neighbours.

    The cheap tests come first; most words of a page pass them.
    """
    token, word = target.token, target.word
    text = token.text
    if len(text) <= 3 and stray.suspected(annotated, target):
        return (
            target.index not in annotated.tokenized.hyphenated and text not in annotated.lexicon.own
        )
    if word is NUMBER or not _has_letter(text):
        return False
    if len(text) > _LONGEST or (len(text) == 1 and text in "aAI"):
        return False
    if target.unknown_share > _HOPELESS or target.index in annotated.tokenized.hyphenated:
        return False
    if text in annotated.lexicon.own:
        return False
    if not word.is_english:
        return not _protected(annotated, target)
    kind = shape(text)
    if kind != LOWER and text.lower() in annotated.lexicon.grammar:
        return False  # a month, a day, a form of address
    if kind == MIXED:
        return not _protected(annotated, target)
    if _half_of_a_word(annotated, target):
        return True
    if word.log_probability > _COMMON and kind != CAPITALISED:
        return False
    beside_capital = target.left_text[:1].isupper() or target.right_text[:1].isupper()
    if kind == CAPITALISED and not (token.sentence_start or word.flags & TITLE or beside_capital):
        return True
    # A long word is seldom misread as another; what stands there was likely meant.
    return len(text) <= _LONGEST_REAL_WORD and not _fits(annotated.lexicon, target)


def _has_letter(text: str) -> bool:
    for sign in text:  # noqa: SIM110 - no closure, which cannot be compiled here
        if sign.isalpha():
            return True
    return False


def _fits(lexicon: Lexicon, target: WordInContext) -> bool:
    """Whether a word was counted beside one of its neighbours, or has none to be judged by."""
    left, word, right = target.left.ngram_id, target.word.ngram_id, target.right.ngram_id
    if not left and not right:
        return True
    counted: SideBySide = lexicon.side_by_side
    # The collection's own pairs are not asked: errors that engines often make stand in them.
    if left and counted.pair(left, word) >= 0:
        return True
    return bool(right) and counted.pair(word, right) >= 0


def _half_of_a_word(annotated: AnnotatedTokens, target: WordInContext) -> bool:
    """Whether the next word is none, but makes one with this: `con sidered`."""
    after = target.right_text
    if not after or target.right.is_english or not after.islower() or not after.isalpha():
        return False
    return annotated.look_up(target.token.text + after).is_english


def _protected(annotated: AnnotatedTokens, target: WordInContext) -> bool:
    """Whether a word is a sign of the office: a drafter, a file number, part of an address.

    Digits that outnumber letters make a number; a colon or a stroke against a neighbour, as in
    ``HA/BA:MArietti``, an office symbol or a drafter; an underscore before a stop, as in
    ``Talking_Points.docx``, a file.
    """
    text = target.token.text
    if not text.isalpha():
        figures = 0
        for sign in text:
            figures += sign.isdigit()
        if figures > 2 or figures > len(text) - figures:
            return True
    before, after = (
        annotated.tokenized.char_before(target.token),
        annotated.tokenized.char_after(target.token),
    )
    scanned = annotated.tokenized.text
    if (
        after == "."
        and "_" in text
        and scanned[target.token.end + 1 : target.token.end + 2].isalnum()
    ):
        return True
    if (
        before in _OFFICE_SIGNS
        and scanned[target.token.start - 2 : target.token.start - 1].isalnum()
    ):
        return True
    return after in _OFFICE_SIGNS and scanned[target.token.end + 1 : target.token.end + 2].isalnum()


class Ranker:
    """The judge of readings.

    Args:
        weights: the weight of each feature, by its name; features without one count nothing.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = dict(weights)
        self._number = next(_numbers)
        self._scales = Scales(NAMES, self.weights, BENDS)

    @classmethod
    def load(cls, path: Path) -> Ranker:
        """Read a table of two columns: feature, weight.

        Raises:
            TableError: a row that cannot be read.
        """
        return cls(tables.weights(path))

    def score(self, features: dict[str, float]) -> float:
        """Return the weighted sum of features that count along straight lines."""
        total = 0.0
        weights = self.weights
        for name, value in features.items():
            weight = weights.get(name)
            if weight is not None:
                total += weight * value
        return total

    def judge(
        self,
        annotated: AnnotatedTokens,
        target: WordInContext,
        candidates: Sequence[Candidate],
    ) -> list[tuple[float, Candidate]]:
        """Return the readings with their probabilities, likeliest first."""
        judged = list(zip(self._shares(annotated, target, candidates), candidates, strict=True))
        judged.sort(key=_likeliest)
        return judged

    def best(
        self,
        annotated: AnnotatedTokens,
        target: WordInContext,
        candidates: Sequence[Candidate],
    ) -> tuple[float, Candidate]:
        """Return the likeliest reading but the word as it stands, with its probability.

        Args:
            annotated: the words of the text.
            target: where the readings would stand.
            candidates: two or more, the word as it stands among them.
        """
        shares = self._shares(annotated, target, candidates)
        found = -1
        for at in range(len(shares)):
            candidate = candidates[at]
            if candidate.kind != KEEP:
                share = shares[at]
                if (
                    found < 0
                    or share > shares[found]
                    or (share == shares[found] and candidate.after < candidates[found].after)
                ):
                    found = at
        return shares[found], candidates[found]

    def _shares(
        self,
        annotated: AnnotatedTokens,
        target: WordInContext,
        candidates: Sequence[Candidate],
    ) -> list[float]:
        """Return the probabilities of the readings."""
        around = surroundings(annotated, target)
        shares: list[float] = []
        highest = -math.inf
        for candidate in candidates:
            score = self._score(annotated, target, candidate, around)
            highest = max(highest, score)
            shares.append(score)
        total = 0.0
        for at in range(len(shares)):
            share = math.exp(shares[at] - highest)
            total += share
            shares[at] = share
        for at in range(len(shares)):
            shares[at] /= total
        return shares

    def _score(
        self,
        annotated: AnnotatedTokens,
        target: WordInContext,
        candidate: Candidate,
        around: Surroundings,
    ) -> float:
        if not candidate.after:
            return self.score(stray.measured(annotated, target))
        scales = self._scales
        # What hangs on the word alone is asked again and again, on every page.
        if candidate.judge != self._number:
            scales.total = 0.0
            of_word(scales, annotated, target, candidate)
            candidate.score = scales.total
            candidate.judge = self._number
        scales.total = 0.0
        of_place(scales, annotated, target, candidate, around)
        return candidate.score + scales.total


_numbers = count(1)


def _likeliest(judged: tuple[float, Candidate]) -> tuple[float, bool, str]:
    likelihood, candidate = judged
    return -likelihood, candidate.kind != KEEP, candidate.after


def find_candidates(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return what may have stood at a place, the word as it stands first.

    What is offered for a word hangs on the word, on whether it opens a sentence and, where letters
    may be lost, on whether it stands at an edge of its line; it is sought once for each of these.
    What hangs on its neighbours is added to it.
    """
    token = target.token
    at_edge = clipped.of_line(annotated, token) if clipped.may_be_clipped(target) else _NO_EDGE
    key = (token.text, token.sentence_start, at_edge)
    cache = annotated.lexicon.offered
    offered: list[Candidate] | None = cache.get(key)
    if offered is None:
        offered = _sought(annotated, target)
        cache.put(key, offered)
    others = offered[1:]
    joined = spacing.joined(annotated, target)
    if joined:
        for candidate in joined:
            candidate.guess = first_guess(annotated, token.text, candidate.after, candidate.kind)
        others = likeliest(others + joined)
    found = offered[:1] + near_the_best(others)
    found.extend(stray.find_candidates(annotated, target))
    return found


_NO_EDGE = (False, False)


def _sought(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return the word as it stands, and after it its likeliest readings by a first guess."""
    text = target.token.text
    shortlist = Shortlist(text)
    for source in SOURCES.values():
        for candidate in source(annotated, target):
            if not candidate.guess:
                candidate.guess = first_guess(annotated, text, candidate.after, candidate.kind)
            shortlist.put(candidate)
    return [Candidate(0, len(text), text, KEEP), *shortlist.chosen()]
