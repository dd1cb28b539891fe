"""Recasing: giving a correction the letter case of the word that it replaces."""

from __future__ import annotations

from ocrfix.lexicon.word import TITLE, UPPER, Word
from ocrfix.text.casing import CAPITALIZED, CAPITALS, LOWER, MIXED, NONE, capitalize, case_shape


def recase(word: str, seen: str, known: Word, user_spelling: str = "") -> list[str]:
    """Return a lower-case word in the case that it may have had if the text has ``seen``.

    Args:
        word: the correction, in lower case.
        seen: the word that it replaces, whose own case may be damaged.
        known: the dictionary entry of the correction.
        user_spelling: how a dictionary of the user's spells it; it is used unchanged, except among
            capitals.

    Returns:
        One or more forms, the most likely first.

    >>> from ocrfix.lexicon.word import Word
    >>> recase("committee", "COmnittee", Word(9, -9.0, 0, 0, 0, 0, 1))
    ['Committee', 'COMMITTEE', 'committee']
    """
    return cased_forms(word, seen, case_shape(seen), known.flags, user_spelling)


def cased_forms(word: str, seen: str, shape: str, flags: int, user_spelling: str) -> list[str]:
    """Return the result of :func:`recase` from the case shape of ``seen`` and the word's flags."""
    if user_spelling and shape != CAPITALS:
        forms = [user_spelling]
    elif shape == CAPITALS:
        forms = [word.upper()]
    elif shape == LOWER:
        forms = [word]
        if flags & TITLE or word[0] != seen[0]:
            forms.append(capitalize(word))  # the misread letter may have been a capital
    elif shape == CAPITALIZED:
        forms = [capitalize(word)]
        if len(seen) <= 2 and len(word) > 1:
            forms.append(word)
            forms.append(word.upper())
        elif word[0] != seen[0].lower():
            forms.append(word)  # the capital is misread too: `Jetter` for `letter`
    elif shape == MIXED:
        if seen[0].isupper():
            forms = [capitalize(word), word.upper(), word]
        else:
            forms = [word, word.upper(), capitalize(word)]
    else:
        forms = [word, word.upper()]
    if flags & UPPER and shape not in (CAPITALS, MIXED, NONE):
        forms.append(word.upper())
    return forms
