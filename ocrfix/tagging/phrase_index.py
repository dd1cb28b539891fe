"""Phrase index: the phrases of all rules, looked up exactly or with a few letters wrong."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import cache

from ocrfix.lexicon.distance import edit_distance
from ocrfix.tagging.rules.schema import Layout, Rule
from ocrfix.text.letters import LookalikeFolding

MIN_GARBLED_CHARS = 5
"""Shorter phrases are within one letter of too many words to be recognized when garbled."""
MAX_ERRORS = 6
"""Most wrong letters in any phrase."""

COMPILED = not __file__.endswith(".py")
"""Whether this module is compiled, so that loops over single letters are fast."""
_ONE_BIT = 1
"""A 1 of the width of a letter mask where this module is compiled."""


class Phrase:
    """One phrase of a rule.

    Attributes:
        key: its folded letters and digits.
        text: the phrase as printed.
        rule: its rule.
        words: how many words it has.
        max_errors: how many of its letters may be wrong.
    """

    def __init__(self, key: str, text: str, rule: Rule, words: int, max_errors: int) -> None:
        self.key = key
        self.text = text
        self.rule = rule
        self.words = words
        self.max_errors = max_errors


class PhraseFilter:
    """A fast filter that finds the phrases a key may be a garbled form of.

    Args:
        phrases: the phrases.
        max_errors: the maximum number of wrong letters in each, instead of their own limits.
    """

    def __init__(self, phrases: Sequence[Phrase], max_errors: int = 0) -> None:
        self.phrases = list(phrases)
        self._size = len(self.phrases)
        # One element more than needed, since a memory view cannot be empty.
        self._letter_sets = array("Q", [*(letter_set(phrase.key) for phrase in phrases), 0])
        self._limits = array("i", [*(max_errors or phrase.max_errors for phrase in phrases), 0])
        self._counts = array("i", bytes(4 * 64))
        self._keys: list[str] = []
        self._most = 0

    def candidates(self, key: str) -> list[Phrase]:
        """Return the phrases, in order, without those that have too many other letters."""
        found: list[Phrase] = []
        if not self._size:
            return found
        if not COMPILED:
            # Loops over letters are slow in Python; RapidFuzz computes the distance as fast.
            if not self._keys:
                self._keys = [phrase.key for phrase in self.phrases]
                self._most = max(self._limits)
            return [self.phrases[at] for at in _within(key, self._keys, self._most)]
        letters = letter_set(key)
        counts = self._counts
        size = len(key)
        for char in key:
            counts[ord(char) & 63] += 1
        for at in range(self._size):
            theirs = self._letter_sets[at]
            left = self._limits[at]
            # Remove the allowed number of wrong letters from either set; none may be left.
            missing = letters & ~theirs
            extra = theirs & ~letters
            while left and (missing or extra):
                missing &= missing - 1
                extra &= extra - 1
                left -= 1
            if missing or extra:
                continue
            # Then count them: of the longer of the two, no more may be without a counterpart.
            phrase = self.phrases[at]
            phrase_key = phrase.key
            unmatched = max(size, len(phrase_key)) - self._limits[at]
            for char in phrase_key:
                if counts[ord(char) & 63] > 0:
                    unmatched -= 1
                counts[ord(char) & 63] -= 1
            for char in phrase_key:
                counts[ord(char) & 63] += 1
            if unmatched <= 0:
                found.append(phrase)
        for char in key:
            counts[ord(char) & 63] -= 1
        return found


def letter_set(key: str) -> int:
    """Return the letters of a key as bits: one edit removes at most one bit, and adds one.

    >>> letter_set("ABBA") == letter_set("AB"), letter_set("AB") < letter_set("ABC")
    (True, True)
    """
    found = 0
    for char in key:
        found |= _ONE_BIT << (ord(char) & 63)
    return found


@cache
def _library() -> tuple[Callable[..., list[tuple[str, int, int]]], Callable[..., int]]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    return process.extract, OSA.distance


def _within(key: str, keys: Sequence[str], max_errors: int) -> list[int]:
    """Return the positions of the keys that differ from one in at most some letters."""
    extract, distance = _library()
    near = extract(key, keys, scorer=distance, score_cutoff=max_errors, limit=None)
    return sorted([row[2] for row in near]) if near else []


class PhraseIndex:
    """The phrases of all rules, by their folded keys.

    Attributes:
        exact: each key with its phrase.
        prefixes: what any key may begin with; other text need not be read on to the right.
        suffixes: what any key may end in; other text need not be read on to the left.
        longest: the length of the longest key.
    """

    def __init__(self, rules: Sequence[Rule], layout: Layout) -> None:
        self.folding = LookalikeFolding(layout.lookalikes)
        self.exact: dict[str, Phrase] = {}
        self._by_length: dict[int, list[Phrase]] = {}
        self._exceptions: set[str] = set()
        for rule in rules:
            printed = {text: text for text in rule.phrases} | rule.misreadings
            for text, meant in printed.items():
                key = self.folding.key(text)
                phrase = Phrase(key, meant, rule, len(text.split()), _max_errors(key, rule))
                self.exact.setdefault(key, phrase)
                if rule.max_error_rate > 0 and len(key) >= MIN_GARBLED_CHARS:
                    self._by_length.setdefault(len(key), []).append(phrase)
            self._exceptions.update([self.folding.key(text) for text in rule.exceptions])
        self.longest = max(map(len, self.exact), default=0)
        self.prefixes = frozenset(key[:end] for key in self.exact for end in range(1, len(key) + 1))
        self.suffixes = frozenset(key[at:] for key in self.exact for at in range(len(key)))
        self._filters: dict[int, PhraseFilter] = {}
        self._lowercase_filters: dict[int, PhraseFilter] = {}

    def nearest(self, key: str) -> tuple[Phrase, int] | None:
        """Return the phrase that ``key`` is a garbled form of, and how many letters are wrong.

        There is none if phrases of two marker types are equally similar.
        """
        if len(key) < MIN_GARBLED_CHARS - 1:
            return None
        phrases = self._filter(len(key)).candidates(key)
        if not phrases or key in self._exceptions or key.isdigit():
            return None
        best: Phrase | None = None
        least, is_tie = MAX_ERRORS + 1, False
        for phrase in phrases:
            errors = edit_distance(key, phrase.key, phrase.max_errors)
            if errors > phrase.max_errors or errors > least:
                continue
            if best and errors == least and phrase.rule is not best.rule:
                is_tie = is_tie or phrase.rule.type != best.rule.type
            elif errors < least:
                best, least, is_tie = phrase, errors, False
        return (best, least) if best and not is_tie else None

    def resembles_lowercase_phrase(self, key: str) -> bool:
        """Return whether ``key`` is similar to a phrase that is printed with lower-case letters."""
        size = len(key)
        phrase_filter = self._lowercase_filters.get(size)
        if phrase_filter is None:
            mixed = [p for p in self._filter(size).phrases if not p.text.isupper()]
            phrase_filter = self._lowercase_filters[size] = PhraseFilter(mixed, MAX_ERRORS)
        phrases = phrase_filter.candidates(key)
        return bool([p for p in phrases if edit_distance(key, p.key, MAX_ERRORS) <= MAX_ERRORS])

    def _filter(self, size: int) -> PhraseFilter:
        """Return the phrases that a key of ``size`` letters may be a garbled form of."""
        phrase_filter = self._filters.get(size)
        if phrase_filter is None:
            phrase_filter = PhraseFilter(
                [
                    phrase
                    for length in range(size - MAX_ERRORS, size + MAX_ERRORS + 1)
                    for phrase in self._by_length.get(length, ())
                    if abs(length - size) <= phrase.max_errors
                ]
            )
            if size <= self.longest + MAX_ERRORS:  # longer keys resemble no phrase
                self._filters[size] = phrase_filter
        return phrase_filter


def _max_errors(key: str, rule: Rule) -> int:
    """Return how many letters of a phrase may be wrong."""
    return max(1, min(MAX_ERRORS, int(len(key) * rule.max_error_rate)))
