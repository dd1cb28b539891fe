"""The command lines of the README, run on a small collection."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
BLOCKS = re.findall(r"```sh\n(.*?)```", (CHECKOUT / "README.md").read_text("utf-8"), re.DOTALL)
LINES = [
    line.partition("    #")[0].strip()
    for block in BLOCKS
    for line in block.splitlines()
    if line.startswith("ocrfix ")
]
WAITS = "--serve"
"""A command with this option waits for a browser; the tests of the review server run it."""
NEEDS_PAIRS = "learn pairs"
"""This learns from thousands of passages; its own tests run it."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    (folder / "texts").mkdir()
    for example in ("cable", "letter", "memcon"):
        text = CHECKOUT / "examples" / example / "ocr.txt"
        shutil.copy(text, folder / "texts" / f"{example}.txt")
    pair = {
        "id": "1",
        "ocr": "He said tbe Govermment agreed.",
        "truth": "He said the Government agreed.",
    }
    (folder / "pairs.jsonl").write_text(json.dumps(pair) + "\n", encoding="utf-8")
    return folder


def test_there_are_examples() -> None:
    assert len(LINES) >= 5


@pytest.mark.parametrize("line", LINES)
def test_command_lines_run(line: str, folder: Path) -> None:
    if WAITS in line or NEEDS_PAIRS in line:
        pytest.skip("run by tests of its own")
    if line.startswith("ocrfix apply"):
        made = [sys.executable, "-m", "ocrfix", "review", "texts/", "-o", "decisions.json"]
        subprocess.run(made, cwd=folder, capture_output=True, check=False)
        if not (folder / "decisions.json").exists():
            pytest.skip("nothing was decided, so there is nothing to carry out")
    args = [sys.executable, "-m", "ocrfix", *shlex.split(line)[1:]]
    done = subprocess.run(args, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert not done.stderr.startswith("Traceback")
