"""The formats of ``clean`` and ``convert``: output files, and conversion from a record."""

from __future__ import annotations

import json
from typing import get_args, get_type_hints

import pytest

from ocrfix.config import Emit
from ocrfix.document import Document
from ocrfix.formats import INPUT_EXTENSIONS, INPUT_FORMATS, OUTPUT_FORMATS, output_formats
from ocrfix.read import tei

PAGE = "SECRET\n\ntbe letter, Decembe 12\n\nB1\n"
CLEAN = "SECRET\n\nthe letter, December 12\n\nB1\n"

EXTENSIONS = {f.name: f.extension for f in OUTPUT_FORMATS.values() if f.extension}
ONE_FILE = [f.name for f in OUTPUT_FORMATS.values() if f.one_file]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text(PAGE)
    (tmp_path / "in" / "deep" / "b.txt").write_text("the letter\n")
    return tmp_path


def test_the_settings_accept_the_formats_of_clean():
    assert get_args(get_type_hints(Emit)["format"]) == output_formats("clean")


def test_every_format_of_clean_is_text_or_has_an_extension_or_one_file():
    assert set(output_formats("clean")) == {"text", *EXTENSIONS, *ONE_FILE}


@pytest.mark.parametrize(("format", "ending"), EXTENSIONS.items())
def test_a_folder_gets_a_file_for_each(run, folder, format, ending):
    assert run("clean", "--format", format, "-o", "out", "in").exit_code == 1
    made = {str(path.relative_to(folder / "out")) for path in (folder / "out").rglob("*.*")}
    assert made == {f"a.txt{ending}", f"deep/b.txt{ending}"}
    said = run("clean", "--format", format, "in/a.txt").stdout
    assert (folder / "out" / f"a.txt{ending}").read_bytes() == said


@pytest.mark.parametrize("format", ONE_FILE)
def test_some_formats_write_all_documents_to_one_file(run, folder, format):
    printed = run("clean", "--format", format, "in")
    assert run("clean", "--format", format, "-o", f"all.{format}", "in").exit_code == 1
    assert (folder / f"all.{format}").read_bytes() == printed.stdout
    assert len(printed.stdout.splitlines()) == {"jsonl": 2, "changes": 3}[format]
    assert {path.name for path in folder.iterdir()} == {"in", f"all.{format}"}


def test_the_output_file_is_neither_a_folder_nor_an_input(run, folder):
    (folder / "out").mkdir()
    outcome = run("clean", "--format", "jsonl", "-o", "out", "in")
    assert (outcome.exit_code, outcome.stderr) == (
        2,
        "ocrfix: out: is a folder, but the output is one file; name a file\n",
    )
    outcome = run("clean", "--format", "jsonl", "-o", "in/a.txt", "in/a.txt")
    assert outcome.stderr == "ocrfix: in/a.txt: is also the input; name another file\n"
    assert (folder / "in" / "a.txt").read_text() == PAGE


def test_one_bad_input_leaves_the_others_in_the_file(run, folder):
    (folder / "in" / "bad.txt").write_bytes(b"")
    assert run("clean", "--format", "jsonl", "-o", "all.jsonl", "in").exit_code == 2
    assert len((folder / "all.jsonl").read_bytes().splitlines()) == 2


@pytest.mark.parametrize("format", ["markdown", "tei", "jsonl", "changes", "webannotation"])
def test_only_text_is_written_in_place(run, folder, format):
    outcome = run("clean", "--format", format, "--in-place", "in")
    assert outcome.exit_code == 2
    assert outcome.stderr == (
        f"ocrfix: --in-place is for text, not for {format}; use --format text\n"
    )


@pytest.mark.parametrize("saved", ["json", "jsonl", "tei"])
@pytest.mark.parametrize("format", [*EXTENSIONS, *ONE_FILE, "text"])
def test_a_saved_record_renders_in_every_format(run, folder, saved, format):
    (folder / "record").write_bytes(run("clean", "--format", saved, "in/a.txt").stdout)
    expected = run("clean", "--format", format, "in/a.txt").stdout
    converted = run("convert", "record", "--to", format)
    assert (converted.exit_code, converted.stderr) == (0, "")
    assert converted.stdout == expected


@pytest.mark.parametrize("extension", INPUT_EXTENSIONS)
def test_records_in_a_folder_are_converted_whatever_their_extension(run, folder, extension):
    (folder / "saved").mkdir()
    format = "tei" if extension == ".xml" else "json"
    record = run("clean", "--format", format, "in/deep/b.txt").stdout
    (folder / "saved" / f"b{extension}").write_bytes(record)
    assert run("convert", "saved", "--to", "text").stdout == b"the letter\n"


def test_input_formats_name_the_output_formats_that_they_read():
    assert {name for row in INPUT_FORMATS for name in row.output_formats} <= set(OUTPUT_FORMATS)


def test_many_records_are_converted_each_into_its_file(run, folder):
    records = run("clean", "--format", "jsonl", "in").stdout
    (folder / "all.jsonl").write_bytes(records)
    assert run("convert", "all.jsonl", "--to", "tei", "-o", "out/").exit_code == 0
    first, second = folder / "out" / "all.xml", folder / "out" / "all.2.xml"
    assert [tei.read(path.read_bytes()).clean for path in (first, second)] == [
        CLEAN,
        "the letter\n",
    ]
    outcome = run("convert", "all.jsonl", "--to", "tei", "-o", "one.xml")
    assert outcome.stderr == (
        "ocrfix: all.jsonl: more than one record; name a folder with --output\n"
    )
    assert outcome.exit_code == 2


def test_output_has_the_encoding_of_the_input(run, folder):
    (folder / "in" / "a.txt").write_bytes("Évariste, tbe leader\r\n".encode("latin-1"))
    run("clean", "--format", "json", "-o", "records", "in")
    assert run("convert", "records", "--to", "text", "-o", "back").exit_code == 0
    back = folder / "back" / "a.txt"
    assert back.read_bytes() == "Évariste, the leader\r\n".encode("latin-1")


def test_a_record_laid_out_by_another_program_is_read(run, folder):
    record = json.loads(run("clean", "--format", "json", "in/a.txt").stdout)
    (folder / "a.json").write_text(json.dumps(record, indent=2))
    outcome = run("convert", "a.json", "--to", "json")
    assert Document.from_json(outcome.stdout).clean == CLEAN


def test_an_invalid_record_is_reported_with_its_line(run, folder):
    good = run("clean", "--format", "json", "in/a.txt").stdout
    (folder / "some.jsonl").write_bytes(good + b'{"original": 1}\n')
    (folder / "no.xml").write_text("<!DOCTYPE TEI><TEI/>")
    outcome = run("convert", "some.jsonl", "no.xml", "missing.json", "--to", "json")
    assert outcome.exit_code == 2
    assert outcome.stdout == good
    lines = outcome.stderr.splitlines()
    assert lines[0].startswith("ocrfix: some.jsonl:2: not an ocrfix record: ")
    assert lines[1].startswith("ocrfix: no.xml: a document type, which could declare entities")
    assert lines[2] == "ocrfix: missing.json: no such file or folder; check the name"
