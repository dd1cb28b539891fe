"""The diff: applied to the original, it gives the text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.document import Document
from ocrfix.edits import Edit, apply, resolve_conflicts, with_clean_offsets
from ocrfix.emit.diff import render

HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n")


def patched(text, diff):
    """Apply a unified diff to a text, as ``patch`` does, but strictly."""
    old = re.findall(r"[^\n]*\n|[^\n]+\Z", text)
    new, at = [], 0
    lines = re.findall(r"[^\n]*\n", diff)
    assert [line[:4] for line in lines[:2]] == ["--- ", "+++ "]
    i = 2
    while i < len(lines):
        hunk = HUNK.fullmatch(lines[i])
        assert hunk, lines[i]
        start, count, new_start, new_count = (int(n) if n else 1 for n in hunk.groups())
        begin = start - 1 if count else start
        new += old[at:begin]
        at = begin
        assert len(new) == (new_start - 1 if new_count else new_start)
        before = len(new)
        i += 1
        while i < len(lines) and lines[i][0] in " -+":
            sign, line = lines[i][0], lines[i][1:]
            i += 1
            if i < len(lines) and lines[i].startswith("\\"):
                line = line[:-1]
                i += 1
            if sign in " -":
                assert old[at] == line
                at += 1
            if sign in " +":
                new.append(line)
        assert at - begin == count
        assert len(new) - before == new_count
    return "".join(new + old[at:])


@st.composite
def documents(draw):
    original = draw(st.text("ab\n\r", max_size=40))
    proposals = []
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(original)))
        end = draw(st.integers(start, min(len(original), start + 6)))
        after = draw(st.text("abc\n", max_size=4))
        if original[start:end] != after:
            proposals.append(
                Edit(
                    start=start,
                    end=end,
                    before=original[start:end],
                    after=after,
                    kind="misread",
                    confidence=1.0,
                    reason="so",
                )
            )
    edits = with_clean_offsets(resolve_conflicts(proposals)[0])
    return Document(original=original, clean=apply(original, edits), edits=edits)


@given(documents())
def test_the_diff_applied_to_the_original_gives_the_text(document):
    diff = render(document, marks="keep")
    if document.clean == document.original:
        assert diff == ""
    else:
        assert patched(document.original, diff) == document.clean


@pytest.mark.parametrize("marks", ["inline", "keep", "strip"])
def test_marks_are_changes_too(marked, marks):
    document = marked("one\n{stamp:DEC 14}\ntwo {page:2}")
    text = document.render("text", marks=marks)
    diff = document.render("diff", marks=marks)
    assert (patched(document.original, diff) if diff else document.original) == text


def test_distant_changes_get_separate_hunks(corrected):
    text = "".join(f"{n}\n" for n in range(1, 31))
    diff = render(corrected(text, r"\b(5|9|25)\b", "x"), marks="keep")
    assert HUNK.findall(diff) == [("2", "11", "2", "11"), ("22", "7", "22", "7")]
    assert diff.startswith("--- original\n+++ clean\n@@ -2,11 +2,11 @@\n 2\n 3\n 4\n-5\n+x\n 6\n")


def test_time_is_linear(corrected):
    document = corrected("tbe letter\n" * 100_000, "tbe", "the")
    began = time.process_time()
    render(document, marks="keep")
    assert time.process_time() - began < 10
