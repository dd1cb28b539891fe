"""The letters of a line: words, their places, and what misread characters look like."""

from __future__ import annotations

import re
from collections.abc import Mapping

_WORD = re.compile(r"[^\W_]+")
_NO_LETTERS = bytes(code for code in range(256) if not chr(code).isalpha() or code > 127)
_NO_FIGURES = bytes(code for code in range(256) if not chr(code).isdigit() or code > 127)
_NO_SMALL_LETTERS = bytes(code for code in range(256) if not chr(code).islower() or code > 127)


class Word:
    """A run of letters and digits; offsets are of its line. ``key`` is folded to capitals."""

    def __init__(self, start: int, end: int, key: str) -> None:
        self.start = start
        self.end = end
        self.key = key


class Folding:
    """Folds letters to capitals and look-alikes to the letter they are misread from.

    >>> Folding({"0": "O", "5": "S"}).key("5-E-C-R-E-T")
    'SECRET'
    """

    def __init__(self, look_alikes: Mapping[str, str]) -> None:
        self._table = {ord(char): letter for char, letter in look_alikes.items()}
        # Nearly all lines are ASCII, and those are folded some ten times faster as bytes.
        folded = [self.fold(chr(code)) for code in range(128)]
        self._plain = all(len(letter) == 1 and letter.isascii() for letter in folded)
        self._bytes = bytes(map(ord, folded)) + bytes(range(128, 256)) if self._plain else b""
        self._dropped = bytes(code for code in range(128) if not folded[code].isalnum())

    def fold(self, text: str) -> str:
        """Return ``text`` in capitals, look-alikes folded; may differ from it in length."""
        return text.translate(self._table).upper()

    def key(self, text: str) -> str:
        """Return the folded letters and digits of ``text``, everything between them left out."""
        if self._plain and text.isascii():
            return text.encode().translate(self._bytes, self._dropped).decode()
        return "".join(_WORD.findall(text.translate(self._table))).upper()

    def words(self, text: str) -> list[Word]:
        """Return the words of a line in order."""
        plain = self._plain and text.isascii()
        if plain:
            folded = text.encode().translate(self._bytes).decode()
        else:
            folded = text.translate(self._table)
            if len(folded) != len(text):
                folded = text
        words: list[Word] = []
        size = len(folded)
        at = 0
        while at < size:
            if not folded[at].isalnum():
                at += 1
                continue
            start = at
            at += 1
            while at < size and folded[at].isalnum():
                at += 1
            key = folded[start:at]
            words.append(Word(start, at, key if plain else key.upper()))
        return words


def figures(text: str) -> int:
    """Return how many figures stand in ``text``.

    >>> figures("12/14")
    4
    """
    if text.isascii():
        return len(text.encode().translate(None, _NO_FIGURES))
    return sum(map(str.isdigit, text))


def capital_share(text: str) -> float:
    """Return the share of capitals among the letters of ``text``; 0 where there are no letters.

    >>> capital_share("TOP SECRET"), capital_share("12/14")
    (1.0, 0.0)
    """
    if text.isascii():
        plain = text.encode().translate(None, _NO_LETTERS)
        small = len(plain.translate(None, _NO_SMALL_LETTERS))
        return (len(plain) - small) / len(plain) if plain else 0.0
    lower = sum(map(str.islower, text))
    letters = sum(map(str.isalpha, text))
    return (letters - lower) / letters if letters else 0.0


def is_debris(text: str, most: int = 3) -> bool:
    """Return whether ``text`` holds no word: nothing but marks and at most one letter or digit.

    >>> is_debris(" • "), is_debris("O "), is_debris("see "), is_debris("14 ")
    (True, True, False, False)
    """
    bare = text.strip()
    if len(bare) > most + 2:
        return False
    words = _WORD.findall(bare)
    return not words or (len(words) == 1 and len(words[0]) == 1)


def with_markdown(line: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span by the asterisks of Markdown that were put around it or into it.

    >>> with_markdown("**B**1", 2, 6)
    (0, 6)
    """
    if line[max(start - 2, 0) : start] == "**" and (
        line[end : end + 2] == "**" or line.count("**", start, end) % 2
    ):
        start -= 2
        if line.count("**", start, end) % 2 and line[end : end + 2] == "**":
            end += 2
    return start, end
