"""The bounded cache: entries kept and evicted."""

from __future__ import annotations

import random

from ocrfix.system.cache import Cache


def _fill(cache: Cache, keys: range) -> None:
    for key in keys:
        if cache.get(key) is None:
            cache.put(key, -key)


def test_it_holds_at_most_two_generations() -> None:
    cache = Cache(10)
    _fill(cache, range(1, 1000))
    held = [key for key in range(1, 1000) if cache.get(key) is not None]
    assert 10 <= len(held) <= 20
    assert held[-1] == 999


def test_an_entry_in_use_stays() -> None:
    cache = Cache(10)
    cache.put(1, "one")
    for key in range(2, 500):
        cache.put(key, key)
        assert cache.get(1) == "one"


def test_the_capacity_grows_for_a_long_text_and_shrinks_again() -> None:
    cache = Cache(10)
    cache.set_capacity(100)
    _fill(cache, range(1, 100))
    assert all(cache.get(key) == -key for key in range(1, 100))
    cache.set_capacity(3)  # never below the default
    _fill(cache, range(1000, 1030))
    assert sum(cache.get(key) is not None for key in range(1, 100)) <= 20


def test_a_key_has_the_stored_value_or_none() -> None:
    cache, chance = Cache(7), random.Random(1)
    for _ in range(5000):
        key = chance.randrange(60)
        cache.set_capacity(chance.randrange(40))
        value = cache.get(key)
        assert value in (None, -key)
        if value is None:
            cache.put(key, -key)
