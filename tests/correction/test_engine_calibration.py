"""Confidences of the OCR engine as evidence: what they change, and what they must not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocrfix
from ocrfix import Config, WordConfidences
from ocrfix.correction.words.engine_calibration import GROUPS, EngineCalibration, Knot, shifted
from ocrfix.lexicon import tables
from ocrfix.pipeline import Pipeline
from ocrfix.system import paths
from ocrfix.text.tokens import TokenizedText

TEXT = (
    "The Ambassador said that tbe Govemment would not be in a position to reply beforc the end\n"
    "of the month, and that Mr. Belov of the Foreign Ministery had ieft for Geneva. Tlie talks\n"
    "were helcl in an atmosphere of mutual respect; Mertens and Kolgrims were presenl.\n"
)
TOKENS = TokenizedText(TEXT).tokens


def confidences(value: float, engine: str = "tesseract 5.3.0") -> WordConfidences:
    """Return one confidence for all words of the text."""
    return WordConfidences([(token.start, token.end, value) for token in TOKENS], engine)


def made(given: WordConfidences | None) -> set[tuple[int, int, str]]:
    document = ocrfix.correct(TEXT, confidences=given)
    return {(edit.start, edit.end, edit.after) for edit in document.edits}


def test_without_confidences_nothing_changes():
    plain = ocrfix.clean(TEXT)
    assert plain.edits
    for nothing in (None, WordConfidences([], "tesseract"), WordConfidences([])):
        assert ocrfix.clean(TEXT, confidences=nothing) == plain


@pytest.mark.parametrize("engine", ["", "abbyy 12", "kraken"])
@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_an_engine_that_is_not_calibrated_changes_nothing(engine, value):
    assert ocrfix.clean(TEXT, confidences=confidences(value, engine)) == ocrfix.clean(TEXT)


def test_higher_confidence_never_makes_more_edits():
    by_confidence = [made(confidences(value / 100)) for value in range(0, 101, 10)]
    for less, more in pairwise(by_confidence):
        assert more <= less
    assert made(confidences(0.97)) <= made(None) <= made(confidences(0.3))


def test_the_confidence_of_an_edit_falls_with_that_of_the_engine():
    for low, high in pairwise((0.1, 0.6, 0.9, 0.95, 0.97)):
        before, after = (
            {
                (e.start, e.after): e.confidence
                for d in [ocrfix.correct(TEXT, confidences=confidences(value))]
                for e in (*d.edits, *d.suggestions)
            }
            for value in (low, high)
        )
        assert all(before[key] >= after[key] for key in before.keys() & after.keys())


@pytest.mark.parametrize("value", [0.05, 0.5, 0.9, 0.97])
def test_a_clean_text_with_its_confidences_stays(value):
    given = confidences(value)
    document = ocrfix.clean(TEXT, confidences=given)
    again = ocrfix.clean(document.clean, confidences=given.after(document.edits))
    assert again.clean == document.clean


def test_only_the_words_of_low_confidence_are_more_open_to_edits():
    word = next(token for token in TOKENS if token.text == "presenl")
    low = WordConfidences([(word.start, word.end, 0.1)], "tesseract")
    assert made(None) - made(low) == set()
    assert all(word.start <= start and end <= word.end for start, end, _ in made(low) - made(None))


def test_confidences_of_another_text_are_refused():
    with pytest.raises(ValueError, match="a word that ends at 9, and the text has 4 characters"):
        ocrfix.clean("memo", confidences=WordConfidences([(0, 9, 0.5)], "tesseract"))
    with pytest.raises(TypeError, match=r"ocrfix\.WordConfidences or None, not dict"):
        ocrfix.clean("memo", confidences={})  # type: ignore[arg-type]


@given(st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=30, unique=True), st.floats(0, 1))
def test_spans_that_are_no_words_do_no_harm(cuts, value):
    """Spans within words, over line ends and blanks, as of another segmentation."""
    words = [(start, end, value) for start, end in pairwise(sorted(cuts))]
    document = ocrfix.correct(TEXT, confidences=WordConfidences(words, "tesseract"))
    assert document.undo() == TEXT


def test_removing_markers_moves_the_confidences_too():
    text = f"SECRET\n\n{TEXT}"
    shifted_words = [(t.start + 8, t.end + 8, 0.97) for t in TOKENS]
    config = Config.default().merged({"emit": {"marks": "strip"}})
    given = WordConfidences(shifted_words, "tesseract")
    document = Pipeline(config).clean(text, confidences=given)
    edits = {(e.start - 8, e.end - 8, e.after) for e in document.edits if e.kind != "markup"}
    assert {e for e in edits if e[0] > 0} <= made(confidences(0.97))


class TestTable:
    def test_it_never_rises(self):
        calibration = EngineCalibration.load(paths.dictionaries() / "engine-confidence.tsv")
        assert {group for _, group in calibration.knots} == set(GROUPS)
        for knots in calibration.knots.values():
            for low, high in pairwise(knots):
                assert low.confidence < high.confidence
                assert low.log_odds >= high.log_odds

    def test_it_speaks_for_and_against_edits(self):
        calibration = EngineCalibration.load(paths.dictionaries() / "engine-confidence.tsv")
        for group in GROUPS:
            assert calibration.log_odds("tesseract", group, 0.3) > 0
            assert calibration.log_odds("tesseract", group, 0.97) <= 0

    @pytest.mark.parametrize(
        "rows",
        ["a\tknown\t0.5\t0\na\tknown\t0.6\t1\n", "a\tknown\t0.5\t0\na\tknown\t0.5\t0\n",
         "a\tknown\tmany\t0\n", "a\tknown\t0.5\n"],
    )  # fmt: skip
    def test_rows_that_cannot_be_are_refused(self, tmp_path, rows):
        path = tmp_path / "engine-confidence.tsv"
        path.write_text(rows, encoding="utf-8")
        with pytest.raises(tables.TableError):
            EngineCalibration.load(path)

    def test_it_is_linear_between_knots_and_constant_beyond(self):
        calibration = EngineCalibration({("a", "known"): [Knot(0.5, 1.0), Knot(0.9, -3.0)]})
        found = [calibration.log_odds("a", "known", x) for x in (0.0, 0.5, 0.6, 0.9, 1.0)]
        assert found == pytest.approx([1.0, 1.0, 0.0, -3.0, -3.0])


@given(st.floats(0, 1), st.floats(-30, 30))
def test_shifted_probabilities_are_probabilities(probability, log_odds):
    assert 0.0 <= shifted(probability, log_odds) <= 1.0
