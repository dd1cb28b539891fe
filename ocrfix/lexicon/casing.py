"""Letter case: what shape a word has, and giving that shape to the word that replaces it."""

from __future__ import annotations

from ocrfix.lexicon.word import TITLE, UPPER, Word

LOWER, CAPITALISED, CAPITALS, MIXED, NONE = "lower", "capitalised", "capitals", "mixed", "none"


_shapes: dict[str, str] = {}
_MOST_KEPT = 1 << 14


def shape(word: str) -> str:
    """Return the shape of a word's letters.

    One letter alone is ``lower`` or ``capitalised``; a word without letters is ``none``. What
    follows an apostrophe does not count, so that ``EMBASSY's`` is in capitals.

    >>> shape("Embassy"), shape("COmmittee"), shape("x71716"), shape("1978")
    ('capitalised', 'mixed', 'lower', 'none')
    """
    if word.islower():
        return LOWER
    found = _shapes.get(word)
    if found is None:
        if len(_shapes) >= _MOST_KEPT:
            _shapes.clear()
        found = _shapes[word] = _shape(word)
    return found


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
        return CAPITALISED
    return CAPITALS if upper == len(letters) else MIXED


def capitalised(word: str) -> str:
    """Return the word with its first letter in capitals and the rest as it is."""
    return word[:1].upper() + word[1:]


def dressed(word: str, like: str, known: Word, own: str = "") -> list[str]:
    """Return ``word``, given in small letters, in the shapes it may have had where ``like`` stands.

    Where ``own``, the spelling in a dictionary of the user's own, is given, it stands unless the
    place is in capitals.

    >>> plain = Word(9, -9.0, 0, 0, 0, 0, 1)
    >>> dressed("committee", "COmnittee", plain)
    ['Committee', 'COMMITTEE', 'committee']
    """
    return in_shape(word, like, shape(like), known.flags, own)


def in_shape(word: str, like: str, kind: str, flags: int, own: str) -> list[str]:
    """Return the same by the shape of ``like`` and by the flags of what is known of the word."""
    if own and kind != CAPITALS:
        found = [own]
    elif kind == CAPITALS:
        found = [word.upper()]
    elif kind == LOWER:
        found = [word]
        if flags & TITLE or word[0] != like[0]:
            found.append(capitalised(word))  # the letter misread may have been a capital
    elif kind == CAPITALISED:
        found = [capitalised(word)]
        if len(like) <= 2 and len(word) > 1:
            found.append(word)
            found.append(word.upper())
        elif word[0] != like[0].lower():
            found.append(word)  # the capital is misread too: `Jetter` for `letter`
    elif kind == MIXED:
        if like[0].isupper():
            found = [capitalised(word), word.upper(), word]
        else:
            found = [word, word.upper(), capitalised(word)]
    else:
        found = [word, word.upper()]
    if flags & UPPER and kind not in (CAPITALS, MIXED, NONE):
        found.append(word.upper())
    return found


def name_shaped(text: str) -> bool:
    """Whether a word has the shape of a name: a capital and then small letters, four or more."""
    return len(text) >= 4 and text[0].isupper() and text[1:].islower()
