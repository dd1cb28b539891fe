"""Word n-gram counts: sorted keys and their counts, mapped into memory."""

from __future__ import annotations

from ocrfix.lexicon.format import CASES, LOG_COUNT_STEPS

_STEPS = float(LOG_COUNT_STEPS)
"""A C double where this module is compiled."""

NOT_COUNTED = -1.0
"""Stands for the logarithm of a count of zero; all others are 0 or more."""


class NgramTable:
    """A table of counted bigrams or trigrams.

    Args:
        starts: for each first word, by its n-gram id, where its keys begin.
        keys: the sorted keys (:func:`ocrfix.lexicon.format.bigram_key`).
        counts: for each key the natural log of its count, times :data:`LOG_COUNT_STEPS`.
    """

    def __init__(self, starts: memoryview, keys: memoryview, counts: memoryview) -> None:
        self._starts = starts
        self._keys = keys
        self._counts = counts
        self._last = len(starts) - 1

    def log_count(self, first: int, key: int) -> float:
        """Return the natural log of the count of a key, or :data:`NOT_COUNTED`.

        Args:
            first: the n-gram id of the first word.
            key: the whole key.
        """
        if first >= self._last:
            return NOT_COUNTED
        keys = self._keys
        low = self._starts[first]
        end = high = self._starts[first + 1]
        while low < high:
            middle = (low + high) >> 1
            if keys[middle] < key:
                low = middle + 1
            else:
                high = middle
        if low < end and keys[low] == key:
            return self._counts[low] / _STEPS
        return NOT_COUNTED


class NgramCounts:
    """All n-gram tables of the lexicon; words are given by their n-gram ids.

    Args:
        bigrams: those of diplomatic English.
        release_bigrams: those of well-read lines of released records.
        cased_bigrams: the same, with the words in the letter case in which they were written.
        trigrams: those of both.
    """

    def __init__(
        self,
        bigrams: NgramTable,
        release_bigrams: NgramTable,
        cased_bigrams: NgramTable,
        trigrams: NgramTable,
    ) -> None:
        self._bigrams = bigrams
        self._release_bigrams = release_bigrams
        self._cased_bigrams = cased_bigrams
        self._trigrams = trigrams

    def bigram(self, first: int, second: int) -> float:
        """Return the log count of a bigram in diplomatic English, or :data:`NOT_COUNTED`."""
        return self._bigrams.log_count(first, first << 21 | second)

    def release_bigram(self, first: int, second: int) -> float:
        """Return the log count of a bigram in released records, or :data:`NOT_COUNTED`."""
        return self._release_bigrams.log_count(first, first << 21 | second)

    def cased_bigram(self, first: int, first_case: int, second: int, second_case: int) -> float:
        """Return the log count of a bigram in released records, in these letter cases.

        The cases are numbers of :func:`ocrfix.text.casing.case_number`.
        """
        first = first * CASES + first_case
        return self._cased_bigrams.log_count(first, first << 21 | (second * CASES + second_case))

    def trigram(self, first: int, second: int, third: int) -> float:
        """Return the log count of a trigram in both corpora, or :data:`NOT_COUNTED`."""
        return self._trigrams.log_count(first, first << 42 | second << 21 | third)
