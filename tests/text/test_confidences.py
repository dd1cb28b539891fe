"""Confidences of words: which word has which, before and after edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.edits import Edit, apply
from ocrfix.text.confidences import WordConfidences
from ocrfix.text.pages import PagedText, PageWord, Quad

BOX = Quad.from_box(0, 0, 1, 1)


def edit(start: int, before: str, after: str) -> Edit:
    return Edit(
        start=start, end=start + len(before), before=before, after=after, kind="misread",
        confidence=0.9, reason="",
    )  # fmt: skip


def words_of(text: str) -> list[tuple[int, int, float]]:
    """Return the words between blanks, each with a confidence of its own."""
    found, at = [], 0
    for number, word in enumerate(text.split(" ")):
        if word:
            found.append((at, at + len(word), round(0.01 * (number % 100), 2)))
        at += len(word) + 1
    return found


@pytest.mark.parametrize(
    "words",
    [[(0, 0, 0.5)], [(3, 1, 0.5)], [(-1, 2, 0.5)], [(0, 4, 0.5), (3, 6, 0.5)], [(0, 2, 1.5)],
     [(0, 2, -0.1)], [(0, 2, float("nan"))]],
)  # fmt: skip
def test_words_that_cannot_be_are_refused(words):
    with pytest.raises(ValueError, match=r"the word at|the confidence"):
        WordConfidences(words)


def test_words_may_come_in_any_order():
    confidences = WordConfidences([(4, 6, 0.2), (0, 3, 0.9)])
    assert (confidences.of(0, 3), confidences.of(4, 6)) == (0.9, 0.2)
    assert (len(confidences), confidences.end) == (2, 6)


@pytest.mark.parametrize(
    ("span", "confidence"),
    [
        ((4, 9), 0.7),
        ((5, 8), 0.7),
        ((3, 5), None),
        ((8, 11), None),
        ((0, 3), 0.4),
        ((12, 14), None),
    ],
)
def test_a_span_has_the_confidence_of_the_word_around_it(span, confidence):
    assert WordConfidences([(0, 3, 0.4), (4, 9, 0.7)]).of(*span) == confidence


@pytest.mark.parametrize(
    ("text", "edits", "word", "confidence"),
    [
        ("tbe end", [edit(0, "tbe", "the")], "the", None),
        ("tbe end", [edit(1, "b", "h")], "the", None),
        ("tbe end", [edit(0, "tbe", "there")], "end", 0.01),
        ("the end, so", [edit(7, ",", ".")], "end", 0.01),
        ("the end so", [edit(7, "", ".")], "end", 0.01),
        ("the, end", [edit(3, ",", "")], "the", 0.0),
        ("the, end", [edit(3, ",", "")], "end", 0.01),
        ("con tained", [edit(3, " ", "")], "contained", None),
        ("con tained", [edit(0, "con tained", "contained")], "contained", None),
        ("ofthe end", [edit(2, "", " ")], "end", 0.01),
        ("Decembe 12", [edit(7, "", "r")], "December", None),
        ("tthe end", [edit(0, "t", "")], "the", None),
        ("a b c", [edit(0, "a", "aa"), edit(4, "c", "")], "b", 0.01),
    ],
)
def test_a_word_keeps_its_confidence_unless_its_letters_change(text, edits, word, confidence):
    after = apply(text, edits)
    start = after.index(word)
    confidences = WordConfidences(words_of(text)).after(edits)
    assert confidences.of(start, start + len(word)) == confidence


@given(st.data())
def test_words_without_an_edit_keep_their_confidence(data):
    text = data.draw(st.text("ab .", min_size=1, max_size=40))
    confidences = WordConfidences(words_of(text))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        after = data.draw(st.text("xy ,", max_size=4))
        if after != text[start:end] and (not edits or edits[-1].end < start):
            edits.append(edit(start, text[start:end], after))
    moved = confidences.after(edits)
    for start, end, confidence in words_of(text):
        if all(e.end < start or e.start > end for e in edits):
            shift = sum(len(e.after) - len(e.before) for e in edits if e.end < start)
            assert moved.of(start + shift, end + shift) == confidence
    assert moved.end <= len(apply(text, edits))


def test_a_part_has_the_words_inside_it():
    part = WordConfidences([(0, 3, 0.1), (4, 9, 0.2), (10, 12, 0.3)], "a").part(4, 11)
    assert (part.of(0, 5), len(part), part.engine) == (0.2, 1, "a")


def test_words_of_pages_without_a_confidence_are_left_out():
    words = (PageWord(0, 2, BOX, 0.5), PageWord(3, 5, BOX))
    confidences = WordConfidences.of_pages(PagedText("To Be\n", words, (), "tesseract 5"))
    assert (confidences.of(0, 2), confidences.of(3, 5)) == (0.5, None)
    assert confidences.engine == "tesseract 5"
