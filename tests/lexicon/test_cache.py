"""What is kept, and what is forgotten."""

from __future__ import annotations

import random

from ocrfix.lexicon.cache import Kept


def _fill(kept: Kept, words: range) -> None:
    for word in words:
        if kept.get(word) is None:
            kept.put(word, -word)


def test_it_holds_two_generations_at_most() -> None:
    kept = Kept(10)
    _fill(kept, range(1, 1000))
    held = [word for word in range(1, 1000) if kept.get(word) is not None]
    assert 10 <= len(held) <= 20
    assert held[-1] == 999


def test_what_is_asked_for_again_stays() -> None:
    kept = Kept(10)
    kept.put(1, "one")
    for word in range(2, 500):
        kept.put(word, word)
        assert kept.get(1) == "one"


def test_room_is_made_for_a_long_text_and_given_back() -> None:
    kept = Kept(10)
    kept.room(100)
    _fill(kept, range(1, 100))
    assert all(kept.get(word) == -word for word in range(1, 100))
    kept.room(3)  # and never less than usual
    _fill(kept, range(1000, 1030))
    assert sum(kept.get(word) is not None for word in range(1, 100)) <= 20


def test_nothing_else_comes_back_than_was_put() -> None:
    kept, chance = Kept(7), random.Random(1)
    for _ in range(5000):
        word = chance.randrange(60)
        kept.room(chance.randrange(40))
        found = kept.get(word)
        assert found in (None, -word)
        if found is None:
            kept.put(word, -word)
