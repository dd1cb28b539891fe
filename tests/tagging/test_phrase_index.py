"""Phrase index: the filter before the edit distance loses no phrase."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from ocrfix.tagging.phrase_index import Phrase, PhraseFilter, letter_set
from tests.profiles import examples

KEYS = st.text("ABCDEILNORST05", min_size=1, max_size=14)


@settings(max_examples=examples(300))
@given(KEYS, st.lists(KEYS, min_size=1, max_size=9), st.integers(1, 6))
def test_no_similar_phrase_is_filtered_out(key: str, texts: list[str], most: int) -> None:
    found: list[Phrase] = []
    for text in texts:
        found.append(Phrase(text, text, None, 1, most))  # type: ignore[arg-type]
    near = PhraseFilter(found).candidates(key)
    assert [p.key for p in near] == [p.key for p in found if p in near], "out of order"
    assert all(p in near for p in found if OSA.distance(key, p.key) <= most)
    assert PhraseFilter([]).candidates(key) == []
    assert letter_set(key) >= 0
