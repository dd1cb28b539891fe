"""Edits of a text with pages become changes of the words on its pages, or are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.edits import Edit, apply
from ocrfix.pages.changes import changed_lines, lines_of, word_changes
from ocrfix.pages.file import WordChange
from ocrfix.text.pages import PagedText
from tests.pages.paged import paged_text


def edit(text: str, before: str, after: str, at: int = 0) -> Edit:
    start = text.index(before, at)
    return Edit(
        start=start, end=start + len(before), before=before, after=after, kind="misread",
        confidence=0.9, reason="",
    )  # fmt: skip


PAGES = [
    [
        ["Wash", "ington,", "Decembe"],
        ["~", ";"],
        ["the", "recom-"],
        ["mendation", "of", "state,and"],
    ],
    [["com", "m", "ittee"], ["|"]],
]
TEXT = "Wash ington, Decembe\n~ ;\nthe recom-\nmendation of state,and\n\fcom m ittee\n|\n"

CASES = [
    ("replaced", [("Decembe", "December")], [(2, 3, "December")]),
    ("letters inside", [("embe", "ember")], [(2, 3, "December")]),
    ("two edits of one word", [("D", "d"), ("embe", "ember")], [(2, 3, "december")]),
    ("joined by its blank", [("h i", "hi")], [(0, 2, "Washington,")]),
    ("only the blank", [(" ington", "ington")], [(0, 2, "Washington,")]),
    ("three joined, two edits", [("om m", "omm"), (" ittee", "ittee")], [(10, 13, "committee")]),
    ("split", [("state,and", "state, and")], [(9, 10, "state, and")]),
    ("split and corrected", [("state,and", "State, end")], [(9, 10, "State, end")]),
    ("removed at the start of a line", [("~ ", "")], [(3, 4, "")]),
    ("removed at its end", [(" ;", "")], [(4, 5, "")]),
    ("a whole line removed, with its end", [("~ ;\n", "")], [(3, 4, ""), (4, 5, "")]),
    ("its words only", [("~ ;", "")], [(3, 4, ""), (4, 5, "")]),
    ("the last word of a page", [("|\n", "")], [(13, 14, "")]),
    ("both halves of a hyphenated word", [("recom-\nmendation", "Recom-\nMendation")],
     [(6, 7, "Recom-"), (7, 8, "Mendation")]),
    ("words moved within a line", [("Wash ington, Dec", "Washington, D e")],
     [(0, 1, "Washington,"), (1, 2, "D"), (2, 3, "eembe")]),
]  # fmt: skip

REFUSED = [
    ("joined over a line end", [("recom-\nmendation", "recommendation\n")]),
    ("a line end removed", [("Decembe\n", "Decembe ")]),
    ("a line end made", [("ington, ", "ington,\n")]),
    ("over a page", [("\n\fcom", "com")]),
    ("a page end removed", [("\f", "")]),
    ("only blanks", [(" ington", "  ington")]),
    ("a word where there is none", [(" ington", " x ington")]),
]


@pytest.mark.parametrize(
    ("replacements", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_changes(replacements, expected):
    paged = paged_text(PAGES)
    assert paged.text == TEXT
    found = word_changes(paged, [edit(TEXT, *pair) for pair in replacements])
    assert found.refused == ()
    assert found.changes == tuple(WordChange(a, b, tuple(w.split())) for a, b, w in expected)


@pytest.mark.parametrize("replacements", [c[1] for c in REFUSED], ids=[c[0] for c in REFUSED])
def test_refused(replacements):
    edits = [edit(TEXT, *pair) for pair in replacements]
    assert word_changes(paged_text(PAGES), edits) == ((), tuple(edits))


def test_a_refused_edit_does_not_take_another_one_with_it():
    bad, good = edit(TEXT, "\n~", " ~"), edit(TEXT, "; ".strip(), ",")
    also = edit(TEXT, "~", "-")
    assert word_changes(paged_text(PAGES), [bad, good]).changes == (WordChange(4, 5, (",",)),)
    line_end = edit(TEXT, "Decembe\n", "December ")
    found = word_changes(paged_text(PAGES), [line_end, also])
    assert (found.changes, found.refused) == ((WordChange(3, 4, ("-",)),), (line_end,))


def test_words_that_can_be_seen_on_the_page_are_not_changed():
    paged = paged_text(PAGES)
    words = [word._replace(is_changeable=at != 2) for at, word in enumerate(paged.words)]
    paged = PagedText(paged.text, words, paged.pages)
    seen, hidden = edit(TEXT, "Decembe", "December"), edit(TEXT, "com m", "comm")
    writable = word_changes(paged, [seen, hidden])
    assert writable.refused == (seen,)
    assert writable.changes == (WordChange(10, 12, ("comm",)),)


def test_blank_lines_between_paragraphs_do_not_count():
    paged = paged_text(PAGES, gap="\n\n")
    noise = edit(paged.text, "~ ;\n\n", "")
    assert word_changes(paged, [noise]).changes == (WordChange(3, 4, ()), WordChange(4, 5, ()))


words = st.text("ab.-", min_size=1, max_size=4)
pages = st.lists(
    st.lists(st.lists(words, min_size=1, max_size=5), max_size=4), min_size=1, max_size=3
)


@st.composite
def edited(draw):
    """Draw a text with pages, and edits of it that may do anything."""
    paged = paged_text(draw(pages), draw(st.sampled_from(["\n", "\n\n"])))
    edits, at = [], 0
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(at, len(paged.text)))
        end = draw(st.integers(start, min(start + 6, len(paged.text))))
        after = draw(st.text("ab \n\f", max_size=3) | st.just(""))
        before = paged.text[start:end]
        if before != after:
            edits.append(
                Edit(start=start, end=end, before=before, after=after, kind="misread",
                     confidence=0.5, reason="")
            )  # fmt: skip
            at = end + draw(st.integers(0, 1)) if end > start else end + 1
        if at > len(paged.text):
            break
    return paged, edits


@given(edited())
def test_the_changed_words_are_those_of_the_text_after_the_edits(drawn):
    paged, edits = drawn
    found = word_changes(paged, edits)
    made = [e for e in edits if e not in found.refused]
    assert lines_of(apply(paged.text, made)) == changed_lines(paged, found.changes)
    assert len(made) + len(found.refused) == len(edits)


@given(edited())
def test_changes_are_in_order_disjoint_and_within_a_line(drawn):
    paged, edits = drawn
    at = 0
    for change in word_changes(paged, edits).changes:
        assert at <= change.first < change.last
        assert any(
            line.first <= change.first and change.last <= line.last
            for page in paged.pages
            for line in page.lines
        )
        assert all(word and not any(map(str.isspace, word)) for word in change.words)
        assert change.words != tuple(
            paged.text[w.start : w.end] for w in paged.words[change.first : change.last]
        )
        at = change.last


@given(pages)
def test_the_lines_of_a_text_are_those_of_its_pages(drawn):
    paged = paged_text(drawn)
    assert lines_of(paged.text) == changed_lines(paged)
