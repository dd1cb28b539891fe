"""Correction with a second reading: tables of cases, and what holds for any two readings."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ocrfix
from ocrfix.config import Config
from ocrfix.document import Document
from ocrfix.pipeline import get_pipeline
from tests.correction.tables import rows
from tests.documents import documents
from tests.profiles import examples

CASES = rows("readings.tsv", 4)
UNCHANGED = rows("unchanged.tsv", 2)
property_test = settings(max_examples=examples(50), derandomize=True, deadline=None)
CONFUSED = (("m", "rn"), ("e", "c"), ("h", "b"), ("l", "1"), ("o", "0"), (" ", ""), ("t", "f"))


def misread(text: str, draw: random.Random, share: float) -> str:
    """Return a text as a bad engine might read it."""
    out = []
    for char in text:
        options = [read for printed, read in CONFUSED if printed == char]
        out.append(draw.choice(options) if options and draw.random() < share else char)
    return "".join(out)


@pytest.mark.parametrize(
    ("text", "second", "expected"), [pytest.param(a, b, c, id=d) for a, b, c, d in CASES]
)
def test_table(text: str, second: str, expected: str) -> None:
    assert ocrfix.correct(text, second=second).clean == expected


@pytest.mark.parametrize("text", [case[0] for case in CASES])
@pytest.mark.parametrize("second", ["", " \n", "---", []])
def test_a_reading_without_words_is_no_reading(text: str, second: str) -> None:
    assert ocrfix.correct(text, second=second) == ocrfix.correct(text)


@pytest.mark.parametrize(
    ("text", "second", "reading"),
    [
        ("The Govermment has agreed to it.", "The Govermment has agreed to it.", "first"),
        ("The Govermment has agreed to it.", "The Government has agreed to it.", "both"),
        ("The talks were sold in May.", "The talks were held in May.", "second"),
        ("The Govermment has agreed to it.", None, None),
    ],
)
def test_the_record_says_which_reading_an_edit_rests_on(
    text: str, second: str | None, reading: str | None
) -> None:
    document = ocrfix.correct(text, second=second or ())
    assert [edit.reading for edit in document.edits] == [reading]
    assert Document.from_json(document.to_json()) == document


def test_digits_are_suggested() -> None:
    document = ocrfix.correct(
        "The loan was repaid in full in 1962.", second="The loan was repaid in full in 1963."
    )
    assert document.clean == document.original
    assert [(e.before, e.after) for e in document.suggestions] == [("1962", "1963")]


def test_three_readings() -> None:
    text = "The talks on the fishing grounds were bold in Oslo on Friday."
    right, other = text.replace("bold", "held"), text.replace("bold", "hold")
    assert ocrfix.correct(text, second=[right, right]).clean == right
    assert ocrfix.correct(text, second=[right, other]).clean in (text, right)


def test_a_displaced_block_is_found() -> None:
    first = "The Ambassador of Norland called at noon and brought a note on the islands."
    text = "The talks on the fishing grounds were bold in Oslo on Friday."
    right = text.replace("bold", "held")
    document = ocrfix.correct(f"{first}\n\n{text}\n", second=f"{right}\n\n{first}\n")
    assert document.clean == f"{first}\n\n{right}\n"


def test_marks_of_an_earlier_run_are_kept() -> None:
    text, second = (
        "SECRET\n\nThe talks were sold in May.\n",
        "SECRET\n\nThe talks were held in May.\n",
    )
    once = ocrfix.clean(text, second=second).render("text", marks="inline")
    assert ocrfix.clean(once, second=second).render("text", marks="inline") == once


def test_words_of_the_user_are_never_changed() -> None:
    config = Config.default().merged({"words": ["bold"]})
    text = "The talks on the fishing grounds were bold in Oslo on Friday."
    assert ocrfix.correct(text, config, second=text.replace("bold", "held")).clean == text


@pytest.mark.parametrize("second", [7, [7], [b"x"]])
def test_a_reading_that_is_no_text_is_refused(second: object) -> None:
    with pytest.raises(TypeError, match=r"second of ocrfix\.clean"):
        ocrfix.clean("The talks were held.", second=second)  # type: ignore[arg-type]


@property_test
@given(documents(), st.randoms(use_true_random=False), st.sampled_from((0.02, 0.1, 0.3)))
def test_undo_and_twice(text: str, draw: random.Random, share: float) -> None:
    second = misread(text, draw, share)
    document = ocrfix.clean(text, second=second)
    assert document.undo() == text
    again = ocrfix.clean(document.clean, second=second)
    assert again.clean == document.clean


@pytest.mark.parametrize("text", [text for text, _ in UNCHANGED])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.3])
def test_what_must_stay_stays_beside_a_bad_reading(text: str, share: float) -> None:
    second = misread(text, random.Random(text), share)
    assert ocrfix.correct(text, second=second).clean == text


@property_test
@given(documents())
def test_the_same_reading_makes_no_word_bolder(text: str) -> None:
    """With the text itself as second reading, nothing is changed that is not without it."""
    pipeline = get_pipeline()
    with_same = pipeline.correct(text, second=[text])
    without = pipeline.correct(text)
    made = {(edit.start, edit.end, edit.after) for edit in without.edits}
    changed = {start for start, _, _ in made}
    for edit in with_same.edits:
        assert (edit.start, edit.end, edit.after) in made or edit.start in changed
