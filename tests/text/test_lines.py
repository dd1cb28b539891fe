"""Lines of a text: the fast split agrees with the lines and their offsets."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.text.lines import lines, split_lines
from tests.profiles import examples


@settings(max_examples=examples(100))
@given(st.lists(st.sampled_from(["a", "", "é", "\n", "\r", "\r\n", "\f", "\v", "\u2028"])))
def test_split_lines_agrees_with_lines(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = list(lines(text))
    assert [line.text for line in found] == split_lines(text)[: len(found)]
    assert all(text[line.start : line.end] == line.text for line in found)
    assert not any(split_lines(text)[len(found) :])
