"""Accents: words as typewriters and cables wrote them."""

from __future__ import annotations

import unicodedata


def strip_accents(word: str) -> str:
    """Return the word without its accents.

    >>> strip_accents("détente")
    'detente'
    """
    parts = unicodedata.normalize("NFD", word)
    return "".join(c for c in parts if not unicodedata.combining(c))
