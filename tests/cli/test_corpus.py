"""``ocrfix clean`` over many documents, from the command line."""

from __future__ import annotations

import json

MANIFEST = "ocrfix-manifest.jsonl"


def _make(folder):
    folder.mkdir()
    (folder / "a.txt").write_text("Washington, Decembe 12\n")
    (folder / "b.txt").write_text("SECRET\n\nNothing to correct here.\n")


def test_into_a_folder_with_a_manifest(run, tmp_path):
    _make(tmp_path / "in")
    outcome = run("clean", "in", "-o", "out", "--jobs", "2")
    assert (outcome.exit_code, outcome.stdout) == (1, b"")
    assert outcome.stderr.splitlines() == [
        "ocrfix: 2 documents: 2 done",
        "ocrfix: changes: misread 1",
        "ocrfix: markers: classification 1",
    ]
    assert (tmp_path / "out/a.txt").read_text() == "Washington, December 12\n"
    assert (tmp_path / "out" / MANIFEST).exists()


def test_a_folder_with_a_manifest_is_resumed(run, tmp_path):
    _make(tmp_path / "in")
    run("clean", "in", "-o", "out", "-j", "1")
    (tmp_path / "in/c.txt").write_text("Washington, Decembe 13\n")
    outcome = run("clean", "in", "-o", "out")
    assert outcome.stderr.splitlines()[0] == "ocrfix: 3 documents: 1 done, 2 already up to date"
    assert len((tmp_path / "out" / MANIFEST).read_text().splitlines()) == 4


def test_the_exit_code_includes_documents_of_earlier_runs(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Nothing to correct here.\n")
    for _ in range(2):
        assert run("clean", "in", "-o", "out", "-j", "1").exit_code == 0
    (tmp_path / "in/b.txt").write_text("SECRET\n")
    for _ in range(2):
        assert run("clean", "in", "-o", "out", "-j", "1").exit_code == 1
    (tmp_path / "in/c.txt").write_text("")
    for _ in range(2):
        outcome = run("clean", "in", "-o", "out", "-j", "1")
        assert outcome.exit_code == 2
        assert outcome.stderr.splitlines()[0] == (
            "ocrfix: in/c.txt: empty; leave it out, or run the OCR again"
        )


def test_a_record_without_edits_is_not_a_change(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("Nothing to correct here.\n")
    assert run("clean", "in", "-o", "out", "-j", "1", "--format", "json").exit_code == 0
    assert (tmp_path / "out/a.txt.json").exists()


def test_table_to_table(run, tmp_path):
    (tmp_path / "in.jsonl").write_text('{"naid": 7, "ocr": "Washington, Decembe 12"}\n{}\n')
    outcome = run(
        *("clean", "in.jsonl", "-o", "out.jsonl", "--text-column", "ocr", "--id-column", "naid"),
        *("--columns", "text, edits"),
    )
    assert outcome.exit_code == 2
    assert outcome.stderr.splitlines()[0] == (
        "ocrfix: in.jsonl: row 2: no column 'ocr'; correct the line"
    )
    (row,) = map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines())
    assert (row["naid"], row["ocr"]) == (7, "Washington, December 12")
    assert [edit["after"] for edit in row["edits"]] == ["December"]


def test_one_file_is_cleaned_as_text_for_any_name(run, tmp_path):
    (tmp_path / "a.txt").write_text("tbe letter\n")
    assert run("clean", "a.txt", "-o", "a.jsonl", "--format", "json").stderr == ""
    assert json.loads((tmp_path / "a.jsonl").read_text())["clean"] == "the letter\n"
