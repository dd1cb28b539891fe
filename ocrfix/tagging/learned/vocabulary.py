"""Marking words: the words that markings are made of, also misread."""

from __future__ import annotations

from collections.abc import Mapping

from ocrfix.lexicon.distance import edit_distance

MIN_CHARS = 4
"""Shorter words resemble too many others."""

_TWO_ERRORS_CHARS = 6
_THREE_ERRORS_CHARS = 9
"""From so many letters on, two or three may be wrong; in shorter words one."""
_MAX_ERRORS = 3


def max_errors(size: int) -> int:
    """Return how many letters of a word of ``size`` letters may be wrong."""
    if size < _TWO_ERRORS_CHARS:
        return 1
    return 2 if size < _THREE_ERRORS_CHARS else _MAX_ERRORS


class MarkingWords:
    """The words of markings, looked up exactly or with a few letters wrong.

    Args:
        types: each word in folded capitals, with the marker types it stands in.

    >>> words = MarkingWords({"SECRET": ("classification",), "RELEASE": ("release",)})
    >>> words.nearest("SECRFT"), words.nearest("TABLE")
    (('SECRET', 1), None)
    """

    def __init__(self, types: Mapping[str, tuple[str, ...]]) -> None:
        self.types = types
        # Words are numbered by length. Sets of them are the bits of a number, so that one operation
        # compares a letter with those of all words.
        self._words = sorted(types, key=lambda word: (len(word), word))
        self._of_length: dict[int, int] = {}
        self._with_letter: dict[tuple[str, int], int] = {}
        for number, word in enumerate(self._words):
            size = len(word)
            bit = 1 << number
            self._of_length[size] = self._of_length.get(size, 0) | bit
            for place, letter in enumerate(word):
                at = letter, place
                self._with_letter[at] = self._with_letter.get(at, 0) | bit
        self._near: dict[tuple[str, int, int], int] = {}

    def nearest(self, key: str) -> tuple[str, int] | None:
        """Return the most similar word and the number of wrong letters, if it is similar enough."""
        if key in self.types:
            return key, 0
        size = len(key)
        if size < MIN_CHARS:
            return None
        limit = max_errors(size)
        best: tuple[int, str] | None = None
        left = self._candidates(key, limit)
        while left:
            word = self._words[(left & -left).bit_length() - 1]
            left &= left - 1
            errors = edit_distance(key, word, limit)
            if errors <= limit and (best is None or (errors, word) < best):
                best = errors, word
        return (best[1], best[0]) if best else None

    def _candidates(self, key: str, limit: int) -> int:
        """Return the words that may differ from a key in at most ``limit`` letters, as a set.

        An edit moves the letters behind it by one place. So each letter of the key is that of the
        word at a place at most ``limit`` away, but for as many as there are wrong letters.
        """
        all_words = 0
        for size in range(len(key) - limit, len(key) + limit + 1):
            all_words |= self._of_length.get(size, 0)
        # The words with at most so many wrong letters; with a lower limit, some are wrong at first.
        none = all_words if limit == _MAX_ERRORS else 0
        one = all_words if limit >= _MAX_ERRORS - 1 else 0
        two = three = all_words
        for place, letter in enumerate(key):
            if not three:
                break
            near = self._near.get((letter, place, limit))
            if near is None:
                near = self._words_near(letter, place, limit)
            three = two | three & near
            two = one | two & near
            one = none | one & near
            none &= near
        return three

    def _words_near(self, letter: str, place: int, limit: int) -> int:
        """Return the words that have a letter at most ``limit`` places from a place."""
        found = 0
        for at in range(place - limit, place + limit + 1):
            found |= self._with_letter.get((letter, at), 0)
        if found:
            self._near[letter, place, limit] = found
        return found
