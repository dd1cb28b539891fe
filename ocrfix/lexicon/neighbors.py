"""The index of dictionary words near a given form.

The index is SymSpell's (symmetric deletes: W. Garbe, "1000x Faster Spelling Correction", 2012): two
words within two edits of each other have a form in common when letters are deleted from both. The
index keeps only hashes of those forms. Two forms with the same hash cost a comparison, but never
bring in a word that is not near.
"""

from __future__ import annotations

import math
from array import array
from mmap import mmap

from ocrfix.lexicon.format import INDEXED_PREFIX_CHARS

COMPILED = not __file__.endswith(".py")
"""Whether this module is compiled, so that :meth:`NeighborIndex.distance_to` is fast."""

BUCKETS = 1 << 20
"""The buckets of the index, a power of two."""

_LAST_BUCKET = BUCKETS - 1
"""The bits of a hash that choose the bucket."""

# The 32-bit FNV-1a hash: G. Fowler, L. C. Noll, K.-P. Vo.
# The constants of the hash function FNV-1a for 32 bits.
_FNV_OFFSET = 2166136261
_FNV_PRIME = 16777619
_MASK_32 = 0xFFFFFFFF

_ONE_BIT = 1
"""A 1 of the width of a letter mask where this module is compiled."""

_MAX_BUCKETS_STORED = 20_000
"""Buckets whose probable entries are stored; short forms have most of them in common."""

_ROW_CHARS = 64
"""Maximum length of words that have neighbors."""

_ID_BITS = 24
_ID_MASK = (1 << _ID_BITS) - 1
"""An index entry holds the id of a word in its lower bits."""

_MAX_STORED_LENGTH = 255
"""The bits above the id hold the length of the word, up to this."""


def bucket(form: str, first: int = -1, second: int = -1) -> int:
    """Return the bucket of a form in the index.

    Args:
        form: the word, or its beginning.
        first: the position of a letter to leave out; none if negative.
        second: the position of another one.
    """
    code = _FNV_OFFSET
    for at in range(len(form)):
        if at != first and at != second:
            code = ((code ^ ord(form[at])) * _FNV_PRIME) & _MASK_32
    return (code ^ (code >> 12)) & _LAST_BUCKET


def deletion_buckets(form: str) -> set[int]:
    """Return the buckets of a form and of all forms that lack one or two of its letters.

    >>> deletion_buckets("abc") == set(map(bucket, ("abc", "ab", "ac", "bc", "a", "b", "c")))
    True
    """
    # Hashes of the letters read so far, with none, one and two of them deleted.
    none, one, two = {_FNV_OFFSET}, set[int](), set[int]()
    for letter in map(ord, form):
        two = one | {((code ^ letter) * _FNV_PRIME) & _MASK_32 for code in two}
        one = none | {((code ^ letter) * _FNV_PRIME) & _MASK_32 for code in one}
        none = {((code ^ letter) * _FNV_PRIME) & _MASK_32 for code in none}
    return {(code ^ (code >> 12)) & _LAST_BUCKET for code in none | one | two}


def letter_mask(word: str) -> int:
    """Return the letters of a word as a bit set: one edit removes and adds one bit at most.

    >>> letter_mask("abba") == letter_mask("ab"), letter_mask("ab") < letter_mask("abc")
    (True, True)
    """
    mask = 0
    for letter in word:
        mask |= _ONE_BIT << (ord(letter) & 63)
    return mask


def index_entry(word_id: int, word: str) -> int:
    """Return the entry of a word in a bucket: its id, and above it its length.

    Sorted, the entries of a bucket go from short to long words, so that most are skipped unread.
    """
    return word_id | min(len(word), _MAX_STORED_LENGTH) << _ID_BITS


def _zeros(count: int) -> memoryview:
    """Return an array of zeros; only what is written to takes memory and time."""
    return memoryview(mmap(-1, 4 * max(count, 1))).cast("I")


class NeighborIndex:
    """The index of near words, mapped into memory.

    Args:
        starts: for each bucket, where its entries begin.
        entries: an :func:`index_entry` for each word, sorted within each bucket.
        masks: the :func:`letter_mask` of each word, by word id.
        begins: where the letters of each word begin, by word id; and where the last ends.
        letters: the letters of all words, in UTF-16 without surrogate pairs.
        records: the natural log of the probability of each word, by word id, in every
            ``record_floats``-th number.
        record_floats: the length of a record.
    """

    def __init__(
        self,
        starts: memoryview,
        entries: memoryview,
        masks: memoryview,
        begins: memoryview,
        letters: memoryview,
        records: memoryview[float],
        record_floats: int,
    ) -> None:
        self._starts = starts
        self._entries = entries
        self._masks = masks
        self._begins = begins
        self._letters = letters
        self._records = records
        self._record_floats = record_floats
        self._rows = array("i", bytes(4 * 3 * _ROW_CHARS))
        # For each word the number of the last search that met it, so that none is returned twice.
        self._met = _zeros(len(masks))
        self._search_number = 0
        self._anchored = False
        self._least = -math.inf
        self._probable: dict[tuple[int, float], list[int]] = {}

    def candidates(self, word: str, max_distance: int, least: float = -math.inf) -> set[int]:
        """Return the ids of all words within 1 or 2 edits, and of some that are farther away.

        Args:
            word: the form to search for.
            max_distance: 1 or 2.
            least: minimum natural log of the probability of a word.
        """
        ids: set[int] = set()
        self._least = least
        beginning = word[:INDEXED_PREFIX_CHARS]
        size = len(beginning)
        mask = letter_mask(word)
        length = len(word)
        self._add_candidates(bucket(beginning, -1, -1), mask, length, max_distance, ids)
        for first in range(size):
            self._add_candidates(bucket(beginning, first, -1), mask, length, max_distance, ids)
            if max_distance > 1:
                for second in range(first + 1, size):
                    place = bucket(beginning, first, second)
                    self._add_candidates(place, mask, length, max_distance, ids)
        return ids

    def _add_candidates(
        self, place: int, mask: int, length: int, max_distance: int, ids: set[int]
    ) -> None:
        """Add the words of a bucket that have about the same length and letters."""
        masks = self._masks
        for entry in self._probable_entries(place):
            other_length = entry >> _ID_BITS
            if other_length + max_distance < length:
                continue
            if other_length > length + max_distance:
                break
            word_id = entry & _ID_MASK
            other_mask = masks[word_id]
            removed = mask & ~other_mask
            added = other_mask & ~mask
            # Each edit may clear one bit of either; a bit that is left means another edit.
            removed &= removed - 1
            added &= added - 1
            if max_distance > 1:
                removed &= removed - 1
                added &= added - 1
            if not removed and not added:
                ids.add(word_id)

    def _probable_entries(self, place: int) -> list[int]:
        """Return the entries of a bucket whose words are probable enough.

        Where rare words are left out, as for short forms, they are stored: such forms share them.
        """
        least = self._least
        entries = self._probable.get((place, least))
        if entries is None:
            first, stop = self._starts[place], self._starts[place + 1]
            entries = list(self._entries[first:stop])
            if least > -math.inf:
                records, step = self._records, self._record_floats
                entries = [e for e in entries if records[(e & _ID_MASK) * step] >= least]
                if len(self._probable) < _MAX_BUCKETS_STORED:
                    self._probable[place, least] = entries
        return entries

    def search(
        self, word: str, max_distance: int, anchored: bool = False, least: float = -math.inf
    ) -> list[tuple[int, int]]:
        """Return the distance and the id of each word within 1 or 2 edits.

        It combines :meth:`candidates` and :meth:`distance_to`, for use where this module is
        compiled.

        Args:
            word: the form to search for.
            max_distance: 1 or 2.
            anchored: leave out words that share neither the first letter nor the last.
            least: minimum natural log of the probability of a word.
        """
        self._anchored = anchored
        self._least = least
        hits: list[tuple[int, int]] = []
        self._search_number += 1
        if self._search_number > _MASK_32:
            self._met = _zeros(len(self._masks))
            self._search_number = 1
        beginning = word[:INDEXED_PREFIX_CHARS]
        size = len(beginning)
        mask = letter_mask(word)
        self._search_bucket(bucket(beginning, -1, -1), mask, word, max_distance, hits)
        for first in range(size):
            self._search_bucket(bucket(beginning, first, -1), mask, word, max_distance, hits)
            if max_distance > 1:
                for second in range(first + 1, size):
                    place = bucket(beginning, first, second)
                    self._search_bucket(place, mask, word, max_distance, hits)
        return hits

    def _search_bucket(
        self, place: int, mask: int, word: str, max_distance: int, hits: list[tuple[int, int]]
    ) -> None:
        """Add the words of a bucket that are near, chosen as in :meth:`_add_candidates`."""
        entries = self._entries
        masks = self._masks
        begins = self._begins
        met = self._met
        records = self._records
        record_floats = self._record_floats
        least = self._least
        search_number = self._search_number
        length = len(word)
        for at in range(self._starts[place], self._starts[place + 1]):
            word_id = entries[at]
            other_length = word_id >> _ID_BITS
            if other_length + max_distance < length:
                continue
            if other_length > length + max_distance:
                break
            word_id &= _ID_MASK
            other_mask = masks[word_id]
            removed = mask & ~other_mask
            added = other_mask & ~mask
            removed &= removed - 1
            added &= added - 1
            if max_distance > 1:
                removed &= removed - 1
                added &= added - 1
            if removed or added or met[word_id] == search_number:
                continue
            met[word_id] = search_number
            if records[word_id * record_floats] < least:
                continue
            if (
                self._anchored
                and self._letters[begins[word_id]] != ord(word[0])
                and self._letters[begins[word_id + 1] - 1] != ord(word[length - 1])
            ):
                continue
            distance = self.distance_to(word, word_id, max_distance)
            if 0 < distance <= max_distance:
                hits.append((distance, word_id))

    def distance_to(self, word: str, word_id: int, max_distance: int) -> int:
        """Return the edits from a form to a word of the dictionary (optimal string alignment).

        Anything above ``max_distance`` stands for every larger distance.
        """
        letters = self._letters
        begin = self._begins[word_id]
        end = self._begins[word_id + 1]
        prefix = 0
        size = len(word)
        while begin < end and prefix < size and ord(word[prefix]) == letters[begin]:
            begin += 1
            prefix += 1
        while begin < end and prefix < size and ord(word[size - 1]) == letters[end - 1]:
            end -= 1
            size -= 1
        other_size = end - begin
        size -= prefix
        if not other_size or not size:
            return other_size + size
        if other_size >= _ROW_CHARS or size >= _ROW_CHARS:
            return max_distance + 1
        rows = self._rows
        for column in range(other_size + 1):
            rows[column] = column
        before = 2 * _ROW_CHARS
        above = 0
        here = _ROW_CHARS
        for row in range(1, size + 1):
            letter = ord(word[prefix + row - 1])
            rows[here] = row
            lowest = row
            for column in range(1, other_size + 1):
                least = rows[above + column - 1]
                if letter != letters[begin + column - 1]:
                    least = min(least, rows[above + column], rows[here + column - 1])
                    if (
                        row > 1
                        and column > 1
                        and letter == letters[begin + column - 2]
                        and ord(word[prefix + row - 2]) == letters[begin + column - 1]
                    ):
                        least = min(least, rows[before + column - 2])
                    least += 1
                rows[here + column] = least
                lowest = min(lowest, least)
            if lowest > max_distance + 1:
                return max_distance + 1
            before, above, here = above, here, before
        return rows[above + other_size]
