"""Normalization of texts before they are compared with the ground truth."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Literal

Normalization = Literal["letters", "strict"]

_STRAIGHT = str.maketrans(dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″", '"'))


def strict(text: str) -> list[str]:
    """Return the words between spaces, with straight quotes and composed accents.

    >>> strict("the “Note” , 12/4")
    ['the', '"Note"', ',', '12/4']
    """
    return unicodedata.normalize("NFC", text).translate(_STRAIGHT).split()


def letters(text: str) -> list[str]:
    """Return the same words, reduced to their letters and digits; case still counts.

    >>> letters("the “Note” , 12/4")
    ['the', 'Note', '124']
    """
    words = ("".join(char for char in word if char.isalnum()) for word in strict(text))
    return [word for word in words if word]


NORMALIZATIONS: dict[str, Callable[[str], list[str]]] = {"letters": letters, "strict": strict}
"""The functions that normalize a text and divide it into words, by name."""
