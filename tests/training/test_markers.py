"""Training of the learned recognizer: a small collection is enough to learn its own stamp."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ocrfix.dictionaries.markers import save_marker_model
from ocrfix.dictionaries.store import ensure_compiled
from ocrfix.evaluate import PassageError
from ocrfix.lexicon.frequency import WordFrequency
from ocrfix.pipeline.resources import TaggingResources
from ocrfix.tagging.learned.model import MarkerModel
from ocrfix.tagging.reliability import Reliability
from ocrfix.tagging.tagger import Tagger
from ocrfix.training.labeled_pages import Damage, LabeledPage, LabeledSpan, read_labeled_pages
from ocrfix.training.markers import (
    TestedMarker,
    calibration,
    learn_markers,
    reliability,
    score,
    single_confusions,
    write_tables,
)

PROSE = "The Minister said that the trains were late, and that he would look into the matter."


def pages() -> list[LabeledPage]:
    """Pages of an invented archive, each with its stamp."""
    found = []
    for number in range(24):
        stamp = f"NORLAND ARCHIVE BOX {number + 11}"
        text = f"{PROSE}\n\n{stamp}\n\n{PROSE}\n"
        start = text.index(stamp)
        span = LabeledSpan(start, start + len(stamp), "stamp")
        found.append(LabeledPage(f"document {number}", text, (span,)))
    return found


@pytest.fixture(scope="module")
def learned_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled tables learned from the pages."""
    folder = tmp_path_factory.mktemp("learned")
    tables = learn_markers(TaggingResources([]).rules, ensure_compiled(), pages())
    write_tables(tables, {"type:stamp": (10, 9)}, folder)
    save_marker_model(folder, folder)
    for name in ("words.marisa", "words.bin"):
        (folder / name).write_bytes((ensure_compiled() / name).read_bytes())
    return folder


def test_a_new_stamp_is_learned_from_examples(learned_folder: Path) -> None:
    rules = TaggingResources([]).rules
    text = f"{PROSE}\n\nNORLAND ARCHIVE BOX 77\n\n{PROSE}\n"
    before = [marker.text for marker in Tagger(rules).tag(text)]
    after = [marker.text for marker in Tagger(rules, MarkerModel(learned_folder)).tag(text)]
    assert before == []
    assert after == ["NORLAND ARCHIVE BOX 77"]


def test_the_same_pages_give_the_same_tables(learned_folder: Path, tmp_path: Path) -> None:
    tables = learn_markers(TaggingResources([]).rules, ensure_compiled(), pages())
    write_tables(tables, {"type:stamp": (10, 9)}, tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (learned_folder / path.name).read_bytes()


def test_the_spans_of_a_damaged_page_still_cover_its_markings() -> None:
    damage = Damage(single_confusions(ensure_compiled() / "confusions.tsv"))
    for page in pages():
        damaged = damage.damaged(page)
        (span,) = damaged.spans
        line = damaged.text[span.start : span.end]
        assert line.strip() == line
        assert "\n" not in line
        assert damaged.text[: span.start].count("\n\n") == 1


def test_damage_is_the_same_for_the_same_seed() -> None:
    page = pages()[0]
    table = {"N": {"H": 3}, "A": {"4": 2}}
    assert Damage(table, 5).damaged(page) == Damage(table, 5).damaged(page)


def test_score_matches_each_span_once() -> None:
    rules = TaggingResources([]).rules
    page = LabeledPage("a", f"SECRET\n\n{PROSE}\nSECRET\n", (LabeledSpan(0, 6, "classification"),))
    assert [one.is_right for one in score(Tagger(rules), page)] == [True, False]


def test_reliability_counts_rules_and_types() -> None:
    tested = [
        TestedMarker("class:secret", "classification", 0.9, True),
        TestedMarker("class:secret", "classification", 0.9, False),
        TestedMarker("learned", "classification", 0.4, False),
    ]
    assert reliability(tested) == {"class:secret": (2, 1), "type:classification": (2, 1)}


def test_calibration_lowers_what_is_too_sure() -> None:
    tested = [TestedMarker("learned", "stamp", 0.95, number % 2 == 0) for number in range(100)]
    tested += [TestedMarker("learned", "stamp", 0.6, number % 4 == 0) for number in range(100)]
    slope, intercept = calibration(tested)
    assert 1 / (1 + 2.718281828 ** -(slope * 2.944 + intercept)) == pytest.approx(0.5, abs=0.02)


def test_without_counts_confidences_stay() -> None:
    assert Reliability({}).calibrated([]) == []


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "{}",
        '{"id": "a", "text": "x"}',
        '{"id": "a", "text": "x", "spans": [{"start": 0}]}',
        "{",
    ],
)
def test_a_line_that_is_no_labeled_page_is_named(line: str, tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text('{"id": "ok", "text": "x", "spans": []}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(PassageError, match=r"pages\.jsonl:2"):
        read_labeled_pages(path)


def test_labeled_pages_are_read(tmp_path: Path) -> None:
    row = {
        "id": "a",
        "document": "d",
        "text": "SECRET",
        "spans": [{"start": 0, "end": 6, "type": "classification"}],
    }
    path = tmp_path / "pages.jsonl"
    path.write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    assert read_labeled_pages(path) == [
        LabeledPage("d", "SECRET", (LabeledSpan(0, 6, "classification"),))
    ]


def test_frequency_levels_rise() -> None:
    level = WordFrequency(ensure_compiled()).level
    assert level("the") == 4
    assert level("the") > level("minister") >= level("archipelago") > level("xqzzt") == 0
