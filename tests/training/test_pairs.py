"""`ocrfix learn pairs`: the tables it writes, the cross-validation, and what it refuses."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from ocrfix.cli.commands.learn_pairs import describe_thresholds
from ocrfix.cli.main import run_cli
from ocrfix.config import Config
from ocrfix.evaluate.edit_effects import ScoredEdit
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
    assert run_cli(["learn", "pairs", "pairs.jsonl", "-o", "own"]) == 0
    out, err = capfd.readouterr()
    assert out.startswith(
        "Each document corrected after learning from the others:\n\nnormalization: letters"
    )
    said = out.splitlines()
    assert re.fullmatch(
        r"threshold 0\.75, as now: \d+ of \d+ changed words are right, \d+\.\d% "
        r"\(95% confidence interval: \d+% to \d+%\)",
        said[-7],
    )
    assert said[-6].startswith("threshold 0.40, the least for 91%: ")
    assert said[-5:] == ["", "For your settings:", "", "correct:", "  threshold: 0.40"]
    assert err.splitlines()[-1].endswith("weights from 36 passages")
    learned = {
        (truth, seen) for truth, seen, _ in tables.read_rows(tmp_path / "own/confusions.tsv", 3)
    }
    assert {("h", "b"), ("e", "o")} <= learned
    assert all(float(weight) for _, weight in tables.read_rows(tmp_path / "own/word-ranker.tsv", 2))


@pytest.mark.parametrize(
    ("precision", "said"),
    [
        (0.6, "threshold 0.40, the least for 60%: 2 of 3 changed words are right, 66.7% "),
        (0.7, "threshold 0.61, the least for 70%: 2 of 2 changed words are right, 100.0% "),
    ],
)
def test_the_threshold_is_the_lowest_that_reaches_the_share(precision: float, said: str) -> None:
    edits = (
        ScoredEdit("misread", 0.95, True, "improved", 1),
        ScoredEdit("misread", 0.61, False, "improved", 1),
        ScoredEdit("case", 0.60, False, "worsened", 0, 1),
        ScoredEdit("typist", 0.90, False, "worsened", 0, 1),
    )
    lines = describe_thresholds(edits, precision, Config.default()).splitlines()
    assert lines[0].startswith("threshold 0.75, as now: 1 of 1 changed words are right, 100.0% ")
    assert lines[1].startswith(said)
    read = Config.default().merged(yaml.safe_load("\n".join(lines[-2:])))
    assert f"{read.correct.threshold:.2f}" == said.split(",")[0].split(" ")[1]


def test_reports_that_no_threshold_reaches_the_precision() -> None:
    edits = (ScoredEdit("misread", 0.95, True, "worsened", 0, 1),)
    assert describe_thresholds(edits, 0.9, Config.default()).endswith(
        "No threshold makes 90% of the changed words right."
    )
    assert describe_thresholds((), 0.9, Config.default()) == (
        "threshold 0.75, as now: no word is changed\n"
        "No threshold makes 90% of the changed words right."
    )


@pytest.mark.parametrize("precision", ["1.5", "-0.1", "nan"])
def test_an_invalid_share_is_refused(precision: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_cli(["learn", "pairs", "pairs.jsonl", "-o", "own", "--precision", precision]) == 2
    assert capfd.readouterr().err == (
        f"ocrfix: --precision {precision}: not a share; use a number from 0 to 1\n"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (pairs(1), "too few documents for cross-validation; give more, or name them in id"),
        (
            "\n".join(
                json.dumps({"id": f"m{k}:1", "ocr": "the note", "truth": "the note"})
                for k in range(20)
            ),
            "too few misread words to learn from; give more passages",
        ),
    ],
)
def test_too_few_pairs_are_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    text: str,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pairs.jsonl").write_text(text, encoding="utf-8")
    assert run_cli(["learn", "pairs", "pairs.jsonl", "-o", "own"]) == 2
    assert capfd.readouterr().err.splitlines()[-1] == f"ocrfix: {said}"
    assert not Path("own").exists()


def test_the_error_names_the_package_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import importlib.util

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    Path("pairs.jsonl").write_text(pairs(2), encoding="utf-8")
    assert run_cli(["learn", "pairs", "pairs.jsonl", "-o", "own"]) == 2
    assert capfd.readouterr().err == (
        "ocrfix: learning from pairs needs lightgbm, numpy, scipy; install them: "
        "pip install 'ocrfix[learn]'\n"
    )
