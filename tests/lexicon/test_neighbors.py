"""The index of near words, and the alignment of words, against slower implementations."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Levenshtein

from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.alignment import misreadings
from ocrfix.lexicon.format import FIRST_WORD_ID
from tests.profiles import examples

letters = st.text("abcdé", max_size=12)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(ensure_compiled())


def _by_rapidfuzz(truth: str, seen: str) -> list[tuple[str, str]]:
    runs = []
    t = s = 0
    for op in (*Levenshtein.opcodes(truth, seen), None):
        if op is None or op.tag == "equal":
            begin, after = (op.src_start, op.dest_start) if op else (len(truth), len(seen))
            if (t, s) != (begin, after):
                runs.append((truth[t:begin], seen[s:after]))
            if op:
                t, s = op.src_end, op.dest_end
    return runs


@given(letters, letters)
@settings(max_examples=examples(500))
def test_the_runs_that_differ_are_those_of_rapidfuzz(truth: str, seen: str) -> None:
    assert misreadings(truth, seen) == _by_rapidfuzz(truth, seen)


@given(st.sampled_from(["government", "embassy", "treaty", "of", "détente", "a"]), letters)
def test_distances_are_those_of_rapidfuzz(lexicon: Lexicon, word: str, seen: str) -> None:
    lexicon.near_words("treaty", 1)  # opens the index
    assert lexicon._index is not None
    number = lexicon.word(word).ngram_id - FIRST_WORD_ID
    for form in (
        seen,
        word[: len(word) // 2] + seen + word[len(word) // 2 :],
        word[1:],
        word + seen,
    ):
        expected = OSA.distance(form, word)
        for limit in (1, 2):
            distance = lexicon._index.distance_to(form, number, limit)
            assert min(distance, limit + 1) == min(expected, limit + 1)


@pytest.mark.parametrize("form", ["tne", "af", "governrnent", "wi1l", "treatv", "x"])
@pytest.mark.parametrize("distance", [1, 2])
def test_probable_neighbors_are_those_of_all_that_are_probable(
    lexicon: Lexicon, form: str, distance: int
) -> None:
    every = lexicon.neighbors(form, distance)
    probable = lexicon.neighbors(form, distance, min_log_probability=-12.0)
    assert probable == [found for found in every if found[2] >= -12.0]
    # Asked again, the index gives what it stored.
    assert lexicon.neighbors(form, distance, min_log_probability=-12.0) == probable
    assert lexicon.neighbors(form, distance) == every
    assert lexicon.neighbors(form, distance, limit=5) == every[:5]


def test_neighbors_that_are_near_and_frequent_come_first(lexicon: Lexicon) -> None:
    found = [word for _, word, _, _ in lexicon.neighbors("tne", 2, limit=20)]
    assert found[0] == "the"
    assert "one" in found
    assert found.index("one") < len(found) - 1
