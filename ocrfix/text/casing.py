"""Letter case: the case shape of a word, such as capitalized or in capitals."""

from __future__ import annotations

from ocrfix.system.cache import Cache

LOWER, CAPITALIZED, CAPITALS, MIXED, NONE = "lower", "capitalized", "capitals", "mixed", "none"
"""The case shapes of words."""

_NUMBERS = {LOWER: 0, CAPITALIZED: 1, CAPITALS: 2}
"""The numbers of the case shapes of words in print; all others have the next one."""

_shapes = Cache(1 << 13)
"""Shapes of words that are not all lower case."""

_MIN_NAME_CHARS = 4
"""A capitalized word of three letters is as often an abbreviation as a name."""


def case_shape(word: str) -> str:
    """Return the case shape of a word.

    One letter alone is ``lower`` or ``capitalized``; a word without letters is ``none``. What
    follows an apostrophe does not count, so that ``EMBASSY's`` is in capitals.

    >>> case_shape("Embassy"), case_shape("COmmittee"), case_shape("x71716"), case_shape("1978")
    ('capitalized', 'mixed', 'lower', 'none')
    """
    if word.islower():
        return LOWER
    shape: str | None = _shapes.get(word)
    if shape is None:
        shape = _shape(word)
        _shapes.put(word, shape)
    return shape


def _shape(word: str) -> str:
    letters = [c for c in word.partition("'")[0].partition("’")[0] if c.isalpha()]
    if not letters:
        letters = [c for c in word if c.isalpha()]
    if not letters:
        return NONE
    upper = sum(c.isupper() for c in letters)
    if not upper:
        return LOWER
    if letters[0].isupper() and upper == 1:
        return CAPITALIZED
    return CAPITALS if upper == len(letters) else MIXED


def case_number(word: str) -> int:
    """Return the case shape of a word as a number below :data:`ocrfix.lexicon.format.CASES`.

    >>> case_number("embassy"), case_number("Embassy"), case_number("EMBASSY"), case_number("1978")
    (0, 1, 2, 3)
    """
    return _NUMBERS.get(case_shape(word), len(_NUMBERS))


def capitalize(word: str) -> str:
    """Return the word with its first letter in upper case and the rest unchanged."""
    return word[:1].upper() + word[1:]


def is_name_shaped(text: str) -> bool:
    """Whether a word is shaped like a name: a capital, then lower case, four letters or more."""
    return len(text) >= _MIN_NAME_CHARS and text[0].isupper() and text[1:].islower()
