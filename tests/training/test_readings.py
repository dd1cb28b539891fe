"""Training of the models of several readings: what they learn from pairs, and their tables."""

from __future__ import annotations

import inspect
import json
from pathlib import Path

import pytest

from ocrfix.config import Config
from ocrfix.correction.readings import features
from ocrfix.correction.readings.words import WordReadings
from ocrfix.lexicon import tables
from ocrfix.pipeline import Pipeline
from ocrfix.system import paths
from ocrfix.training.readings import ReadingPair, learn_readings, read_reading_pairs

pytest.importorskip("scipy")

TRUTHS = (
    "The delegation will be in Geneva on Monday to sign the treaty.",
    "The price of flour in the capital has risen since the spring.",
    "The Embassy has no doubt that the Minister knows of the matter.",
    "We have asked the Department for its views on the proposal.",
)
MISREADINGS = (("be", "he"), ("flour", "tour"), ("has", "bas"), ("asked", "aaked"))


def pairs(*, first_is_right: bool) -> list[ReadingPair]:
    """Return passages of which one reading is right and the other has a misread word."""
    found = []
    for number in range(12):
        for k, (truth, (word, read)) in enumerate(zip(TRUTHS, MISREADINGS, strict=True)):
            wrong = truth.replace(f" {word} ", f" {read} ")
            ocr, second = (truth, wrong) if first_is_right else (wrong, truth)
            found.append(ReadingPair(id=f"{number}:{k}", ocr=ocr, second=second, truth=truth))
    return found


@pytest.mark.parametrize("first_is_right", [True, False])
def test_the_better_reading_is_learned(first_is_right: bool) -> None:
    pipeline = Pipeline(Config.default())
    models = pipeline.correction.models
    passages = pairs(first_is_right=first_is_right)
    learned = learn_readings(models, passages)
    models.word_readings = WordReadings(learned.words, models.word_ranker)
    for passage in passages[: len(TRUTHS)]:
        assert pipeline.correct(passage.ocr, second=[passage.second]).clean == passage.truth


def test_a_line_that_is_no_pair_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text(json.dumps({"id": "a", "ocr": "b", "truth": "c"}) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="second"):
        read_reading_pairs(file)


def test_the_table_has_only_known_features() -> None:
    """A renamed feature would silently count nothing."""
    source = inspect.getsource(features)
    weights = tables.read_weights(paths.dictionaries() / "word-readings.tsv")
    assert weights
    for name in weights:
        assert name.split(" ")[0].rstrip(",") in source, name
