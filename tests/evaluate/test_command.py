"""`ocrfix eval`, with real correction."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ocrfix.cli.main import run_cli

PAIRS = [
    ("memo:1", "We hope that it wi11 go on.", "We hope that it will go on.", "north"),
    ("memo:2", "He said that tho talks went on.", "He said that the talks went on.", "south"),
    ("memo:3", "The talks went on.", "The talks went on.", "south"),
]


@pytest.fixture(autouse=True)
def pairs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ("id", "ocr", "truth", "source")
    lines = [json.dumps(dict(zip(names, row, strict=True))) for row in PAIRS]
    (tmp_path / "pairs.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_the_table(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_cli(["eval", "pairs.jsonl"]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    metrics, kinds = out.split("\n\nkind")
    assert metrics.splitlines() == [
        "normalization: letters                  all     north     south",
        "passages                                  3         1         2",
        "words                                    18         7        11",
        "",
        "word error rate (WER) before        11.11 %   14.29 %    9.09 %",
        "word error rate (WER) after          0.00 %    0.00 %    0.00 %",
        "  relative reduction               100.00 %  100.00 %  100.00 %",
        "character error rate (CER) before    4.11 %    7.69 %    2.13 %",
        "character error rate (CER) after     0.00 %    0.00 %    0.00 %",
        "  relative reduction               100.00 %  100.00 %  100.00 %",
        "",
        "fixed                                     2         1         1",
        "broken                                    0         0         0",
        "changed, still wrong                      0         0         0",
        "precision                          100.00 %  100.00 %  100.00 %",
        "recall                             100.00 %  100.00 %  100.00 %",
        "overcorrection rate                  0.00 %    0.00 %    0.00 %",
        "error-free passages                       1         0         1",
        "  altered                            0.00 %         -    0.00 %",
    ]
    assert [line.split() for line in kinds.splitlines()][1:] == [
        ["digits", "1", "1", "0", "0", "0", "0"],
        ["misread", "1", "1", "0", "0", "0", "0"],
        ["all", "2", "2", "0", "0", "0", "0"],
    ]
    widths = {len(line) for line in ("kind" + kinds).splitlines()}
    assert len(widths) == 1


def test_the_report_as_json(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_cli(["eval", "pairs.jsonl", "--format", "json", "--normalization", "strict"]) == 0
    out = capfd.readouterr().out
    assert out.count("\n") == 1
    record = json.loads(out)
    assert record["schema"] == 1
    assert record["normalization"] == "strict"
    assert record["all"]["counts"]["fixed"] == 2
    assert record["all"]["metrics"]["recall"] == 1.0
    assert record["sources"]["north"]["metrics"]["error_free_altered"] is None
    assert record["kinds"]["digits"]["improved"] == record["kinds"]["misread"]["improved"] == 1
    assert record["all_kinds"]["made"] == 2
    assert sum(one["count"] for one in record["reliability"]["bins"]) == 2


def test_the_settings_apply(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "off.yaml").write_text("correct:\n  correctors:\n    misread: false\n")
    assert run_cli(["eval", "pairs.jsonl", "--format", "json", "--config", "off.yaml"]) == 0
    assert "misread" not in json.loads(capfd.readouterr().out)["kinds"]


def test_the_chart_is_written(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    hostile = tmp_path / "<b>&.jsonl"
    hostile.write_bytes((tmp_path / "pairs.jsonl").read_bytes())
    assert run_cli(["eval", hostile.name, "--chart", "charts/one.svg"]) == 0
    root = ElementTree.parse(tmp_path / "charts" / "one.svg").getroot()
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "Reliability: <b>&.jsonl"


def test_a_chart_that_cannot_be_written(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_cli(["eval", "pairs.jsonl", "--chart", "pairs.jsonl/one.svg"]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("ocrfix: pairs.jsonl/one.svg: cannot be written: ")
    assert err.count("\n") == 1


def test_odd_line_ends_inside_a_passage(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    line = '{"id": "a", "ocr": "the\u2028note\x85x", "truth": "the note x"}\r\n'
    (tmp_path / "odd.jsonl").write_text(line, encoding="utf-8", newline="")
    assert run_cli(["eval", "odd.jsonl", "--format", "json"]) == 0
    assert json.loads(capfd.readouterr().out)["all"]["counts"]["passages"] == 1
