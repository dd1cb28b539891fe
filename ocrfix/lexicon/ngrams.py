"""How often words were counted side by side: sorted keys and their counts, mapped into memory."""

from __future__ import annotations

from ocrfix.lexicon.format import COUNT_SCALE

_SCALE = float(COUNT_SCALE)


class Counts:
    """A table of counted pairs or triples.

    Args:
        starts: for each first word, by its number, where its keys begin.
        keys: the sort keys, in order (:func:`ocrfix.lexicon.format.bigram_key`).
        counts: for each the natural log of its count, in steps of :data:`COUNT_SCALE` to one.
    """

    def __init__(self, starts: memoryview, keys: memoryview, counts: memoryview) -> None:
        self._starts = starts
        self._keys = keys
        self._counts = counts
        self._last = len(starts) - 1

    def log(self, first: int, key: int) -> float:
        """Return the natural log of how often a key was counted; a negative number for never.

        Args:
            first: the number of the first word.
            key: the whole key.
        """
        if first >= self._last:
            return -1.0
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
            return self._counts[low] / _SCALE
        return -1.0


class SideBySide:
    """All that was counted of words side by side.

    Args:
        pairs: in diplomatic English.
        collected: pairs in the collection as OCR left it.
        triples: in diplomatic English.
    """

    def __init__(self, pairs: Counts, collected: Counts, triples: Counts) -> None:
        self._pairs = pairs
        self._collected = collected
        self._triples = triples

    def pair(self, first: int, second: int) -> float:
        """Return the natural log of how often a pair was counted; a negative number for never."""
        return self._pairs.log(first, first << 21 | second)

    def collected(self, first: int, second: int) -> float:
        """Return the same of a pair in the collection."""
        return self._collected.log(first, first << 21 | second)

    def triple(self, first: int, second: int, third: int) -> float:
        """Return the natural log of how often the triple was counted; negative for never."""
        return self._triples.log(first, first << 42 | second << 21 | third)
