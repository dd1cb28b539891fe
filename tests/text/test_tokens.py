"""The tokenizer."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.text import tokens
from ocrfix.text.tokens import TokenizedText
from tests.profiles import examples


@given(st.text(st.sampled_from("aZé9_-–'’.?!:,/ \t\u00a0()|“¬½²٣ﬁ\u0301"), max_size=40))
@settings(max_examples=examples(500), derandomize=True)
def test_the_loop_and_the_pattern_find_the_same_words(line: str) -> None:
    """Both implementations, if the module is compiled; the pattern defines words."""
    pattern = tokens._TOKEN
    expected = [(m.start(), m.end(), m.group()) for m in pattern.finditer(line)]
    assert [(t.start, t.end, t.text) for t in TokenizedText(line).tokens] == expected
