"""Names: their misread forms are corrected, and no name becomes a word."""

from __future__ import annotations

import pytest

import ocrfix
from ocrfix.config import Config
from ocrfix.pipeline import Pipeline, get_pipeline
from tests.correction.tables import rows

CASES = rows("names.tsv", 4)


@pytest.mark.parametrize(("outcome", "text", "expected", "comment"), CASES)
def test_misread_names(outcome: str, text: str, expected: str, comment: str) -> None:
    document = ocrfix.correct(text)
    assert expected in document.clean, comment
    if outcome == "stays":
        assert document.clean == text, comment


@pytest.mark.parametrize(("outcome", "text", "expected", "comment"), CASES)
def test_a_name_that_is_not_repeated_stays(
    outcome: str, text: str, expected: str, comment: str
) -> None:
    last = text.rpartition("\n")[2]
    if outcome == "corrected" and "rn" not in last:
        assert expected not in ocrfix.correct(last).clean, comment


def test_a_word_that_is_often_misread_is_not_a_name() -> None:
    text = "7 PROVISIOHAL\n\n" * 4 + "THE PROVISIONAL.\nPROVISIONAI\n"
    document = ocrfix.correct(text)
    found = [e.after for e in (*document.edits, *document.suggestions) if e.before == "PROVISIONAI"]
    assert found == ["PROVISIONAL"]


def test_names_of_a_text_do_not_affect_other_texts() -> None:
    """Cached edits of a word depend on the names of the document."""
    line = "The note was sent to Holmguist at once."
    texts = [f"Mr. Holmquist came.\nHolmquist left.\n{line}", f"Nobody came.\nThey left.\n{line}"]
    alone = [Pipeline(Config.default()).correct(text).to_json() for text in texts]
    for order in (texts, texts[::-1]):
        shared = Pipeline(Config.default())
        found = {text: shared.correct(text).to_json() for text in order}
        assert [found[text] for text in texts] == alone


NEAR_WORDS = ["Rusk", "Zorin", "Herter", "Wiedemann", "Varnholt", "Belgrove", "Itkin", "Quenby"]
SENTENCES = [
    "The Ambassador told {} that the talks would go on.",
    "{} said that the proposal was not acceptable.",
    "The letter was sent to {}, who did not answer.",
    "I spoke with General {} about the matter.",
    "TO: {}",
    "He was seen with {}\nin the capital.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("name", NEAR_WORDS)
def test_a_name_is_not_made_a_word(name: str, sentence: str) -> None:
    for text in (sentence.format(name), sentence.format(name).upper()):
        assert get_pipeline().correct(text).clean == text
