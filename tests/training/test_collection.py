"""Confusions learned from raw OCR text, without ground truth."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.lexicon import Lexicon
from ocrfix.training.__main__ import main
from ocrfix.training.collection import (
    COLLECTION_CONFUSIONS_FILE,
    learn_collection_confusions,
    read_collection_confusions,
    write_collection_confusions,
)
from ocrfix.training.confusions import learn_confusions
from tests.profiles import examples


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(ensure_compiled())


def learned(lexicon: Lexicon, *words: str, times: int = 3) -> set[tuple[str, str]]:
    """Return the confusions learned from prose with each word repeated."""
    text = "THE NOTE OF THE DEPARTMENT. A memorandum was sent to the Council in vain. "
    text += " ".join(f"The {word} was read." for word in words for _ in range(times))
    return {(truth, seen) for truth, seen, _ in learn_collection_confusions(lexicon, [text])}


@pytest.mark.parametrize(
    ("word", "run", "why"),
    [
        ("govermment", ("n", "m"), "one letter for another"),
        ("departrnent", ("m", "rn"), "two letters for one"),
        ("GOVERMMENT", ("N", "M"), "in upper case"),
        ("Governmcnt", None, "written like a name"),
        ("treaiy", ("t", "i"), "as short as it may be"),
        ("thcn", None, "too short"),
        ("govern", None, "a word"),
        ("governmentt", None, "a word with one more letter, like an inflection"),
        ("overnment", None, "clipped"),
        ("sidered", None, "half of a word"),
        ("committeé", None, "not of English letters"),
        ("minister5", None, "a digit"),
        ("xkqzwvtr", None, "near to no word"),
    ],
)
def test_a_long_unknown_word_is_evidence_of_a_misreading(
    lexicon: Lexicon, word: str, run: tuple[str, str] | None, why: str
) -> None:
    assert learned(lexicon, word) == ({run} if run else set()), why


def test_an_ambiguous_word_is_no_evidence(lexicon: Lexicon) -> None:
    assert {"internal", "interval"} <= {word for word, _ in lexicon.near_words("interzal", 1)}
    assert learned(lexicon, "interzal") == set()


def test_words_seen_only_twice_are_omitted(lexicon: Lexicon) -> None:
    assert learned(lexicon, "govermment", times=2) == set()


def test_the_division_into_texts_does_not_matter(lexicon: Lexicon) -> None:
    texts = ["The govermment met.", "The govermment fell and the departrnent was cut."] * 3
    assert learn_collection_confusions(lexicon, texts) == learn_collection_confusions(
        lexicon, [" ".join(texts)]
    )


@given(st.lists(st.sampled_from(["the", "treaty", "trcaty", "departrnent", "Norland", "-"])))
@settings(max_examples=examples(50), derandomize=True)
def test_rows_are_sorted_rates(words: list[str]) -> None:
    rows = learn_collection_confusions(Lexicon(ensure_compiled()), [" ".join(words)])
    assert rows == sorted(rows, key=lambda row: (row[0], -row[2], row[1]))
    for truth, seen, rate in rows:
        assert truth != seen
        assert max(len(truth), len(seen)) <= 3
        assert 1 <= rate <= 1_000_000


def test_the_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    rows = [("", "t", 12), ("m", "rn", 57), ("n", "m", 300)]
    write_collection_confusions(rows, tmp_path / COLLECTION_CONFUSIONS_FILE)
    found = read_collection_confusions(Lexicon(ensure_compiled(), [tmp_path]))
    assert found == {(truth, seen): rate / 1e6 for truth, seen, rate in rows}


def test_the_table_that_comes_with_the_program_is_used(lexicon: Lexicon) -> None:
    found = read_collection_confusions(lexicon)
    assert found["rn", "m"] > found["m", "rn"] > 0
    assert max(found.values()) < 0.05


def test_pairs_outweigh_the_collection() -> None:
    """Counts of a collection are limited to a few hundred; those of pairs are not."""
    collection = {("h", "b"): 0.001, ("e", "c"): 0.01}
    pairs = [("tbe note", "the note")] * 2000

    def rates(given: dict[tuple[str, str], float] | None) -> dict[tuple[str, str], float]:
        return {(truth, seen): rate / 1e6 for truth, seen, rate in learn_confusions(pairs, given)}

    alone, both = rates(None), rates(collection)
    assert set(alone) == {("h", "b")}
    assert both["h", "b"] == pytest.approx(alone["h", "b"], rel=0.2)
    assert 0 < both["e", "c"] < 0.01
    assert rates({("q", "g"): 0.1}).keys() == alone.keys(), "a letter that never occurs"


def test_the_command_needs_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("usage: python -m ocrfix.training")
