"""Letter case: the case shape of a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.text.casing import (
    CAPITALIZED,
    CAPITALS,
    LOWER,
    MIXED,
    NONE,
    capitalize,
    case_shape,
    is_name_shaped,
)


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("embassy", LOWER),
        ("a", LOWER),
        ("x71716", LOWER),
        ("A", CAPITALIZED),
        ("Embassy", CAPITALIZED),
        ("Embassy's", CAPITALIZED),
        ("EMBASSY", CAPITALS),
        ("EMBASSY's", CAPITALS),
        ("COmmittee", MIXED),
        ("iN", MIXED),
        ("1978", NONE),
        ("", NONE),
    ],
)
def test_case_shapes(word: str, shape: str) -> None:
    assert case_shape(word) == shape


@given(st.text(max_size=12))
def test_a_cached_shape_is_the_same(word: str) -> None:
    assert case_shape(word) == case_shape(word)


@pytest.mark.parametrize(
    ("word", "is_name"),
    [("Rusk", True), ("Lee", False), ("RUSK", False), ("rusk", False), ("McCone", False)],
)
def test_words_shaped_like_names(word: str, is_name: bool) -> None:
    assert is_name_shaped(word) is is_name


def test_only_the_first_letter_is_capitalized() -> None:
    assert [capitalize(word) for word in ("committee", "mcCone", "")] == ["Committee", "McCone", ""]
