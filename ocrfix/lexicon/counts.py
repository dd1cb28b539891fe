"""How often words were counted side by side: sorted keys and their counts, mapped into memory."""

from __future__ import annotations

from ocrfix.lexicon.form import COUNT_SCALE

_SCALE = float(COUNT_SCALE)


class Counts:
    """A table of counted pairs or triples.

    Args:
        keys: their sort keys, in order (:func:`ocrfix.lexicon.form.bigram_key`).
        counts: for each the natural log of its count, in steps of :data:`COUNT_SCALE` to one.
    """

    def __init__(self, keys: memoryview, counts: memoryview) -> None:
        self._keys = keys
        self._counts = counts
        self._size = len(keys)

    def log(self, key: int) -> float:
        """Return the natural log of how often a key was counted; a negative number for never."""
        keys = self._keys
        low = 0
        high = self._size
        while low < high:
            middle = (low + high) >> 1
            if keys[middle] < key:
                low = middle + 1
            else:
                high = middle
        if low < self._size and keys[low] == key:
            return self._counts[low] / _SCALE
        return -1.0
