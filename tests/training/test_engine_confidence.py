"""Training of the calibration of OCR engines: what it learns from documents."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import pytest

pytest.importorskip("scipy")

from ocrfix.config import Config
from ocrfix.correction.words.engine_calibration import EngineCalibration
from ocrfix.pipeline import Pipeline
from ocrfix.training.engine_confidence import (
    ReadDocument,
    TruePassage,
    WordExample,
    collect_examples,
    learn_engine_calibration,
    read_documents,
    write_engine_calibration,
)


def examples(right_when_sure: bool) -> list[WordExample]:
    """Return words that are wrong where the engine was unsure, and otherwise as asked."""
    return [
        WordExample("a", "known", stated, is_right)
        for stated, is_right in ((0.3, not right_when_sure), (0.97, right_when_sure))
        for _ in range(40)
    ]


def test_right_words_that_an_engine_is_sure_of_speak_against_edits():
    calibration = learn_engine_calibration(examples(right_when_sure=True))
    assert calibration.log_odds("a", "known", 0.3) > 0.5
    assert calibration.log_odds("a", "known", 0.97) < -1


def test_low_confidence_speaks_less_for_an_edit_than_high_confidence_against_it():
    """A word that is hard to read is hard to correct."""
    (knots,) = learn_engine_calibration(examples(right_when_sure=True)).knots.values()
    assert knots[0].log_odds < math.log(2) < -knots[-1].log_odds


def test_it_never_rises_even_where_the_examples_do():
    (knots,) = learn_engine_calibration(examples(right_when_sure=False)).knots.values()
    assert all(low.log_odds >= high.log_odds for low, high in pairwise(knots))


def test_a_confidence_that_says_nothing_changes_nothing():
    same = [WordExample("a", "known", x, y) for x in (0.3, 0.97) for y in (True, False)] * 20
    (knots,) = learn_engine_calibration(same).knots.values()
    assert all(abs(knot.log_odds) < 0.01 for knot in knots)


@pytest.mark.parametrize("is_right", [True, False])
def test_examples_of_one_outcome_are_enough(is_right):
    some = [WordExample("a", "known", stated, is_right) for stated in (0.3, 0.9)]
    (knots,) = learn_engine_calibration(some).knots.values()
    assert all(math.isfinite(knot.log_odds) for knot in knots)


def test_without_examples_nothing_is_learned():
    assert learn_engine_calibration([]).knots == {}


def test_the_examples_of_a_document():
    text = "They met on Tlie fifth of Decembe 1990 with Mr. Kolgrims in Geneva."
    truth = "They met on the fifth of December 1990 with Mr. Kolgrims in Geneva."
    names = ("Tlie", "fifth", "Decembe", "Kolgrims")
    starts = [text.index(name) for name in names]
    document = ReadDocument(
        id="a",
        engine="Engine 2.0",
        text=text,
        confidences=[
            (start, start + len(name), number / 10)
            for number, (start, name) in enumerate(zip(starts, names, strict=True))
        ],
        passages=[TruePassage(start=0, ocr=text, truth=truth)],
    )
    found = list(collect_examples(Pipeline(Config.default()).lexicon, document))
    assert {example for example in found if example.group == "unknown"} == {
        WordExample("engine", "unknown", 0.0, False),
        WordExample("engine", "unknown", 0.2, False),
        WordExample("engine", "unknown", 0.3, True),
    }


def test_a_table_is_read_as_it_was_written(tmp_path: Path):
    calibration = learn_engine_calibration(examples(right_when_sure=True))
    write_engine_calibration(calibration, tmp_path / "table.tsv")
    again = EngineCalibration.load(tmp_path / "table.tsv")
    for value in (0.0, 0.4, 0.96, 1.0):
        expected = calibration.log_odds("a", "known", value)
        assert again.log_odds("a", "known", value) == pytest.approx(expected, abs=0.001)


def test_a_line_that_is_no_document_is_refused(tmp_path: Path):
    file = tmp_path / "documents.jsonl"
    file.write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="engine"):
        list(read_documents(file))
