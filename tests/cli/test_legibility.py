"""``ocrfix check --legibility``: the pages that should be read again, and how."""

from __future__ import annotations

import json

import pytest

from ocrfix.check.legibility import report
from ocrfix.pipeline import Pipeline
from tests.lexicon.test_legibility import NOISE, TEXT


@pytest.fixture
def run(run, monkeypatch):
    """Return what runs a command line with the real pipeline."""
    monkeypatch.setattr("ocrfix.pipeline.cache.Pipeline", Pipeline)
    return run


@pytest.mark.parametrize(
    ("path", "redo", "command"),
    [
        ("memo.pdf", [1, 2, 3], "ocrmypdf --force-ocr memo.pdf memo.ocr.pdf"),
        ("a b.PDF", [2], "ocrmypdf --force-ocr --pages 2 'a b.PDF' 'a b.ocr.pdf'"),
        ("memo.txt", [1], "tesseract IMAGE memo"),
        ("in/memo.hocr", [1], "tesseract IMAGE in/memo hocr"),
        ("memo.xml", [1], "tesseract IMAGE memo alto"),
        ("-", [1], "tesseract IMAGE OUT"),
        ("-x.pdf", [1, 2, 3], "ocrmypdf --force-ocr ./-x.pdf ./-x.ocr.pdf"),
        ("$(rm x).txt", [1], "tesseract IMAGE '$(rm x)'"),
        ("a\x1b[1m.txt", [1], "tesseract IMAGE 'a\\x1b[1m'"),
        ("memo.txt", [], ""),
    ],
)
def test_the_command_reads_the_pages_again(path, redo, command):
    found = report(path, (0.3, 0.4, 0.5), redo)
    assert found.command == command
    assert bool(found.to_text()) == bool(redo)
    assert "\x1b" not in found.to_text()


def test_files_with_hopeless_pages_are_named(run, tmp_path):
    (tmp_path / "bad.txt").write_text(f"{TEXT}\f{NOISE}\f{NOISE}", encoding="utf-8")
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "short.txt").write_text("Page 2\n", encoding="utf-8")
    done = run("check", "--legibility", str(tmp_path))
    (line,) = done.stdout.decode().splitlines()
    assert line.startswith(f"{tmp_path / 'bad.txt'}: 2 of 3 pages are hardly words: 2 (0.")
    assert line.endswith(f"; tesseract IMAGE {tmp_path / 'bad'}")
    assert (done.exit_code, done.stderr) == (
        1,
        "ocrfix: 2 of 5 pages in 3 files should be read again\n",
    )


def test_without_such_pages_nothing_is_printed(run, tmp_path):
    path = tmp_path / "good.txt"
    path.write_text(TEXT, encoding="utf-8")
    done = run("check", "--legibility", "--quiet", str(path))
    assert (done.exit_code, done.stdout, done.stderr) == (0, b"", "")
    scores = run("check", "--legibility", "--verbose", str(path))
    assert scores.stdout.decode().startswith(f"{path}: 0.9")


def test_json_has_every_file(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"{NOISE}\fPage 2", encoding="utf-8")
    found = json.loads(run("check", "--legibility", "--format", "json", str(path)).stdout)
    assert (found["redo"], found["legibility"][1]) == ([1], None)


@pytest.mark.parametrize(
    "options", [["--suggestions"], ["--markers"], ["--update-baseline"], ["--format", "sarif"]]
)
def test_it_is_not_combined_with_findings(run, tmp_path, options):
    done = run("check", "--legibility", *options, str(tmp_path))
    assert done.exit_code == 2
    assert "--legibility reports pages, not findings" in done.stderr
