"""Edit distance against RapidFuzz, which the compiled program does without."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Levenshtein

from ocrfix.lexicon.distance import edit_distance
from ocrfix.tagging import running_heads
from tests.profiles import examples

letters = st.text("ABCé😀", max_size=14)


@given(letters, letters, st.integers(0, 8))
@settings(max_examples=examples(1000))
def test_distances_are_those_of_rapidfuzz(one, other, limit):
    assert edit_distance(one, other, limit) == OSA.distance(one, other, score_cutoff=limit)
    plain = Levenshtein.distance(one, other, score_cutoff=limit)
    assert edit_distance(one, other, limit, transpositions=False) == plain


def test_long_forms():
    one, other = "AB" * 200, "AB" * 100 + "BA" * 100
    assert edit_distance(one, other, 500) == OSA.distance(one, other)
    assert edit_distance(one, "", 500) == 400


@given(st.text("ABC", min_size=1, max_size=12), st.lists(st.text("ABC", min_size=1, max_size=12)))
@settings(max_examples=examples(500))
def test_the_nearest_line_is_that_of_rapidfuzz(copy, texts):
    assert running_heads._nearest(copy, texts) == running_heads._nearest_by_library(copy, texts)
