"""Accepted findings stay accepted where lines shift, and nothing else is accepted with them."""

from __future__ import annotations

import json

import pytest

BAD = "He wrote tbe letter in Decembe.\n"


@pytest.fixture
def check(run, tmp_path):
    """Return what checks the folder and gives back the number of findings."""

    def check(*args):
        outcome = run("check", "--format", "json", ".", *args)
        assert outcome.stderr == ""
        return json.loads(outcome.stdout)["summary"]["findings"]

    (tmp_path / "a.txt").write_text(BAD)
    return check


@pytest.fixture
def accept(run, tmp_path):
    def accept(*args):
        outcome = run("check", "--update-baseline", *(args or ["."]))
        assert outcome.exit_code == 0, outcome
        return (tmp_path / ".ocrfix-baseline.json").read_text("utf-8")

    return accept


def test_a_corpus_starts_clean(check, accept, tmp_path):
    assert check() == 2
    accept()
    assert check() == 0
    assert check("--no-baseline") == 2


def test_lines_may_shift(check, accept, tmp_path):
    accept()
    (tmp_path / "a.txt").write_text("A new line\nand another\n\n" + BAD.replace(" ", "  "))
    assert check() == 0


def test_a_second_one_is_new(check, accept, tmp_path):
    accept()
    (tmp_path / "a.txt").write_text(BAD + BAD)
    assert check() == 2
    accept()
    assert check() == 0


def test_other_words_around_it_make_it_new(check, accept, tmp_path):
    accept()
    (tmp_path / "a.txt").write_text(BAD.replace("He wrote", "She read"))
    assert check() == 1  # Decembe has no new neighbor


def test_another_file_is_new(check, accept, tmp_path):
    accept()
    (tmp_path / "b.txt").write_text(BAD)
    assert check() == 2


def test_only_checked_files_are_updated(check, accept, tmp_path):
    (tmp_path / "b.txt").write_text(BAD)
    (tmp_path / "c.txt").write_text(BAD)
    accept()
    (tmp_path / "a.txt").write_text("all is well\n")
    (tmp_path / "c.txt").unlink()
    files = json.loads(accept("a.txt"))["files"]
    assert list(files) == ["b.txt"]  # a.txt has nothing to accept, c.txt is gone


def test_the_same_findings_make_the_same_file(check, accept, tmp_path):
    (tmp_path / "b.txt").write_text(BAD)
    first = accept("b.txt", "a.txt")
    assert accept("a.txt", "b.txt") == first


def test_paths_are_those_of_the_project(check, accept, tmp_path, monkeypatch, run):
    (tmp_path / ".ocrfix.yaml").write_text("words: [Vike]\n")
    (tmp_path / ".git").mkdir()
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.txt").write_text(BAD)
    accept()
    monkeypatch.chdir(tmp_path / "deep")
    assert run("check", "b.txt").exit_code == 0


BROKEN = {
    "{": "not a baseline: ",
    "[]": "not a baseline: Expected `object`, got `array`",
    '{"version": 9, "files": {}}': "version 9, not 1",
    '{"version": 1, "files": {"a.txt": [{"before": 1}]}}': "not a baseline: ",
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_baseline_is_named(run, tmp_path, text):
    (tmp_path / ".ocrfix-baseline.json").write_text(text)
    (tmp_path / "a.txt").write_text(BAD)
    outcome = run("check", "a.txt")
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith(f"ocrfix: .ocrfix-baseline.json:1: {BROKEN[text]}")
    assert outcome.stderr.endswith("; delete it, and create it again with ocrfix check "
                                   "--update-baseline\n")  # fmt: skip
    assert outcome.stderr.count("\n") == 1


def test_nothing_is_written_through_a_link(run, tmp_path):
    """As in a cloned repository whose baseline is a link to a file of the user."""
    project = tmp_path / "project"
    project.mkdir()
    (project / ".git").mkdir()
    (project / "a.txt").write_text(BAD)
    (tmp_path / "mine").write_text("precious")
    (project / ".ocrfix-baseline.json").symlink_to(tmp_path / "mine")
    outcome = run("check", "--update-baseline", "project")
    assert outcome.exit_code == 2
    assert "a link out of" in outcome.stderr
    (tmp_path / "mine").unlink()
    assert run("check", "--update-baseline", "project").exit_code == 2
    assert not (tmp_path / "mine").exists()
