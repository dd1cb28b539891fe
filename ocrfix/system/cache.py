"""The bounded cache: results by key, with eviction of those not used again."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

_MAX_CAPACITY = 150_000
"""Maximum entries of a generation: some 70 MB, enough for a text of three million letters."""


class Cache:
    """Results by key, in two generations.

    When the young generation is full it becomes the old one, and the old one is dropped; an entry
    that is used again becomes young again. So frequent entries stay, and a corpus with any number
    of garbled words takes no more memory than a book.

    Args:
        capacity: the entries of one generation; :meth:`set_capacity` can increase it.

    >>> cache = Cache(2)
    >>> for word in ("the", "of", "the", "tho", "the", "oi"):
    ...     if cache.get(word) is None:
    ...         cache.put(word, len(word))
    >>> cache.get("the"), cache.get("of")
    (3, None)
    """

    def __init__(self, capacity: int) -> None:
        self._default_capacity = capacity
        self._capacity = capacity
        self._young: dict[Hashable, Any] = {}
        self._old: dict[Hashable, Any] = {}

    def set_capacity(self, wanted: int) -> None:
        """Set the entries of one generation, for a long text that is analyzed several times.

        Args:
            wanted: the new capacity; one below the default, or far above it, is adjusted.
        """
        self._capacity = min(
            max(self._default_capacity, wanted), max(self._default_capacity, _MAX_CAPACITY)
        )

    def get(self, key: Hashable) -> Any:
        """Return the value of a key, or ``None``."""
        value = self._young.get(key)
        if value is None and self._old:
            value = self._old.get(key)
            if value is not None:
                self.put(key, value)
        return value

    def put(self, key: Hashable, value: Any) -> None:
        """Store a value, which must not be ``None``."""
        if len(self._young) >= self._capacity:
            self._old = self._young
            self._young = {}
        self._young[key] = value

    def clear(self) -> None:
        """Drop all entries."""
        self._young = {}
        self._old = {}
