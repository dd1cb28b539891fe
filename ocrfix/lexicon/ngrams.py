"""Word n-gram counts: hash tables with open addressing, mapped into memory.

A word in doubt asks for some forty counts, so that each is found with one look into a table: the
keys are in the slots of a hash table, and the counts of both corpora of word pairs lie together.
"""

from __future__ import annotations

from ocrfix.lexicon.format import (
    CASES,
    EMPTY_SLOT,
    HASH_BITS,
    HASH_MASK,
    HASH_MULTIPLIER,
    LOG_COUNT_STEPS,
    NO_COUNT,
)

_STEPS = float(LOG_COUNT_STEPS)
"""A C double where this module is compiled."""

NOT_COUNTED = -1.0
"""Stands for the logarithm of a count of zero; all others are 0 or more."""


class NgramTable:
    """A table of counted bigrams or trigrams.

    Args:
        keys: the slots, a power of two: each holds a key (:func:`ocrfix.lexicon.format.bigram_key`)
            or :data:`EMPTY_SLOT`; at least one is empty.
        counts: for each slot the natural log of the count, times :data:`LOG_COUNT_STEPS`, or
            :data:`NO_COUNT`; where there are two corpora, first all counts of the one.
    """

    def __init__(self, keys: memoryview, counts: memoryview) -> None:
        self._keys = keys
        self._counts = counts
        self._size = len(keys)
        self._shift = HASH_BITS - (len(keys).bit_length() - 1)

    def find(self, key: int) -> int:
        """Return the slot of a key, or -1."""
        keys = self._keys
        size = self._size
        slot = ((key * HASH_MULTIPLIER) & HASH_MASK) >> self._shift
        while True:
            found: int = keys[slot]
            if found == key:
                return slot
            if found == EMPTY_SLOT:
                return -1
            slot += 1
            if slot == size:
                slot = 0

    def count_at(self, slot: int, corpus: int = 0) -> float:
        """Return the natural log of a count, or :data:`NOT_COUNTED`.

        Args:
            slot: what :meth:`find` returned.
            corpus: 0 for the first corpus, 1 for the second.
        """
        if slot < 0:
            return NOT_COUNTED
        count = self._counts[corpus * self._size + slot]
        return NOT_COUNTED if count == NO_COUNT else count / _STEPS


class NgramCounts:
    """All n-gram tables of the lexicon; words are given by their n-gram ids.

    Args:
        pairs: the bigrams of two corpora: diplomatic English, and well-read lines of released
            records.
        cased_pairs: those of released records, with the words in the letter case in which they
            were written.
        trigrams: those of both corpora, added up.
    """

    def __init__(self, pairs: NgramTable, cased_pairs: NgramTable, trigrams: NgramTable) -> None:
        self.pairs = pairs
        self._cased_pairs = cased_pairs
        self._trigrams = trigrams

    def find_pair(self, first: int, second: int) -> int:
        """Return the slot of a bigram in :attr:`pairs`, or -1."""
        return self.pairs.find(first << 21 | second)

    def bigram(self, first: int, second: int) -> float:
        """Return the log count of a bigram in diplomatic English, or :data:`NOT_COUNTED`."""
        return self.pairs.count_at(self.pairs.find(first << 21 | second), 0)

    def release_bigram(self, first: int, second: int) -> float:
        """Return the log count of a bigram in released records, or :data:`NOT_COUNTED`."""
        return self.pairs.count_at(self.pairs.find(first << 21 | second), 1)

    def cased_bigram(self, first: int, first_case: int, second: int, second_case: int) -> float:
        """Return the log count of a bigram in released records, in these letter cases.

        The cases are numbers of :func:`ocrfix.text.casing.case_number`.
        """
        first = first * CASES + first_case
        table = self._cased_pairs
        return table.count_at(table.find(first << 21 | (second * CASES + second_case)))

    def trigram(self, first: int, second: int, third: int) -> float:
        """Return the log count of a trigram in both corpora, or :data:`NOT_COUNTED`."""
        table = self._trigrams
        return table.count_at(table.find(first << 42 | second << 21 | third))
