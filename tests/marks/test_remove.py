"""Removal of markers and of the text around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.edits import apply
from ocrfix.marks.remove import strip
from ocrfix.records import Marker

STRIPPED = [
    ("a line of its own", "one\n{stamp:DEC 14}\ntwo\n", "one\ntwo\n"),
    ("the blanks of that line", "one\n  {stamp:DEC 14}\t\ntwo\n", "one\ntwo\n"),
    ("CRLF goes as one", "one\r\n{stamp:DEC 14}\r\ntwo", "one\r\ntwo"),
    ("the last line", "one\n{page:-2-}", "one\n"),
    ("a form feed stays", "one\n{page:-2-}\ftwo", "one\n\ftwo"),
    ("blank lines stay", "one\n\n{stamp:DEC 14}\n\ntwo", "one\n\n\ntwo"),
    ("in a sentence", "told {exemption:B1} us", "told us"),
    ("before a full stop", "told us {exemption:B1}.", "told us ."),
    ("at the beginning", "{exemption:B1} told us", "told us"),
    ("at the end", "told us {exemption:B1}\n", "told us\n"),
    ("run into a word", "MEMORANDUM{stamp:BP 12/14}", "MEMORANDUM"),
    ("columns", "  {exemption:B1}   told", "  told"),
    ("a list of codes", "{exemption:B1},{exemption:A5}\ntext", "text"),
    ("a list in a sentence", "told {exemption:B1}, {exemption:A5} us", "told us"),
    ("words between two", "{handling:NODIS} and {handling:EXDIS}", "and"),
    ("a heading without words", "### {release:RELEASED}{classification:SECRET}\ntext", "text"),
    ("a heading with words", "### {release:RELEASED} Memorandum\n", "### Memorandum\n"),
    ("bold without words", "**{classification:SECRET}**\ntext", "text"),
    ("bold in a sentence", "told **{exemption:B1}** us", "told us"),
    ("bold with words", "**told {exemption:B1} us**", "**told us**"),
    ("brackets without words", "told ({exemption:B1}) us", "told us"),
    ("double blanks elsewhere stay", "a  b {exemption:B1} c  d\n", "a  b c  d\n"),
    ("trailing blanks elsewhere stay", "a  \n{page:2}\nb  \n", "a  \nb  \n"),
    ("over a line end", "a {stamp:b\nc} d", "a\nd"),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in STRIPPED], ids=[case[0] for case in STRIPPED]
)
def test_stripped(marked, text, expected):
    document = marked(text)
    assert document.render("text", marks="strip") == expected


@given(
    st.text("ab ,*_#()\n\r\f\t", max_size=30), st.sets(st.integers(0, 30), max_size=8).map(sorted)
)
def test_any_text_and_any_markers(clean, cuts):
    markers = [
        Marker(
            start=start,
            end=end,
            clean_start=start,
            clean_end=end,
            type="stamp",
            text=clean[start:end],
        )
        for start, end in zip(cuts[0::2], cuts[1::2], strict=False)
        if end <= len(clean)
    ]
    edits = strip(clean, markers)
    apply(clean, edits)  # in order, not overlapping, and true to the text
    gone = {place for edit in edits for place in range(edit.start, edit.end)}
    for marker in markers:
        for place in range(marker.clean_start, marker.clean_end):
            assert place in gone or clean[place] in "\n\r\f", "a marker goes whole"
    for edit in edits:
        assert edit.after == "" and edit.kind == "marker"
    kept = {place for marker in markers for place in range(marker.clean_start, marker.clean_end)}
    for place in gone - kept:
        assert clean[place] in " ,*_#()\n\r\t", "no word goes with it"


def test_strip_without_markers():
    assert strip("### \n****\n", []) == []
