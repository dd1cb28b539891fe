"""Letters that differ are counted as RapidFuzz counts them, which a page is to do without."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Levenshtein

from ocrfix.lexicon.distance import apart
from ocrfix.tagging import running_heads

letters = st.text("ABCé😀", max_size=14)


@given(letters, letters, st.integers(0, 8))
@settings(max_examples=1000)
def test_as_the_library_counts(one, other, most):
    assert apart(one, other, most) == OSA.distance(one, other, score_cutoff=most)
    plain = Levenshtein.distance(one, other, score_cutoff=most)
    assert apart(one, other, most, swaps=False) == plain


def test_long_forms():
    one, other = "AB" * 200, "AB" * 100 + "BA" * 100
    assert apart(one, other, 500) == OSA.distance(one, other)
    assert apart(one, "", 500) == 400


@given(st.text("ABC", min_size=1, max_size=12), st.lists(st.text("ABC", min_size=1, max_size=12)))
@settings(max_examples=500)
def test_the_line_that_a_copy_is_most_like(copy, texts):
    assert running_heads._nearest(copy, texts) == running_heads._nearest_by_library(copy, texts)
