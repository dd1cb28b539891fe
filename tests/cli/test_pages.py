"""Files with pages on the command line: corrected in their format, and restored byte for byte."""

from __future__ import annotations

import json
import os

import pytest

from tests.cli.conftest import CORRECTIONS
from tests.page_xml.samples import alto, hocr, page_xml

LINES = [[["tbe", "letter", "of"], ["Decembe", "12"]]]
FILES = {
    "a.hocr": hocr(LINES).encode(),
    "a.html": hocr(LINES, '"').encode(),
    "a.xml": alto(LINES).encode(),
    "p.xml": page_xml(LINES).encode(),
}
WORDS = {"a.hocr": b">the<", "a.html": b">the<", "a.xml": b'"the"', "p.xml": b">the<"}


@pytest.fixture(params=FILES)
def name(request, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / request.param).write_bytes(FILES[request.param])
    return request.param


def _tree(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_standard_output_has_the_same_format(run, tmp_path, name):
    outcome = run("clean", name)
    assert (outcome.exit_code, outcome.stderr) == (1, "")
    assert WORDS[name] in outcome.stdout and b"[[" not in outcome.stdout
    assert run("clean", "-", stdin=FILES[name]).stdout == outcome.stdout
    assert _tree(tmp_path) == {name: FILES[name]}


def test_in_place_and_back(run, tmp_path, name):
    assert run("clean", "--in-place", name).exit_code == 1
    corrected = _tree(tmp_path)
    assert sorted(corrected) == [name, f"{name}.ocrfix.json"]
    record = json.loads(corrected[f"{name}.ocrfix.json"])
    assert record["source"]["size"] == len(FILES[name])
    assert record["clean"].split() == ["the", "letter", "of", "December", "12"]

    again = run("clean", "--in-place", name)
    assert (again.exit_code, again.stderr, _tree(tmp_path)) == (0, "", corrected)

    assert run("undo", f"{name}.ocrfix.json").stdout == FILES[name]
    assert run("undo", f"{name}.ocrfix.json", "-o", "back").exit_code == 1
    assert (tmp_path / "back").read_bytes() == FILES[name]
    assert run("undo", f"{name}.ocrfix.json", "--in-place").exit_code == 1
    assert (tmp_path / name).read_bytes() == FILES[name]
    assert run("undo", f"{name}.ocrfix.json", "--in-place").exit_code == 0
    # The original is there again, so its record may be written again.
    assert run("clean", "--in-place", name).exit_code == 1
    assert (tmp_path / name).read_bytes() == corrected[name]


@pytest.mark.parametrize("jobs", [[], ["--jobs", "1"]])
def test_a_folder_gets_files_and_their_records(run, tmp_path, name, jobs):
    assert run("clean", *jobs, "-o", "out/", ".").exit_code == 1
    assert WORDS[name] in (tmp_path / "out" / name).read_bytes()
    once = _tree(tmp_path)
    assert f"out/{name}.ocrfix.json" in once
    assert run("clean", *jobs, "-o", "out/", ".").exit_code == 1
    assert _tree(tmp_path) == once
    assert run("undo", f"out/{name}.ocrfix.json").stdout == FILES[name]


def test_a_folder_run_writes_a_lost_record_again(run, tmp_path, name):
    run("clean", "--jobs", "1", "-o", "out/", ".")
    once = _tree(tmp_path)
    (tmp_path / "out" / f"{name}.ocrfix.json").unlink()
    run("clean", "--jobs", "1", "-o", "out/", ".")
    assert _tree(tmp_path) == once


@pytest.mark.parametrize("jobs", [[], ["--jobs", "1"]])
def test_a_text_is_asked_for(run, tmp_path, name, jobs):
    assert (
        run("clean", "--format", "text", name).stdout.split()
        == b"the letter of December 12".split()
    )
    assert run("clean", *jobs, "--format", "text", "-o", "out/", ".").exit_code == 1
    assert b"the letter" in (tmp_path / "out" / f"{name}.txt").read_bytes()
    refused = run("clean", "--format", "text", "--in-place", name)
    assert refused.exit_code == 2
    assert "would overwrite" in refused.stderr
    assert (tmp_path / name).read_bytes() == FILES[name]


def test_other_commands_read_the_text(run, name):
    assert b"'tbe' should be 'the'" in run("check", name).stdout
    assert b"+the letter of" in run("clean", "--diff", name).stdout
    assert run("tag", name).exit_code == 0
    assert run("stats", name).exit_code == 0
    record = json.loads(run("clean", "--format", "json", name).stdout)
    assert record["source"]["format"] in ("hocr", "alto", "page")
    assert b"tbe" in run("report", name).stdout
    assert b"1 open" in run("review", name).stdout or b"2 open" in run("review", name).stdout
    assert run("clean", "--format", "changes", name).stdout.count(b"\n") == 3


def test_the_record_is_read_by_other_commands(run, name):
    run("clean", "--in-place", name)
    assert b"tbe" in run("report", f"{name}.ocrfix.json").stdout
    assert b"the letter" in run("convert", f"{name}.ocrfix.json", "--to", "text").stdout


def test_a_second_reading_may_have_pages(run, tmp_path):
    (tmp_path / "a.txt").write_text("the lettcr\n")
    (tmp_path / "b.xml").write_text(alto([[["the", "letter"]]]))
    assert run("clean", "a.txt", "--second", "b.xml").exit_code in (0, 1)


class TestNothingIsLost:
    @pytest.fixture
    def corrected(self, run, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "a.xml").write_bytes(FILES["a.xml"])
        run("clean", "--in-place", "a.xml")
        return tmp_path

    def test_a_file_that_was_changed_since_keeps_its_record(self, run, corrected):
        path = corrected / "a.xml"
        path.write_bytes(path.read_bytes().replace(b'"letter"', b'"tbe"'))
        before = _tree(corrected)
        outcome = run("clean", "--in-place", "a.xml")
        assert outcome.exit_code == 2
        assert outcome.stderr == (
            "ocrfix: a.xml.ocrfix.json: the record of another version of the file; "
            "move it away, or use --output\n"
        )
        undone = run("undo", "a.xml.ocrfix.json", "--in-place")
        assert undone.exit_code == 2
        assert "changed since; nothing can be restored" in undone.stderr
        assert _tree(corrected) == before

    def test_a_corrected_file_is_left_until_it_is_undone(self, run, corrected, monkeypatch):
        monkeypatch.setitem(CORRECTIONS, "letter", "missive")
        before = _tree(corrected)
        outcome = run("clean", "--in-place", "a.xml")
        assert (outcome.exit_code, _tree(corrected)) == (0, before)
        assert "1 file was corrected before, and left as is" in outcome.stderr

    def test_an_output_does_not_overwrite_the_record_of_another_file(self, run, corrected):
        (corrected / "other.xml").write_text(alto([[["Decembe"]]]))
        before = _tree(corrected)
        outcome = run("clean", "other.xml", "-o", "a.xml")
        assert outcome.exit_code == 2
        assert "a.xml.ocrfix.json: the record of another file" in outcome.stderr
        assert _tree(corrected) == before

    def test_something_else_with_the_name_of_a_record_stays(self, run, corrected):
        (corrected / "a.xml").write_bytes(FILES["a.xml"])
        (corrected / "a.xml.ocrfix.json").write_text("{}")
        outcome = run("clean", "--in-place", "a.xml")
        assert outcome.exit_code == 2
        assert "not a record of ocrfix; move it away" in outcome.stderr
        assert (corrected / "a.xml").read_bytes() == FILES["a.xml"]

    def test_a_damaged_record_restores_nothing(self, run, corrected):
        sidecar = corrected / "a.xml.ocrfix.json"
        record = json.loads(sidecar.read_text())
        record["written"]["undo"] = record["written"]["undo"][:-1]
        sidecar.write_text(json.dumps(record))
        before = _tree(corrected)
        outcome = run("undo", "a.xml.ocrfix.json", "--in-place")
        assert outcome.exit_code == 2
        assert "damaged; it does not restore its original" in outcome.stderr
        assert _tree(corrected) == before

    def test_a_record_without_a_file_is_refused(self, run, corrected):
        record = run("clean", "--format", "json", "a.xml").stdout
        (corrected / "b.json").write_bytes(record)
        outcome = run("undo", "b.json")
        assert outcome.exit_code == 2
        assert "without what restores it" in outcome.stderr

    def test_a_failed_write_leaves_no_record(self, run, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "a.xml").write_bytes(FILES["a.xml"])
        replace = os.replace

        def fail(source, target, *args, **options):
            if str(target).endswith("a.xml"):
                raise OSError(28, "No space left on device")
            replace(source, target, *args, **options)

        monkeypatch.setattr(os, "replace", fail)
        assert run("clean", "--in-place", "a.xml").exit_code == 2
        assert _tree(tmp_path) == {"a.xml": FILES["a.xml"]}


def test_a_folder_with_texts_is_one_of_texts(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xml").write_bytes(FILES["a.xml"])
    (tmp_path / "a.txt").write_text("tbe\n")
    assert run("clean", ".").stdout == b"the\n"


def test_a_blank_page_is_no_problem(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xml").write_text(alto([[]]))
    outcome = run("clean", "a.xml")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert outcome.stdout == alto([[]]).encode()


def test_decisions_do_not_overwrite_a_file_with_pages(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xml").write_bytes(FILES["a.xml"])
    decision = {"verdict": "accept", "was": "change", "before": "tbe", "after": "the"}
    reviewed = {"name": "a.xml", "decisions": [decision]}
    (tmp_path / "d.json").write_text(json.dumps({"schema": 1, "documents": [reviewed]}))
    outcome = run("apply", "d.json", "a.xml", "--in-place")
    assert outcome.exit_code == 2
    assert "a file with pages would become a text" in outcome.stderr
    assert (tmp_path / "a.xml").read_bytes() == FILES["a.xml"]


def test_a_report_shows_pages_beside_texts(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xml").write_bytes(FILES["a.xml"])
    (tmp_path / "a.txt").write_text("tbe letter\n")
    with_pages, without = run("report", "a.xml").stdout, run("report", "a.txt").stdout
    assert b'"pages":[{"number":1,"width":600.0,"height":800.0}]' in with_pages
    assert b'"pages":[' not in without
