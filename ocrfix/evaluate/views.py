"""The two ways of looking at a text when it is compared with the truth."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Literal

View = Literal["letters", "strict"]

_STRAIGHT = str.maketrans(dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″", '"'))


def strict(text: str) -> list[str]:
    """Return what stands between blanks, with straight quotes and composed accents.

    >>> strict("the “Note” , 12/4")
    ['the', '"Note"', ',', '12/4']
    """
    return unicodedata.normalize("NFC", text).translate(_STRAIGHT).split()


def letters(text: str) -> list[str]:
    """Return the same without what is neither letter nor digit; case still counts.

    >>> letters("the “Note” , 12/4")
    ['the', 'Note', '124']
    """
    kept = ("".join(c for c in word if c.isalnum()) for word in strict(text))
    return [word for word in kept if word]


VIEWS: dict[str, Callable[[str], list[str]]] = {"letters": letters, "strict": strict}
"""The words of a text in each view."""
