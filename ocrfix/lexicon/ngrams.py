"""Word n-gram counts: sorted keys and their counts, mapped into memory."""

from __future__ import annotations

from ocrfix.lexicon.format import LOG_COUNT_STEPS

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
        collection_bigrams: those of the collection, OCR errors included.
        trigrams: those of diplomatic English.
    """

    def __init__(
        self, bigrams: NgramTable, collection_bigrams: NgramTable, trigrams: NgramTable
    ) -> None:
        self._bigrams = bigrams
        self._collection_bigrams = collection_bigrams
        self._trigrams = trigrams

    def bigram(self, first: int, second: int) -> float:
        """Return the log count of a bigram in diplomatic English, or :data:`NOT_COUNTED`."""
        return self._bigrams.log_count(first, first << 21 | second)

    def collection_bigram(self, first: int, second: int) -> float:
        """Return the log count of a bigram in the collection, or :data:`NOT_COUNTED`."""
        return self._collection_bigrams.log_count(first, first << 21 | second)

    def trigram(self, first: int, second: int, third: int) -> float:
        """Return the log count of a trigram in diplomatic English, or :data:`NOT_COUNTED`."""
        return self._trigrams.log_count(first, first << 42 | second << 21 | third)
