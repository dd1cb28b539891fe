"""The n-gram tables, against a dictionary."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ocrfix.dictionaries.ngrams import save_ngrams
from ocrfix.lexicon.format import LOG_COUNT_STEPS, NGRAM_TABLES, first_slot
from ocrfix.lexicon.ngrams import NgramCounts, NgramTable

WORDS = ["the", "united", "nations", "of", "secret"]
IDS = {word: number for number, word in enumerate(WORDS)}


def _counts(folder: Path, printed: str, released: str, trigrams: str) -> NgramCounts:
    source, target = folder / "source", folder / "target"
    for each in (source, target):
        each.mkdir()
    tables = {"bigrams": printed, "release-bigrams": released, "trigrams": trigrams}
    tables["release-trigrams"] = "of the nations\t1\n"
    for name, rows in tables.items():
        (source / f"{name}.tsv").write_text(rows, encoding="utf-8")
    save_ngrams(source, IDS, target)
    opened = [
        NgramTable(
            memoryview((target / f"{name}.keys").read_bytes()).cast("Q"),
            memoryview((target / f"{name}.counts").read_bytes()),
        )
        for name in NGRAM_TABLES
    ]
    return NgramCounts(*opened)


def _id(word: str) -> int:
    return IDS[word] + 3


def test_both_corpora_are_found_at_one_place(tmp_path: Path) -> None:
    counts = _counts(
        tmp_path,
        "the united\t20\nof the\t1\n",
        "the united\t7\nThe Nations\t5\n",
        "the of the\t3\n",
    )
    the, united, of, nations = map(_id, ("the", "united", "of", "nations"))
    step = 1 / LOG_COUNT_STEPS
    assert abs(counts.bigram(the, united) - math.log(20)) < step
    assert abs(counts.release_bigram(the, united) - math.log(7)) < step
    assert counts.bigram(of, the) == 0.0  # once
    assert counts.release_bigram(of, the) < 0
    assert counts.bigram(the, nations) < 0 < counts.release_bigram(the, nations)
    assert counts.bigram(united, of) < 0 and counts.release_bigram(united, of) < 0
    assert counts.trigram(the, of, the) > 0 == counts.trigram(of, the, nations)
    assert counts.trigram(the, united, of) < 0


def test_a_table_without_rows_has_no_count(tmp_path: Path) -> None:
    counts = _counts(tmp_path, "", "", "")
    assert counts.bigram(3, 4) < 0 and counts.trigram(3, 4, 5) < 0


@given(st.dictionaries(st.integers(1, 2**62), st.integers(0, 254), max_size=40), st.integers(1, 99))
def test_every_key_is_found_and_no_other(counted: dict[int, int], other: int) -> None:
    bits = 6  # so full that slots collide, and that the search goes on at the first slot
    keys, counts = [0] * 2**bits, [255] * 2**bits
    for key, count in counted.items():
        slot = first_slot(key, bits)
        while keys[slot]:
            slot = (slot + 1) % len(keys)
        keys[slot], counts[slot] = key, count
    view = memoryview(b"".join(key.to_bytes(8, "little") for key in keys)).cast("Q")
    table = NgramTable(view, memoryview(bytes(counts)))
    for key, count in counted.items():
        assert table.count_at(table.find(key)) == count / LOG_COUNT_STEPS
    if other not in counted:
        assert table.find(other) == -1
        assert table.count_at(-1) < 0


def test_slots_are_spread() -> None:
    """Keys that differ only in their last word, as those of one table do, share few slots."""
    slots = Counter(first_slot(7 << 21 | second, 12) for second in range(2000))
    assert max(slots.values()) <= 3
