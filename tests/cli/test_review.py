"""Reports, reviews and records on the command line."""

from __future__ import annotations

import json
import re
from hashlib import sha256

import pytest


def told(page: bytes):
    found = re.search(rb'<script type="application/json" id="data">(.*?)</script>', page)
    return json.loads(found[1])


def test_the_page_goes_to_standard_output(run):
    outcome = run("report", "-", stdin=b"SECRET\ntbe letter\n")
    assert (outcome.exit_code, outcome.stderr) == (1, "")
    (document,) = told(outcome.stdout)["documents"]
    assert document["name"] == "-"
    assert document["original"] == "SECRET\ntbe letter\n"
    assert document["markers"][0][:3] == [0, 6, 1]


def test_a_page_without_findings(run, tmp_path):
    (tmp_path / "a.txt").write_text("the letter\n")
    assert run("report", "a.txt", "-o", "a.html").exit_code == 0
    assert told((tmp_path / "a.html").read_bytes())["documents"][0]["changes"] == []


def test_records_make_the_page_that_their_documents_make(run, tmp_path):
    (tmp_path / "in" / "b").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_bytes(b"\xef\xbb\xbfSECRET\r\ntbe letter of Decembe\r\n")
    (tmp_path / "in" / "b" / "c.txt").write_bytes(b"tbe caf\xe9\n")
    page = run("report", "in").stdout
    assert len(told(page)["documents"]) == 2
    run("clean", "in", "--format", "json", "-o", "out")
    assert run("report", "out").stdout == page
    lines = run("clean", "in", "--format", "json").stdout
    (tmp_path / "all.jsonl").write_bytes(lines)
    assert run("report", "all.jsonl").stdout == page


def test_a_broken_line_among_records_is_named(run, tmp_path):
    (tmp_path / "a.txt").write_text("tbe letter\n")
    record = run("clean", "a.txt", "--format", "json").stdout
    (tmp_path / "all.jsonl").write_bytes(record + b'{"original": 3}\n' + record)
    outcome = run("report", "all.jsonl", "-o", "report.html")
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith("ocrfix: all.jsonl:2: not an ocrfix record: ")
    assert outcome.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("clean", "another text"),
        ("source", {"name": "a.txt", "encoding": "no-such-code"}),
        ("source", {"name": "a.txt", "encoding": "latin-1", "bom": True}),
        ("suggestions", [{"start": 90, "end": 91, "before": "x", "after": "y", "kind": "k",
                          "confidence": 0.5, "reason": "r"}]),
    ],
)  # fmt: skip
def test_a_record_that_is_inconsistent(run, tmp_path, change, value):
    (tmp_path / "a.txt").write_text("tbe letter\n")
    record = json.loads(run("clean", "a.txt", "--format", "json").stdout)
    (tmp_path / "a.json").write_text(json.dumps({**record, change: value}))
    for command in ("report", "undo"):
        outcome = run(command, "a.json")
        assert (outcome.exit_code, outcome.stdout) == (2, b"")
        assert outcome.stderr.startswith("ocrfix: a.json: not an ocrfix record: ")


def test_decisions_show_on_the_page(run, tmp_path):
    (tmp_path / "a.txt").write_text("tbe letter of Decembe\n")
    (tmp_path / "b.txt").write_text("tbe other\n")
    decision = {"verdict": "reject", "was": "change", "before": "tbe", "after": "the"}
    here = {**decision, "right": " letter of Decembe"}
    gone = {**decision, "before": "cabie", "after": "cable", "left": "He sent a "}
    file = {
        "schema": 1,
        "documents": [
            {"name": "a.txt", "decisions": [here, gone]},
            {"name": "elsewhere.txt", "decisions": [gone]},
        ],
        "words": ["Ashdcwn"],
    }
    (tmp_path / "kept.json").write_text(json.dumps(file))
    page = told(run("report", "a.txt", "b.txt", "--decisions", "kept.json").stdout)
    assert page["documents"][0]["verdicts"] == [[0, "reject"]]
    assert [kept["before"] for kept in page["documents"][0]["retained"]] == ["cabie"]
    assert page["documents"][1]["verdicts"] == []
    assert [other["name"] for other in page["others"]] == ["elsewhere.txt"]
    assert page["words"] == ["Ashdcwn"]


def test_applied_decisions_are_not_reported_again(run, tmp_path):
    (tmp_path / "a.txt").write_text("He wrote tbe letter of Decembe and of that yaer.\n")
    decisions = [
        {"verdict": "accept", "was": "change", "before": "Decembe", "after": "December",
         "left": "tbe letter of ", "right": " and of that"},
        {"verdict": "accept", "was": "suggestion", "before": "yaer", "after": "year",
         "left": "Decembe and of that ", "right": "."},
        {"verdict": "reject", "was": "change", "before": "tbe", "after": "the",
         "left": "He wrote ", "right": " letter of Decembe and of"},
    ]  # fmt: skip
    file = {"schema": 1, "documents": [{"name": "a.txt", "decisions": decisions}]}
    (tmp_path / "kept.json").write_text(json.dumps(file))
    apply = ("apply", "kept.json", "--in-place", "--marks", "keep")
    assert run(*apply).exit_code == 1
    assert (tmp_path / "a.txt").read_text() == "He wrote tbe letter of December and of that year.\n"
    assert run(*apply) == (0, b"", "")
    outcome = run("review", "a.txt", "-o", "kept.json")
    assert outcome == (0, b"a.txt      0 open      0 accepted      1 rejected\n", "")


@pytest.mark.parametrize("command", ["report", "review", "apply", "undo"])
def test_help_has_an_example(run, command):
    assert f"Example: ocrfix {command} " in " ".join(run(command, "--help").stdout.decode().split())


@pytest.mark.parametrize("name", ["../far.txt", ".git/config", "in/.hidden/a.txt", "link.txt"])
def test_a_decisions_file_cannot_overwrite_distant_files(run, tmp_path, monkeypatch, name):
    """It can insert any text anywhere; only the user may name files to be overwritten."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    far = here / name
    far.parent.mkdir(parents=True, exist_ok=True)
    if name == "link.txt":
        far.symlink_to("../far.txt")
    far.write_text("tbe letter\n")
    digest = sha256(b"tbe letter\n").hexdigest()  # that is known of many a file
    decision = {"verdict": "accept", "was": "change", "before": "letter", "after": "evil | sh",
                "left": "tbe "}  # fmt: skip
    file = {"documents": [{"name": name, "sha256": digest, "decisions": [decision]}]}
    (here / "kept.json").write_text(json.dumps({"schema": 1, **file}))
    outcome = run("apply", "kept.json", "--in-place")
    assert (outcome.exit_code, far.read_text()) == (2, "tbe letter\n")
    assert outcome.stderr == (
        f"ocrfix: {name}: hidden, or not below this folder or that of the decisions; "
        "name it after the decisions file\n"
    )
    assert run("apply", "kept.json", name, "--in-place").exit_code == 1
    assert far.read_text() == "the evil | sh\n"


@pytest.mark.parametrize("name", ["../rc", ".git/config", "link.txt"])
def test_a_record_cannot_overwrite_distant_files(run, tmp_path, monkeypatch, name):
    """It can be forged with the clean text of the file and any original."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    far = here / name
    far.parent.mkdir(parents=True, exist_ok=True)
    if name == "link.txt":
        far.symlink_to("../rc")
    far.write_text("the letter\n")
    (here / "a.txt").write_text("tbe letter\n")
    record = json.loads(run("clean", "--format", "json", "a.txt").stdout)
    record["source"]["name"] = name
    (here / "r.json").write_text(json.dumps(record))
    assert run("undo", "r.json", "--in-place") == (
        2,
        b"",
        f"ocrfix: {name}: hidden, or not below this folder or that of the record; "
        "name it with --output\n",
    )
    assert far.read_text() == "the letter\n"
    assert run("undo", "r.json", "--output", name).exit_code == 1
    assert far.read_text() == "tbe letter\n"


@pytest.mark.parametrize("name", ["a" * 5000, "a\0b", "-", ".", "/", "//", "../" * 50 + "x"])
def test_invalid_names_in_records(run, tmp_path, name):
    file = {"schema": 1, "documents": [{"name": name}]}
    (tmp_path / "kept.json").write_text(json.dumps(file))
    for args in (["kept.json"], ["kept.json", "--in-place"], ["kept.json", "-o", "out/"]):
        outcome = run("apply", *args)
        assert (outcome.exit_code, outcome.stdout) == (2, b"")
        assert outcome.stderr.count("\n") <= 2
    (tmp_path / "a.txt").write_text("tbe letter\n")
    record = json.loads(run("clean", "--format", "json", "a.txt").stdout)
    record["source"]["name"] = name
    (tmp_path / "r.json").write_text(json.dumps(record))
    assert run("undo", "r.json", "--in-place").exit_code == 2
    (tmp_path / "a.txt").unlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.json", "r.json"]


def test_a_file_that_changed_since_it_was_read_is_not_overwritten(run, tmp_path, monkeypatch):
    from ocrfix.review import apply_decisions

    (tmp_path / "a.txt").write_text("tbe letter\n")
    file = {"schema": 1, "documents": [{"name": "a.txt"}]}
    (tmp_path / "kept.json").write_text(json.dumps(file))
    done = apply_decisions.apply_decisions

    def meanwhile(*args):
        (tmp_path / "a.txt").write_text("another's work\n")
        return done(*args)

    monkeypatch.setattr(apply_decisions, "apply_decisions", meanwhile)
    outcome = run("apply", "kept.json", "--in-place")
    assert outcome.stderr == "ocrfix: a.txt: changed since it was read; run it again\n"
    assert (tmp_path / "a.txt").read_text() == "another's work\n"


def test_a_link_out_of_the_folder_is_not_overwritten(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "far.txt").write_text("tbe letter\n")
    (tmp_path / "in" / "far.txt").symlink_to("../far.txt")
    (tmp_path / "kept.json").write_text('{"schema": 1, "documents": [{"name": "far.txt"}]}')
    outcome = run("apply", "kept.json", "in", "--in-place")
    assert outcome.stderr == (
        "ocrfix: in/far.txt: a link leads out of the folder; name its file, or use --output\n"
    )
    assert (tmp_path / "far.txt").read_text() == "tbe letter\n"


DEEP = "[" * 100_000 + "]" * 100_000


@pytest.mark.parametrize("text", [DEEP, '{"schema": 1, "more": ' + DEEP + "}", "{" * 100_000, "\0"])
def test_deeply_nested_files(run, tmp_path, text):
    (tmp_path / "deep.json").write_text(text)
    (tmp_path / "a.txt").write_text("tbe letter\n")
    for args in (
        ["apply", "deep.json"],
        ["undo", "deep.json"],
        ["convert", "deep.json", "--to", "text"],
        ["report", "deep.json"],
        ["report", "a.txt", "--decisions", "deep.json"],
    ):
        outcome = run(*args)
        assert (outcome.exit_code, outcome.stdout) == (2, b"")
        assert outcome.stderr.startswith("ocrfix: deep.json")
        assert outcome.stderr.count("\n") == 1 and len(outcome.stderr) < 400
