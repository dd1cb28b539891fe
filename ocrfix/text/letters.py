"""The letters of a line: words with their offsets, and folding of look-alike characters."""

from __future__ import annotations

import re
from collections.abc import Mapping

_WORD = re.compile(r"[^\W_]+")
_NON_LETTERS = bytes(code for code in range(256) if not chr(code).isalpha() or code > 127)
_NON_DIGITS = bytes(code for code in range(256) if not chr(code).isdigit() or code > 127)
_LOWER = bytes(code for code in range(256) if chr(code).islower() and code < 128)


class FoldedWord:
    """A run of letters and digits on a line, with its folded upper-case ``key``."""

    def __init__(self, start: int, end: int, key: str) -> None:
        self.start = start
        self.end = end
        self.key = key


class LookalikeFolding:
    """Folds text to upper case, and look-alike characters to the letter they are misread from.

    >>> LookalikeFolding({"0": "O", "5": "S"}).key("5-E-C-R-E-T")
    'SECRET'
    """

    def __init__(self, lookalikes: Mapping[str, str]) -> None:
        self._table = {ord(char): letter for char, letter in lookalikes.items()}
        # Nearly all lines are ASCII, which is folded some ten times faster as bytes.
        folded = [self.fold(chr(code)) for code in range(128)]
        self._ascii = all(len(letter) == 1 and letter.isascii() for letter in folded)
        self._bytes = bytes(map(ord, folded)) + bytes(range(128, 256)) if self._ascii else b""
        self._dropped = bytes(code for code in range(128) if not folded[code].isalnum())

    def fold(self, text: str) -> str:
        """Return ``text`` folded; its length may change."""
        return text.translate(self._table).upper()

    def key(self, text: str) -> str:
        """Return the folded letters and digits of ``text`` without anything between them."""
        if self._ascii and text.isascii():
            return text.encode().translate(self._bytes, self._dropped).decode()
        return "".join(_WORD.findall(text.translate(self._table))).upper()

    def words(self, text: str) -> list[FoldedWord]:
        """Return the words of a line in order."""
        ascii_only = self._ascii and text.isascii()
        if ascii_only:
            folded = text.encode().translate(self._bytes).decode()
        else:
            folded = text.translate(self._table)
            if len(folded) != len(text):
                folded = text
        words: list[FoldedWord] = []
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
            words.append(FoldedWord(start, at, key if ascii_only else key.upper()))
        return words


def digit_count(text: str) -> int:
    """Return the number of digits in ``text``.

    >>> digit_count("12/14")
    4
    """
    if text.isascii():
        return len(text.encode().translate(None, _NON_DIGITS))
    return sum(map(str.isdigit, text))


def uppercase_share(text: str) -> float:
    """Return the share of upper-case letters among the letters of ``text``; 0 without letters.

    >>> uppercase_share("TOP SECRET"), uppercase_share("12/14")
    (1.0, 0.0)
    """
    if text.isascii():
        ascii_letters = text.encode().translate(None, _NON_LETTERS)
        upper = len(ascii_letters.translate(None, _LOWER))
        return upper / len(ascii_letters) if ascii_letters else 0.0
    lower = sum(map(str.islower, text))
    letters = sum(map(str.isalpha, text))
    return (letters - lower) / letters if letters else 0.0


def is_wordless(text: str, max_symbols: int = 3) -> bool:
    """Return whether ``text`` has no word: a few symbols and at most one letter or digit.

    >>> is_wordless(" • "), is_wordless("O "), is_wordless("see "), is_wordless("14 ")
    (True, True, False, False)
    """
    bare = text.strip()
    if len(bare) > max_symbols + 2:
        return False
    words = _WORD.findall(bare)
    return not words or (len(words) == 1 and len(words[0]) == 1)


def include_emphasis(line: str, start: int, end: int) -> tuple[int, int]:
    """Extend a span to the Markdown asterisks that surround or interrupt it.

    >>> include_emphasis("**B**1", 2, 6)
    (0, 6)
    """
    if line[max(start - 2, 0) : start] == "**" and (
        line[end : end + 2] == "**" or line.count("**", start, end) % 2
    ):
        start -= 2
        if line.count("**", start, end) % 2 and line[end : end + 2] == "**":
            end += 2
    return start, end
