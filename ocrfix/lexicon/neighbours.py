"""Which words of the dictionary may be near another: the index of words with letters taken out.

The index is SymSpell's (symmetric deletes: W. Garbe, "1000x Faster Spelling Correction", 2012): a
word and another within two edits of it have a form in common when letters are taken out of both.
Forms are kept as what they hash to. That two of them share a place costs a comparison, and finds
nothing that is not near.
"""

from __future__ import annotations

from array import array
from mmap import mmap

from ocrfix.lexicon.format import PREFIX

COMPILED = not __file__.endswith(".py")
"""Whether this module is compiled, and :meth:`Near.edits` worth asking word by word."""

BUCKETS = 1 << 20
_LAST_BUCKET = BUCKETS - 1
_SEED = 2166136261
_FACTOR = 16777619
_BITS = 0xFFFFFFFF
_BIT = 1
_WIDTH = 64
_LETTERS = 24
_NUMBER = (1 << _LETTERS) - 1
_LONGEST = 255


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


def buckets(form: str) -> set[int]:
    """Return the buckets of a form and of all that is left of it without one or two letters.

    >>> buckets("abc") == {bucket("abc"), *map(bucket, ("ab", "ac", "bc", "a", "b", "c"))}
    True
    """
    # Hashes of the beginning read so far, with none, one and two of its letters taken out.
    none, one, two = {_SEED}, set[int](), set[int]()
    for letter in map(ord, form):
        two = one | {((found ^ letter) * _FACTOR) & _BITS for found in two}
        one = none | {((found ^ letter) * _FACTOR) & _BITS for found in one}
        none = {((found ^ letter) * _FACTOR) & _BITS for found in none}
    return {(found ^ (found >> 12)) & _LAST_BUCKET for found in none | one | two}


def mask(word: str) -> int:
    """Return the letters of a word as bits: one edit takes one bit from it at most, and adds one.

    >>> mask("abba") == mask("ab"), mask("ab") < mask("abc")
    (True, True)
    """
    found = 0
    for sign in word:
        found |= _BIT << (ord(sign) & 63)
    return found


def entry(number: int, word: str) -> int:
    """Return what a bucket holds of a word: its number, and above it how long it is.

    Sorted, those of a bucket stand by their length, so that most are passed by unlooked at.
    """
    return number | min(len(word), _LONGEST) << _LETTERS


def _unmet(many: int) -> memoryview:
    """Return so many numbers, all 0; only what is written to of them takes memory, and time."""
    return memoryview(mmap(-1, 4 * max(many, 1))).cast("I")


class Near:
    """The index, mapped into memory.

    Args:
        starts: for each bucket, where its words begin.
        words: an :func:`entry` for each word, sorted, bucket after bucket.
        masks: the letters of each word, by its number.
        begins: where the letters of each word begin, by its number; and where the last ends.
        letters: the letters of all words, in UTF-16 without pairs.
    """

    def __init__(
        self,
        starts: memoryview,
        words: memoryview,
        masks: memoryview,
        begins: memoryview,
        letters: memoryview,
    ) -> None:
        self._starts = starts
        self._words = words
        self._masks = masks
        self._begins = begins
        self._letters = letters
        self._rows = array("i", bytes(4 * 3 * _WIDTH))
        # For each word the number of the last search that met it, so that none is met twice.
        self._met = _unmet(len(masks))
        self._search = 0
        self._anchored = False

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
        for at in range(self._starts[place], self._starts[place + 1]):
            number = words[at]
            long = number >> _LETTERS
            if long + distance < length:
                continue
            if long > length + distance:
                break
            number &= _NUMBER
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

    def within(self, word: str, distance: int, anchored: bool = False) -> list[tuple[int, int]]:
        """Return how many edits away, 1 or 2, each word within ``distance`` is, and its number.

        It is :meth:`numbers` with :meth:`edits` asked of each, for where this module is compiled.

        Args:
            word: the word.
            distance: the most edits.
            anchored: whether only words are wanted that share its first letter or its last.
        """
        self._anchored = anchored
        found: list[tuple[int, int]] = []
        self._search += 1
        if self._search > _BITS:
            self._met = _unmet(len(self._masks))
            self._search = 1
        beginning = word[:PREFIX]
        size = len(beginning)
        letters = mask(word)
        self._meet(bucket(beginning, -1, -1), letters, word, distance, found)
        for first in range(size):
            self._meet(bucket(beginning, first, -1), letters, word, distance, found)
            if distance > 1:
                for second in range(first + 1, size):
                    self._meet(bucket(beginning, first, second), letters, word, distance, found)
        return found

    def _meet(
        self, place: int, letters: int, word: str, distance: int, found: list[tuple[int, int]]
    ) -> None:
        """Add the words of a bucket that are near, as :meth:`_gather` chooses them."""
        words = self._words
        masks = self._masks
        begins = self._begins
        met = self._met
        search = self._search
        length = len(word)
        for at in range(self._starts[place], self._starts[place + 1]):
            number = words[at]
            long = number >> _LETTERS
            if long + distance < length:
                continue
            if long > length + distance:
                break
            number &= _NUMBER
            theirs = masks[number]
            gone = letters & ~theirs
            come = theirs & ~letters
            gone &= gone - 1
            come &= come - 1
            if distance > 1:
                gone &= gone - 1
                come &= come - 1
            if gone or come or met[number] == search:
                continue
            met[number] = search
            if (
                self._anchored
                and self._letters[begins[number]] != ord(word[0])
                and self._letters[begins[number + 1] - 1] != ord(word[length - 1])
            ):
                continue
            edits = self.edits(word, number, distance)
            if 0 < edits <= distance:
                found.append((edits, number))

    def edits(self, word: str, number: int, most: int) -> int:
        """Return how many edits ``word`` is from the word of that number; ``most + 1`` for more.

        An edit is a letter put in, taken out, changed or swapped with the next (optimal string
        alignment).
        """
        letters = self._letters
        begin = self._begins[number]
        end = self._begins[number + 1]
        front = 0
        size = len(word)
        while begin < end and front < size and ord(word[front]) == letters[begin]:
            begin += 1
            front += 1
        while begin < end and front < size and ord(word[size - 1]) == letters[end - 1]:
            end -= 1
            size -= 1
        long = end - begin
        size -= front
        if not long or not size:
            return long + size
        if long >= _WIDTH or size >= _WIDTH:
            return most + 1  # of words of that length none is near
        rows = self._rows
        for column in range(long + 1):
            rows[column] = column
        before = 2 * _WIDTH
        above = 0
        here = _WIDTH
        for row in range(1, size + 1):
            sign = ord(word[front + row - 1])
            rows[here] = row
            lowest = row
            for column in range(1, long + 1):
                least = rows[above + column - 1]
                if sign != letters[begin + column - 1]:
                    least += 1
                    if rows[above + column] + 1 < least:
                        least = rows[above + column] + 1
                    if rows[here + column - 1] + 1 < least:
                        least = rows[here + column - 1] + 1
                    if (
                        row > 1
                        and column > 1
                        and sign == letters[begin + column - 2]
                        and ord(word[front + row - 2]) == letters[begin + column - 1]
                        and rows[before + column - 2] + 1 < least
                    ):
                        least = rows[before + column - 2] + 1
                rows[here + column] = least
                if least < lowest:
                    lowest = least
            if lowest > most + 1:
                return most + 1
            before, above, here = above, here, before
        return rows[above + long]
