"""Which words of the dictionary may be near another: the index of words with letters taken out.

The index is SymSpell's (symmetric deletes: W. Garbe, "1000x Faster Spelling Correction", 2012): a
word and another within two edits of it have a form in common when letters are taken out of both.
Forms are kept as what they hash to. That two of them share a place costs a comparison, and finds
nothing that is not near.
"""

from __future__ import annotations

from ocrfix.lexicon.form import PREFIX

BUCKETS = 1 << 20
_LAST_BUCKET = BUCKETS - 1
_SEED = 2166136261
_FACTOR = 16777619
_BITS = 0xFFFFFFFF
_BIT = 1


def bucket(form: str, first: int = -1, second: int = -1) -> int:
    """Return the place of a form in the index.

    Args:
        form: the word or its beginning.
        first: which of its letters is taken out; none where it is negative.
        second: which other one.
    """
    found = _SEED  # FNV-1a: G. Fowler, L. C. Noll, K.-P. Vo
    for at in range(len(form)):
        if at != first and at != second:
            found = ((found ^ ord(form[at])) * _FACTOR) & _BITS
    return (found ^ (found >> 12)) & _LAST_BUCKET


def mask(word: str) -> int:
    """Return the letters of a word as bits: one edit takes one bit from it at most, and adds one.

    >>> mask("abba") == mask("ab"), mask("ab") < mask("abc")
    (True, True)
    """
    found = 0
    for sign in word:
        found |= _BIT << (ord(sign) & 63)
    return found


class Near:
    """The index, mapped into memory.

    Args:
        starts: for each bucket, where its words begin.
        words: the numbers of words, bucket after bucket.
        masks: the letters of each word, by its number.
        lengths: how many letters each word has, by its number.
    """

    def __init__(
        self, starts: memoryview, words: memoryview, masks: memoryview, lengths: memoryview
    ) -> None:
        self._starts = starts
        self._words = words
        self._masks = masks
        self._lengths = lengths

    def numbers(self, word: str, distance: int) -> set[int]:
        """Return the numbers of all words within ``distance`` edits, 1 or 2, and of some more."""
        found: set[int] = set()
        beginning = word[:PREFIX]
        size = len(beginning)
        letters = mask(word)
        length = len(word)
        self._gather(bucket(beginning, -1, -1), letters, length, distance, found)
        for first in range(size):
            self._gather(bucket(beginning, first, -1), letters, length, distance, found)
            if distance > 1:
                for second in range(first + 1, size):
                    self._gather(bucket(beginning, first, second), letters, length, distance, found)
        return found

    def _gather(
        self, place: int, letters: int, length: int, distance: int, found: set[int]
    ) -> None:
        """Add the words of a bucket that are about as long and have about the same letters."""
        words = self._words
        masks = self._masks
        lengths = self._lengths
        for at in range(self._starts[place], self._starts[place + 1]):
            number = words[at]
            long = lengths[number]
            if long > length + distance or long + distance < length:
                continue
            theirs = masks[number]
            gone = letters & ~theirs
            come = theirs & ~letters
            # Of each as many bits as edits may go: so many are struck out, and none may be left.
            gone &= gone - 1
            come &= come - 1
            if distance > 1:
                gone &= gone - 1
                come &= come - 1
            if not gone and not come:
                found.add(number)
