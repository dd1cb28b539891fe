"""Typing errors of the typist stay; misreadings of the engine are corrected."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ocrfix
from ocrfix.config import Config
from ocrfix.correction.words.typist import sic_spans
from tests.correction.tables import rows
from tests.profiles import examples

CASES = rows("typist.tsv", 3)


@pytest.mark.parametrize(("whose", "text", "comment"), CASES)
def test_the_origin_of_the_error(whose: str, text: str, comment: str) -> None:
    document = ocrfix.correct(text)
    assert (document.clean == text) is (whose == "typist"), comment
    assert "typist" not in {edit.kind for edit in document.edits}
    for suggestion in document.suggestions:
        if suggestion.before.isalpha() and suggestion.confidence >= 0.75:
            assert suggestion.kind == "typist"


@pytest.mark.parametrize("threshold", [0.0, 0.4, 1.0])
def test_a_typing_error_is_only_suggested_at_any_threshold(threshold: float) -> None:
    settings = {"correct": {"threshold": threshold, "suggest": min(threshold, 0.4)}}
    config = Config.default().merged(settings)
    document = ocrfix.correct("He personnally attended the meeting of the Council.", config)
    assert "personnally" in document.clean
    (suggestion,) = (s for s in document.suggestions if s.kind == "typist")
    assert (suggestion.before, suggestion.after) == ("personnally", "personally")


def test_switched_off_it_is_neither_corrected_nor_suggested() -> None:
    config = Config.default().merged({"correct": {"correctors": {"typist": False}}})
    document = ocrfix.correct("He personnally attended the meeting of the Council.", config)
    assert not document.edits
    assert not document.suggestions


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The govermment [sic] fell.", "govermment [sic]"),
        ("The govermment (sic) fell.", "govermment (sic)"),
        ("The govermment [Sic] fell.", "govermment [Sic]"),
        ("The govermment /sic/ fell.", "govermment /sic/"),
        ("The govermment [ sic. ] fell.", "govermment [ sic. ]"),
        ("It is the govermment\n[sic] that fell.", "govermment\n[sic]"),
        ('It is "our govermment" [sic] that fell.', 'govermment" [sic]'),
        ("It is “our govermment.” (sic)", "govermment.” (sic)"),
        ("Of the govermment's [sic] fall.", "govermment's [sic]"),
    ],
)
def test_a_word_marked_with_sic_stays(text: str, marked: str) -> None:
    assert [text[start:end] for start, end in sic_spans(text)] == [marked]
    plain = text.replace(marked, marked.partition("govermment")[1])
    assert ocrfix.correct(plain).clean != plain, "without [sic] it is corrected"
    document = ocrfix.correct(text)
    assert marked in document.clean
    assert "govermment" not in {s.before for s in document.suggestions}


@pytest.mark.parametrize(
    "text", ["The sick govermment fell.", "sic transit", "the basic (plan)", "[sic]", "(music) sic"]
)
def test_other_text_is_no_sic_mark(text: str) -> None:
    assert sic_spans(text) == []


@given(st.text(alphabet='ab \n"[](sic)/.', max_size=40))
@settings(max_examples=examples(200), derandomize=True)
def test_sic_spans_end_with_the_mark(text: str) -> None:
    reached = 0
    for start, end in sic_spans(text):
        assert reached <= start < end <= len(text)
        assert text[start].isalnum()
        assert "sic" in text[start:end].lower()
        reached = end
