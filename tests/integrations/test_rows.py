"""Rows cleaned in other processes: small when pickled, with the same results."""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ocrfix
from examples.make import HERE, sources
from ocrfix.config import ConfigError
from ocrfix.integrations.rows import Cleaner
from ocrfix.read import decode

TEXTS = [decode(source.read_bytes())[0] for source in sources()[:3]]
ROWS = [{"id": at, "text": text} for at, text in enumerate(TEXTS)]


@pytest.fixture(scope="module")
def wanted() -> list[dict[str, Any]]:
    return [Cleaner(marks="keep")(row) for row in ROWS]


def test_the_columns_have_the_results_of_the_library() -> None:
    cleaner = Cleaner(marks="keep", record="record", card="card")
    document = ocrfix.clean(TEXTS[0])
    row = cleaner(ROWS[0])
    assert row["text"] == document.clean
    assert row["id"] == 0
    assert row["ocrfix_error"] is None
    assert ocrfix.Document.from_json(row["record"]).undo() == TEXTS[0]
    assert json.loads(row["markers"]) == json.loads(document.to_json())["markers"]
    assert json.loads(row["card"]) == json.loads(document.to_json())["card"]


@pytest.mark.parametrize("marks", ["inline", "keep", "strip"])
def test_markers_are_displayed_as_requested(marks: Any) -> None:
    text, _ = Cleaner(marks=marks).clean("SECRET\n\nThe talks went well.\n")
    assert ("[[classification: SECRET]]" in text) == (marks == "inline")
    assert ("SECRET" in text) == (marks != "strip")


def test_it_pickles_small_also_after_use() -> None:
    cleaner = Cleaner(marks="keep")
    before = pickle.dumps(cleaner)
    cleaner(ROWS[0])
    assert pickle.dumps(cleaner) == before
    assert len(before) < 8_000


def test_another_process_gives_the_same_result(wanted: list[dict[str, Any]]) -> None:
    program = (
        "import pickle, sys; cleaner, rows = pickle.load(sys.stdin.buffer);"
        "sys.stdout.buffer.write(pickle.dumps([cleaner(row) for row in rows]))"
    )
    sent = pickle.dumps((Cleaner(marks="keep"), ROWS))
    done = subprocess.run([sys.executable, "-c", program], input=sent, stdout=-1, check=True)
    assert pickle.loads(done.stdout) == wanted


@pytest.mark.parametrize("text", [None, 7, b"SECRET"])
def test_values_other_than_texts_are_unchanged_with_a_reason(text: object) -> None:
    row = Cleaner(record="record")({"text": text})
    assert row["text"] is text
    assert row["ocrfix_error"].startswith("TypeError: not a text but")
    assert row["markers"] is None and row["record"] is None


def test_settings_are_checked_where_they_are_given(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        Cleaner({"correct": {"treshold": 0.9}})
    with pytest.raises(ValueError, match="two columns have the same name"):
        Cleaner(markers="text")


def test_folders_are_found_from_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "words.tsv").write_text("hread\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    cleaner = Cleaner({"dictionaries": ["mine"]})
    monkeypatch.chdir("/")
    assert cleaner({"text": "The price of hread rose.\n"})["text"] == "The price of hread rose.\n"


def test_hugging_face_datasets(wanted: list[dict[str, Any]]) -> None:
    datasets = pytest.importorskip("datasets")
    cleaned = as_shown("datasets", dataset=datasets.Dataset.from_list(ROWS))
    assert cleaned.to_list() == wanted


def test_dask(wanted: list[dict[str, Any]]) -> None:
    dask = pytest.importorskip("dask.dataframe")
    pandas = pytest.importorskip("pandas")
    done = as_shown("Dask", frame=dask.from_pandas(pandas.DataFrame(ROWS), npartitions=2))
    assert_rows(done.compute(scheduler="sync").to_dict("records"), wanted)


@pytest.mark.slow
def test_spark(wanted: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)  # else Spark takes the system's
    spark = sql.SparkSession.builder.master("local[2]").getOrCreate()
    try:
        rows = as_shown("Spark", frame=spark.createDataFrame(ROWS))
        assert_rows([row.asDict() for row in rows.orderBy("id").collect()], wanted)
    finally:
        spark.stop()


def as_shown(tool: str, **given: Any) -> Any:
    """Run the example of the documentation for a tool."""
    page = (HERE.parent / "docs" / "clusters.md").read_text(encoding="utf-8")
    names = {"cleaner": Cleaner(marks="keep"), **given}
    exec(page.partition(f"**{tool}**:\n\n```python\n")[2].partition("```")[0], names)
    return names["cleaned"]


def assert_rows(rows: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> None:
    """Compare rows, with any representation of a missing error."""
    for row in rows:
        if row["ocrfix_error"] != row["ocrfix_error"]:
            row["ocrfix_error"] = None
    assert rows == wanted
