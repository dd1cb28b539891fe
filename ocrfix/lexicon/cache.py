"""Keeping what was found for words, and forgetting those that are asked for no more."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

_LARGEST = 150_000
"""There is never room for more in a generation: some 70 MB, for a text of three million letters."""


class Kept:
    """What was found, by what it was found for, in two generations.

    When the young generation is full it becomes the old one, and what was old is forgotten; what is
    asked for again is young again. So what pages say again and again stays, and a corpus, which
    holds no end of garbled words, takes no more memory than a book.

    Args:
        most: how many are kept in a generation, where nobody asks for more room.

    >>> kept = Kept(2)
    >>> for word in ("the", "of", "the", "tho", "the", "oi"):
    ...     if kept.get(word) is None:
    ...         kept.put(word, len(word))
    >>> kept.get("the"), kept.get("of")
    (3, None)
    """

    def __init__(self, most: int) -> None:
        self._usual = most
        self._most = most
        self._young: dict[Hashable, Any] = {}
        self._old: dict[Hashable, Any] = {}

    def room(self, wanted: int) -> None:
        """Keep more in a generation from now on, for a long text that is looked at several times.

        Args:
            wanted: how many; where this is less than usual, as many as usual are kept.
        """
        self._most = min(max(self._usual, wanted), max(self._usual, _LARGEST))

    def get(self, key: Hashable) -> Any:
        """Return what is kept for a key, or ``None``."""
        found = self._young.get(key)
        if found is None and self._old:
            found = self._old.get(key)
            if found is not None:
                self.put(key, found)
        return found

    def put(self, key: Hashable, found: Any) -> None:
        """Keep what was found for a key; not ``None``."""
        if len(self._young) >= self._most:
            self._old = self._young
            self._young = {}
        self._young[key] = found

    def clear(self) -> None:
        """Forget all."""
        self._young = {}
        self._old = {}
