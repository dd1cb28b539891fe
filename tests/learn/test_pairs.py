"""`ocrfix learn pairs`: the tables it writes, the check crosswise, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ocrfix.cli import run
from ocrfix.lexicon import tables

pytest.importorskip("scipy")

SENTENCES = [
    "He said that {} talks with the Government went on.",
    "The Embassy told us that {} note was not sent.",
    "We hope that {} letter will be given to the Minister.",
]


def pairs(documents: int) -> str:
    lines = []
    for number in range(documents):
        for k, sentence in enumerate(SENTENCES):
            seen = ("tbe", "tho", "the")[(number + k) % 3]
            row = {"id": f"memo{number}:{k}", "ocr": sentence.format(seen)}
            lines.append(json.dumps(row | {"truth": sentence.format("the")}))
    return "\n".join(lines)


def test_the_tables_and_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pairs.jsonl").write_text(pairs(12), encoding="utf-8")
    assert run(["learn", "pairs", "pairs.jsonl", "-o", "own"]) == 0
    out, err = capfd.readouterr()
    assert out.startswith("Each document, with what the others taught:\n\nletters view")
    assert "A precision of 90% or more comes with threshold: " in out
    assert err.splitlines()[-1].endswith("weights from 36 passages")
    learned = {(truth, seen) for truth, seen, _ in tables.rows(tmp_path / "own/confusions.tsv", 3)}
    assert {("h", "b"), ("e", "o")} <= learned
    assert all(float(weight) for _, weight in tables.rows(tmp_path / "own/ranker.tsv", 2))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (pairs(1), "too few documents to check what they teach; give more, or name them in id"),
        (
            "\n".join(
                json.dumps({"id": f"m{k}:1", "ocr": "the note", "truth": "the note"})
                for k in range(20)
            ),
            "too few misread words to learn from; give more passages",
        ),
    ],
)
def test_too_little_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    text: str,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pairs.jsonl").write_text(text, encoding="utf-8")
    assert run(["learn", "pairs", "pairs.jsonl", "-o", "own"]) == 2
    assert capfd.readouterr().err.splitlines()[-1] == f"ocrfix: {said}"
    assert not Path("own").exists()


def test_what_to_install_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import importlib.util

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    Path("pairs.jsonl").write_text(pairs(2), encoding="utf-8")
    assert run(["learn", "pairs", "pairs.jsonl", "-o", "own"]) == 2
    assert capfd.readouterr().err == (
        "ocrfix: learning from pairs needs numpy and scipy; install them: "
        "pip install 'ocrfix[learn]'\n"
    )
