"""The formats and their options."""

from __future__ import annotations

import csv
import io

import pytest

from ocrfix.document import Document
from ocrfix.emit import render
from ocrfix.formats import OUTPUT_FORMATS
from ocrfix.records import Marker, Source


@pytest.mark.parametrize("format", OUTPUT_FORMATS)
def test_every_format_renders_every_document(marked, format):
    assert isinstance(render(marked("{stamp:DEC 14}\n"), format), str)
    assert isinstance(render(Document(original="", clean=""), format), str)


def test_no_such_format():
    with pytest.raises(
        ValueError, match="no format 'xml'; the formats are text, json, jsonl, diff"
    ):
        Document(original="", clean="").render("xml")


def test_no_such_option():
    with pytest.raises(
        ValueError, match="format text has no option 'colour'; its options: marks, template"
    ):
        Document(original="", clean="").render("text", colour=True)
    with pytest.raises(ValueError, match="marks='bold' is not one of inline, keep, strip"):
        Document(original="", clean="").render("text", marks="bold")


def test_text_is_marked_by_the_default_template(marked):
    assert marked("see {exemption:B1}").render() == "see [[exemption FOIA:b1: B1]]"
    assert marked("see {exemption:B1}").render(marks="keep") == "see B1"
    assert marked("{page:2}").render(template="<{type}={text}>") == "<page=2>"


def test_json_is_one_line_that_reads_back(marked):
    document = marked("a\n{stamp:DEC 14}\r\n")
    record = document.render("json")
    assert document.render("jsonl") == record
    assert record.count("\n") == 1 and record.endswith("\n")
    assert Document.from_json(record) == document


def test_offsets_refer_to_the_original(marked):
    document = marked("one\r\n\r\n  {stamp:DEC 14}, {page:2}\f{page:3}")
    places = [line.split()[0] for line in document.render("table").splitlines()]
    assert places == ["-:3:3", "-:3:11", "-:4:1"]


def test_a_table_contains_no_control_sequences(marked):
    assert "\x1b" not in marked("{noise:\x1b[31m}").render("table")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+2", "'=1+2"),
        ("+1", "'+1"),
        ("-2-", "'-2-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("\t=1", "'\t=1"),
        ('a, "b"; =c', 'a, "b"; =c'),
        ("SECRET", "SECRET"),
    ],
)
def test_no_cell_is_a_formula(text, cell):
    marker = Marker(
        start=0,
        end=len(text),
        clean_start=0,
        clean_end=len(text),
        type="stamp",
        text=text,
        fields={"note": text},
    )
    document = Document(
        original=text, clean=text, markers=(marker,), source=Source(name="=evil.txt")
    )
    names, row = csv.reader(io.StringIO(document.render("csv")))
    record = dict(zip(names, row, strict=True))
    assert record["text"] == cell
    assert record["file"] == "'=evil.txt"
    assert not record["fields"].startswith(("=", "+", "-", "@"))


def test_csv_without_names(marked):
    document = marked("{stamp:DEC 14}")
    whole = document.render("csv")
    assert whole == whole.split("\n")[0] + "\n" + document.render("csv", header=False)
