"""The compiled modules say what their sources say."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ocrfix.lexicon.neighbors import COMPILED
from tests.correction.tables import rows

CHECKOUT = Path(__file__).parent.parent.parent
BENCH = Path(os.environ.get("OCRFIX_BENCH", CHECKOUT.parent / "shared")) / "bench"
PASSAGES = 400
MISREAD = {"m": "rn", "d": "cl", "e": "c", "i": "1", "o": "0", "h": "b", "n": "", "t": "tt"}
EDITS = """
import json, sys
import ocrfix
from ocrfix.lexicon.neighbors import COMPILED
found = []
for text in json.load(sys.stdin):
    document = ocrfix.clean(text)
    found.append([
        [e.start, e.end, e.after, e.kind, e.confidence, e.reason]
        for e in (*document.edits, *document.suggestions)
    ])
print(json.dumps([COMPILED, found]))
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not COMPILED, reason="there was no compiler when this was set up"),
]


def texts() -> list[str]:
    """Return pages, lines with one fault each, and the pages again with many."""
    pages = [
        page.read_text("utf-8", "replace") for page in sorted(CHECKOUT.glob("examples/*/ocr.txt"))
    ]
    lines = [row[1] for row in rows("fixed.tsv", 4)] + [row[0] for row in rows("unchanged.tsv", 2)]
    dice = random.Random(7)
    garbled = ["".join(_misread(dice, sign) for sign in page) for page in pages]
    passages = []
    for name in ("pairs-jfk-dev.jsonl", "pairs-render-dev.jsonl"):
        if (BENCH / name).exists():
            with (BENCH / name).open(encoding="utf-8") as file:
                passages += [json.loads(line)["ocr"] for line in file]
    return [*pages, *lines, *garbled, *dice.sample(passages, min(PASSAGES, len(passages)))]


def _misread(dice: random.Random, sign: str) -> str:
    return MISREAD.get(sign, sign) if dice.random() < 0.08 else sign


def test_compiled_or_not_the_edits_are_the_same(tmp_path: Path) -> None:
    for name in ("ocrfix", "dictionaries", "config.yaml"):
        if (CHECKOUT / name).is_dir():
            shutil.copytree(
                CHECKOUT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.so", "*.pyd")
            )
        else:
            shutil.copy2(CHECKOUT / name, tmp_path / name)
    asked = json.dumps(texts())
    compiled, found = json.loads(_run(CHECKOUT, asked))
    uncompiled, expected = json.loads(_run(tmp_path, asked))
    assert (compiled, uncompiled) == (True, False)
    assert found == expected


def _run(home: Path, asked: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", EDITS],
        input=asked,
        env={**os.environ, "PYTHONPATH": str(home), "PYTHONIOENCODING": "utf-8"},
        cwd=home,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
