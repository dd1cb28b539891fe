"""The index of near words, and laying words side by side, against slower ways."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Levenshtein

from ocrfix.dictionaries.store import ready
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.alignment import misreadings

letters = st.text("abcdé", max_size=12)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(ready())


def _as_rapidfuzz_does(truth: str, seen: str) -> list[tuple[str, str]]:
    found = []
    t = s = 0
    for op in (*Levenshtein.opcodes(truth, seen), None):
        if op is None or op.tag == "equal":
            begin, after = (op.src_start, op.dest_start) if op else (len(truth), len(seen))
            if (t, s) != (begin, after):
                found.append((truth[t:begin], seen[s:after]))
            if op:
                t, s = op.src_end, op.dest_end
    return found


@given(letters, letters)
@settings(max_examples=500)
def test_the_runs_that_differ_are_those_of_rapidfuzz(truth: str, seen: str) -> None:
    assert misreadings(truth, seen) == _as_rapidfuzz_does(truth, seen)


@given(st.sampled_from(["government", "embassy", "treaty", "of", "détente", "a"]), letters)
def test_edits_are_counted_as_a_table_counts_them(lexicon: Lexicon, word: str, seen: str) -> None:
    lexicon.near("treaty", 1)  # opens the index
    assert lexicon._index is not None
    number = lexicon.word(word).ngram_id - 3
    for form in (
        seen,
        word[: len(word) // 2] + seen + word[len(word) // 2 :],
        word[1:],
        word + seen,
    ):
        edits = OSA.distance(form, word)
        for most in (1, 2):
            assert min(lexicon._index.edits(form, number, most), most + 1) == min(edits, most + 1)
