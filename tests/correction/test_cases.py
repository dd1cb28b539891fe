"""Tables of texts that must be corrected and of texts that must not change."""

from __future__ import annotations

import pytest

import ocrfix
from ocrfix.config import Config
from ocrfix.pipeline import Pipeline
from tests.correction.tables import rows


@pytest.mark.parametrize(("kind", "text", "expected", "comment"), rows("fixed.tsv", 4))
def test_corrected(kind: str, text: str, expected: str, comment: str) -> None:
    document = ocrfix.correct(text)
    assert document.clean == expected, comment
    assert kind in {edit.kind for edit in document.edits}, comment


@pytest.mark.parametrize(("text", "comment"), rows("unchanged.tsv", 2))
def test_left_alone(text: str, comment: str) -> None:
    assert ocrfix.correct(text).clean == text, comment


@pytest.mark.parametrize(("text", "comment"), rows("unchanged.tsv", 2))
def test_left_alone_inside_a_page(text: str, comment: str) -> None:
    page = f"The Embassy reported the following.\n\n{text}\n\nNo comment was made.\n"
    assert ocrfix.correct(page).clean == page, comment


def test_a_disabled_kind_makes_no_edits() -> None:
    for kind, text, _, _ in rows("fixed.tsv", 4):
        config = ocrfix.Config.default().merged({"correct": {"correctors": {kind: False}}})
        assert kind not in {edit.kind for edit in ocrfix.correct(text, config).edits}


@pytest.mark.parametrize(
    "texts",
    [
        (
            "It was over. Dewald and Ruby were there.",
            "It was said that Dewald and Ruby were there.",
        ),
        ("It was over. Tngland and France met.", "They heard from Tngland and France there."),
    ],
)
def test_results_do_not_depend_on_earlier_texts(texts: tuple[str, str]) -> None:
    """A word at the start of one sentence and inside another has different candidates."""
    alone = [Pipeline(Config.default()).correct(text).to_json() for text in texts]
    for order in (texts, texts[::-1]):
        shared = Pipeline(Config.default())
        found = {text: shared.correct(text).to_json() for text in order}
        assert [found[text] for text in texts] == alone
