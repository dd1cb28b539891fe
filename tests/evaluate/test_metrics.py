"""Metrics: invariants, examples, and the alignment compared with a slow but obvious one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from ocrfix.evaluate.metrics import ErrorCounts, count_errors
from ocrfix.evaluate.normalization import NORMALIZATIONS
from ocrfix.evaluate.word_alignment import align_words
from tests.profiles import examples

WORDS = st.sampled_from(["the", "tbe", "of", "ofthe", "note", "no te", "te", ";", "x1", "“I”", "A"])
TEXTS = st.lists(WORDS, max_size=8).map(" ".join)
ANY = st.one_of(TEXTS, st.text(max_size=30))
NORMALIZATION = st.sampled_from(sorted(NORMALIZATIONS))
property_test = settings(max_examples=examples(200), derandomize=True)


@property_test
@given(ANY, NORMALIZATION)
def test_the_ground_truth_has_no_errors(text: str, normalization: str) -> None:
    counts = count_errors(text, text, text, normalization)
    assert counts.word_errors_before == counts.word_errors_after == 0
    assert counts.character_errors_before == counts.character_errors_after == 0
    assert counts.wrong == counts.fixed == counts.broken == counts.altered == 0
    assert counts.correct == counts.words
    assert counts.error_free == counts.passages


@property_test
@given(ANY, ANY, NORMALIZATION)
def test_without_changes_the_metrics_are_the_same(ocr: str, truth: str, normalization: str) -> None:
    counts = count_errors(ocr, ocr, truth, normalization)
    metrics = counts.metrics()
    assert metrics["wer_before"] == metrics["wer_after"]
    assert metrics["cer_before"] == metrics["cer_after"]
    assert metrics["precision"] is None
    assert counts.fixed == counts.broken == counts.still_wrong == counts.altered == 0


@property_test
@given(ANY, ANY, NORMALIZATION)
def test_correction_to_the_ground_truth_fixes_everything(
    ocr: str, truth: str, normalization: str
) -> None:
    counts = count_errors(ocr, truth, truth, normalization)
    assert counts.word_errors_after == counts.character_errors_after == counts.broken == 0
    assert counts.fixed == counts.wrong
    assert counts.altered == 0


@property_test
@given(ANY, ANY, ANY, NORMALIZATION)
def test_the_counts_add_up(ocr: str, corrected: str, truth: str, normalization: str) -> None:
    counts = count_errors(ocr, corrected, truth, normalization)
    assert counts.correct <= counts.words
    assert counts.fixed + counts.still_wrong <= counts.wrong
    assert counts.altered <= counts.error_free <= counts.passages
    wrong_words = counts.words - counts.correct
    assert wrong_words <= counts.wrong
    doubled = counts + counts
    assert doubled.metrics() == counts.metrics()
    assert ErrorCounts() + counts == counts


@property_test
@given(ANY, ANY, ANY)
def test_undoing_swaps_fixed_and_broken(ocr: str, corrected: str, truth: str) -> None:
    there = count_errors(ocr, corrected, truth, "strict")
    back = count_errors(corrected, ocr, truth, "strict")
    assert (there.fixed, there.broken) == (back.broken, back.fixed)
    assert there.word_errors_after == back.word_errors_before


def slow_alignment(ocr: list[str], truth: list[str]) -> tuple[list[tuple[bool, tuple]], dict]:
    """Reference implementation: letter by letter over the spans that differ, without caching."""
    words = [(True, (word,)) for word in truth]
    gaps = {}
    blocks = Levenshtein.opcodes(ocr, truth)
    stretches: list[list[int]] = []
    joined = False
    for op in blocks:
        if op.tag == "equal":
            joined = False
            continue
        if joined:
            stretches[-1][1], stretches[-1][3] = op.src_end, op.dest_end
        else:
            stretches.append([op.src_start, op.src_end, op.dest_start, op.dest_end])
        joined = True
    for a, b, c, d in stretches:
        left = [(sign, i) for i in range(a, b) for sign in [*ocr[i], " "]][:-1]
        right = [(sign, j) for j in range(c, d) for sign in [*truth[j], " "]][:-1]
        overlap = set()
        for op in Levenshtein.opcodes([s for s, _ in left], [s for s, _ in right]):
            if op.tag in ("equal", "replace"):
                for k in range(op.src_end - op.src_start):
                    (s, i), (t, j) = left[op.src_start + k], right[op.dest_start + k]
                    if s != " " and t != " ":
                        overlap.add((i, j))
        readings = {j: [ocr[i] for i in range(a, b) if (i, j) in overlap] for j in range(c, d)}
        for j in range(c, d):
            once = sum(truth[j] in readings[k] for k in range(c, d)) == 1
            words[j] = (readings[j] == [truth[j]] and once, tuple(readings[j]))
        for i in range(a, b):
            if not any(pair[0] == i for pair in overlap):
                before = [j for k, j in overlap if k < i]
                # The last word before it that overlaps one, and the furthest that it overlaps.
                owners = [k for k, _ in overlap if k < i]
                gap = max(j for k, j in overlap if k == max(owners)) + 1 if before else c
                gaps[gap] = (*gaps.get(gap, ()), ocr[i])
    return words, gaps


@property_test
@given(st.lists(WORDS, max_size=8), st.lists(WORDS, max_size=8))
def test_the_alignment_is_that_of_the_slow_one(ocr: list[str], truth: list[str]) -> None:
    words, gaps = slow_alignment(ocr, truth)
    found = align_words(ocr, truth)
    assert [tuple(word) for word in found.words] == words
    assert {gap: word.ocr for gap, word in found.gaps.items()} == gaps


@pytest.mark.parametrize(
    ("ocr", "corrected", "truth", "expected"),
    [
        ("tbe note", "the note", "the note", "fixed 1 broken 0 still_wrong 0 correct 1 wrong 1"),
        ("the note", "tbe note", "the note", "fixed 0 broken 1 still_wrong 0 correct 2 wrong 0"),
        ("tbe note", "tho note", "the note", "fixed 0 broken 0 still_wrong 1 correct 1 wrong 1"),
        (
            "con tained",
            "contained",
            "contained",
            "fixed 1 broken 0 still_wrong 0 correct 0 wrong 1",
        ),
        ("ofthe", "of the", "of the", "fixed 2 broken 0 still_wrong 0 correct 0 wrong 2"),
        ("the xx note", "the note", "the note", "fixed 1 broken 0 still_wrong 0 correct 2 wrong 1"),
        ("the note", "the xx note", "the note", "fixed 0 broken 1 still_wrong 0 correct 2 wrong 0"),
        ("The note", "the note", "The note", "fixed 0 broken 1 still_wrong 0 correct 2 wrong 0"),
        ("“note”,", '"note"', "note", "fixed 0 broken 0 still_wrong 0 correct 1 wrong 0"),
        ("anything", "", "", "fixed 0 broken 0 still_wrong 0 correct 0 wrong 0"),
    ],
)
def test_examples(ocr: str, corrected: str, truth: str, expected: str) -> None:
    counts = count_errors(ocr, corrected, truth, "letters")
    names = expected.split()[::2]
    assert " ".join(f"{name} {getattr(counts, name)}" for name in names) == expected
