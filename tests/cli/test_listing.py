"""The tables of cards and markers, also of a hostile document, and as Parquet."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest

from ocrfix.document import Document
from ocrfix.emit.row_writers import TextWriter
from ocrfix.emit.rows import CARDS, MARKERS, cell
from ocrfix.records import Card, Marker, Source

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1"]
AWKWARD = [
    'a "quoted" word',
    "two\nlines",
    "a\rreturn",
    "a, comma",
    "a\0nothing",
    "ends\r\n",
    "é≠中",
]


def hostile(text: str) -> Document:
    marker = Marker(
        start=0,
        end=len(text),
        type="stamp",
        text=text,
        clean_start=0,
        clean_end=len(text),
        fields={"number": text, text: "a"},
        confidence=1 / 3,
    )
    return Document(
        original=text,
        clean=text,
        markers=(marker,),
        card=Card(subject=text, captions=(text, "NODIS"), exemptions={text: 2, "FOIA:b1": 1}),
        source=Source(name=text),
    )


def written(listing, format, *documents) -> str:
    parts: list[bytes] = []
    writer = TextWriter(listing, format, parts.append)
    for document in documents:
        writer.add(document)
    writer.close()
    return b"".join(parts).decode("utf-8")


def test_every_field_of_the_card_is_a_column():
    fields = {"from" if name == "from_" else name for name in Card.__struct_fields__}
    assert fields == set(CARDS.columns) - {"file"}


@pytest.mark.parametrize("listing", [CARDS, MARKERS], ids=["cards", "markers"])
@pytest.mark.parametrize("text", FORMULAS + AWKWARD)
def test_csv_holds_any_text_and_no_formula(listing, text):
    document = hostile(text)
    read = list(csv.reader(io.StringIO(written(listing, "csv", document), newline="")))
    assert read[0] == list(listing.columns)
    (cells,) = read[1:]
    (row,) = listing.rows(document)
    for written_cell, (column, value) in zip(cells, row.items(), strict=True):
        assert not written_cell.lstrip().startswith(("=", "+", "-", "@"))
        plain = cell(column, value)
        if isinstance(plain, str):
            assert written_cell.removeprefix("'") == plain


@pytest.mark.parametrize("listing", [CARDS, MARKERS], ids=["cards", "markers"])
def test_each_json_line_is_a_row(listing):
    documents = [hostile(text) for text in FORMULAS + AWKWARD]
    lines = written(listing, "jsonl", *documents).splitlines()
    assert len(lines) == len(documents)
    for line, document in zip(lines, documents, strict=True):
        (row,) = listing.rows(document)
        assert json.loads(line) == json.loads(json.dumps(row))


def test_a_document_is_written_before_the_next_is_read(run, monkeypatch, tmp_path):
    from ocrfix.pipeline import cache

    shown: list[bytes] = []
    seen: list[int] = []

    class Watched(cache.Pipeline):  # the stand-in, by now
        def tag(self, text, source=None, pages=None):
            seen.append(sum(part.count(b"\n") for part in shown))
            return super().tag(text, source)

    monkeypatch.setattr("ocrfix.pipeline.cache.Pipeline", Watched)
    monkeypatch.setattr("ocrfix.cli.commands.tag.write_stdout", shown.append)
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("B1")
    run("tag", "--cards", ".")
    assert seen == [1, 2, 3]  # the names of the columns stand first


def test_codes_and_fields_are_sorted_by_name():
    one = Document(original="", clean="", card=Card(exemptions={"FOIA:b6": 1, "FOIA:b1": 2}))
    assert '"exemptions":{"FOIA:b1":2,"FOIA:b6":1}' in written(CARDS, "jsonl", one)


def test_pages_end_with_form_feeds():
    text = "A\fB\f\fC\f"
    markers = tuple(
        Marker(start=at, end=at + 1, type="stamp", text=text[at], clean_start=at, clean_end=at + 1)
        for at in (0, 2, 5)
    )
    rows = MARKERS.rows(Document(original=text, clean=text, markers=markers))
    assert [row["page"] for row in rows] == [1, 2, 4]


def test_a_missing_pyarrow_is_one_line(run, monkeypatch, tmp_path):
    (tmp_path / "a.txt").write_text("B1")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert run("tag", "--cards", "--format", "parquet", "a.txt") == (
        2,
        b"",
        "ocrfix: --format parquet needs pyarrow; install it: pip install 'ocrfix[parquet]'\n",
    )


@pytest.mark.parametrize(("kind", "listing"), [("--cards", CARDS), ("--markers", MARKERS)])
def test_parquet(run, monkeypatch, tmp_path, kind, listing):
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr("ocrfix.emit.parquet._GROUP_ROWS", 2)
    for name in "cab":
        (tmp_path / f"{name}.txt").write_text("FROM: =Roe\nB6 B1 B6\n")
    args = ("tag", kind, "--format", "parquet", ".")
    outcome = run(*args)
    assert (outcome.exit_code, outcome.stderr) == (1, "")
    assert run(*args) == outcome
    table = parquet.read_table(io.BytesIO(outcome.stdout))
    assert table.column_names == list(listing.columns)
    rows = table.to_pylist()
    assert [row["file"] for row in rows] == sorted(row["file"] for row in rows)
    if kind == "--cards":
        assert {(row["from"], row["exemptions"], row["to"]) for row in rows} == {
            ("=Roe", "FOIA:b1: 1; FOIA:b6: 2", None)
        }
    else:
        assert [row["start"] for row in rows] == [11, 14, 17] * 3
        assert rows[0]["page"] is None


def test_parquet_without_a_document_is_still_a_table(run):
    parquet = pytest.importorskip("pyarrow.parquet")
    outcome = run("tag", "--cards", "--format", "parquet", "gone.txt")
    assert outcome.exit_code == 2
    assert parquet.read_table(io.BytesIO(outcome.stdout)).num_rows == 0
