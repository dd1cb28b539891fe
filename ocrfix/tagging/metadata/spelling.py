"""Spelling of headings: words that OCR garbled, compared with the words that a heading may have."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ocrfix.lexicon.distance import edit_distance

_LETTERS = str.maketrans("0158$|!64", "OISBSIIGA")
"""Digits and symbols that are read instead of letters in words of capitals."""
_ASCII = [chr(code).upper().translate(_LETTERS) for code in range(128)]
_ASCII_LETTERS = bytes(map(ord, _ASCII)) + bytes(range(128, 256))
_ASCII_DROPPED = bytes(code for code in range(128) if not _ASCII[code].isalnum())
"""The same for ASCII text, which is translated some ten times faster as bytes."""
_DIGITS = str.maketrans("OoQD@©Iil|SsBZzTa{G&", "00000011115582218168")
"""Letters that are read instead of digits in numbers."""


_MAX_CACHED = 4096


@lru_cache(_MAX_CACHED)
def squeezed(text: str) -> str:
    """Return the letters and digits of a text in upper case, misread digits as letters.

    >>> squeezed("S U8JECT :")
    'SUBJECT'
    """
    if text.isascii():
        return text.encode().translate(_ASCII_LETTERS, _ASCII_DROPPED).decode()
    return "".join(filter(str.isalnum, text.upper().translate(_LETTERS)))


def as_digits(text: str) -> str:
    """Return a number with the letters in it read as the digits that they resemble.

    >>> as_digits("O17709")
    '017709'
    """
    return text.translate(_DIGITS)


def similarity(one: str, other: str) -> float:
    """Return the share of letters on which two squeezed texts agree, from 0 to 1."""
    size = max(len(one), len(other))
    return 1.0 - edit_distance(one, other, size, transpositions=False) / size if size else 1.0


def closest(text: str, known: Iterable[str], least: float) -> str | None:
    """Return the known text that is most similar to a text, or ``None`` below ``least``.

    >>> closest("AMEMS3ASSY", ("AMCONSUL", "AMEMBASSY"), 0.7)
    'AMEMBASSY'
    """
    wanted = squeezed(text)
    best = (least, "")
    for name in known:
        key = squeezed(name)
        size = max(len(wanted), len(key))
        # What is less similar need not be compared to its end.
        limit = int((1.0 - least) * size) + 1
        errors = edit_distance(wanted, key, limit, transpositions=False)
        if errors <= limit:
            best = max(best, (1.0 - errors / size if size else 1.0, name))
    return best[1] or None
