"""Spelling of headings: words that OCR garbled, compared with the words that a heading may have."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_LETTERS = str.maketrans("0158$|!64", "OISBSIIGA")
"""Digits and symbols that are read instead of letters in words of capitals."""
_DIGITS = str.maketrans("OoQD@©Il|SsBZzTa{G&", "0000001115582218168")
"""Letters that are read instead of digits in numbers."""


_MAX_CACHED = 4096


@lru_cache(_MAX_CACHED)
def squeezed(text: str) -> str:
    """Return the letters and digits of a text in upper case, misread digits as letters.

    >>> squeezed("S U8JECT :")
    'SUBJECT'
    """
    return "".join(filter(str.isalnum, text.upper().translate(_LETTERS)))


def as_digits(text: str) -> str:
    """Return a number with the letters in it read as the digits that they resemble.

    >>> as_digits("O17709")
    '017709'
    """
    return text.translate(_DIGITS)


def similarity(one: str, other: str) -> float:
    """Return the share of letters on which two squeezed texts agree, from 0 to 1."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(one, other)


def closest(text: str, known: Iterable[str], least: float) -> str | None:
    """Return the known text that is most similar to a text, or ``None`` below ``least``.

    >>> closest("AMEMS3ASSY", ("AMCONSUL", "AMEMBASSY"), 0.7)
    'AMEMBASSY'
    """
    wanted = squeezed(text)
    best = max(((similarity(wanted, squeezed(name)), name) for name in known), default=(0.0, ""))
    return best[1] if best[0] >= least else None
