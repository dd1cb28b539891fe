"""Invariants of letter-spaced text and of words run together."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ocrfix
from ocrfix.correction.segmentation.viterbi import split_run_together
from ocrfix.pipeline import get_pipeline
from tests.profiles import examples

PROSE = (
    "The Ambassador called on the Prime Minister this morning at the request of the Department.",
    "Holmquist said that his Government could not accept the draft, but would study it further.",
    "Summary of Conclusions for a Meeting of the Special Group on Norland and the Baltic States",
    "In October 1964 the Embassy reported that Minister Kowarczyk had left for Warsaw by train.",
    "We do not believe that the Soviets will raise the question of Berlin before the elections.",
    "Mr. Lindqvist asked whether the United States would support a resolution in the Council.",
    "MEMORANDUM FOR THE SECRETARY OF STATE ON THE PROPOSED SALE OF AIRCRAFT TO NORLAND",
    "The talks were held in a friendly atmosphere and dealt with trade, fisheries and air rights.",
    "He added that the villages along the border had been subject to attacks since early June.",
    "The Vice President noted that the President's views on this were well known to all present.",
    "Dr. Vikström doubted that the treaty could be ratified by the Senate in its present form.",
    "A copy of the paper, which has not been cleared with the Department of Defense, is attached.",
)

WORDS = ("the", "of", "treaty", "ministry", "and", "his", "a", "with", "Embassy")


def wide_gaps(line: str, chance: random.Random) -> str:
    return "  ".join(" ".join(word) for word in line.split())


def no_wide_gaps(line: str, chance: random.Random) -> str:
    return " ".join(line.replace(" ", ""))


def partly_spaced(line: str, chance: random.Random) -> str:
    words = line.split()
    first = chance.randrange(len(words) - 3)
    last = chance.randrange(first + 3, len(words))
    return " ".join((*words[:first], " ".join("".join(words[first:last])), *words[last:]))


@pytest.mark.parametrize("space", [wide_gaps, no_wide_gaps, partly_spaced])
def test_words_are_recovered(space) -> None:
    chance = random.Random(7)
    right = total = 0
    for line in PROSE:
        found = ocrfix.correct(space(line, chance)).clean.split()
        total += len(line.split())
        right += sum(word in found for word in line.split())
    assert right / total >= 0.98


@settings(max_examples=examples(60), derandomize=True)
@given(
    st.sampled_from(PROSE),
    st.sampled_from([wide_gaps, no_wide_gaps, partly_spaced]),
    st.integers(0, 99),
)
def test_only_spaces_are_removed(line: str, space, seed: int) -> None:
    """Joining changes no letter, and a joined line is not changed again."""
    spaced = space(line, random.Random(seed))
    document = ocrfix.correct(spaced)
    for edit in document.edits:
        if edit.kind == "letterspaced":
            assert edit.before.replace(" ", "") == edit.after
    again = ocrfix.correct(document.clean)
    assert again.edits == ()


@settings(max_examples=examples(100), derandomize=True)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=8,
    )
)
def test_splitting_changes_no_letter(words: list[str]) -> None:
    text = "".join(words)
    for split in split_run_together(get_pipeline().lexicon, text, 6):
        assert split.replace(" ", "") == text
        assert 1 < len(split.split(" ")) <= 6


@settings(max_examples=examples(100), derandomize=True)
@given(st.text(max_size=30))
def test_any_text_can_be_split(text: str) -> None:
    for split in split_run_together(get_pipeline().lexicon, text, 6):
        assert split.replace(" ", "") == text.replace(" ", "")
