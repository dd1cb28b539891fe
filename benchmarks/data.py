"""The location of the benchmark data, and running its scorers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

DATA = Path(os.environ.get("OCRFIX_BENCH", Path(__file__).resolve().parents[2] / "shared"))
"""The folder with ``bench/`` and ``corpus/``; ``OCRFIX_BENCH`` overrides it."""

PAIRS = ("pairs-jfk-dev.jsonl", "pairs-render-dev.jsonl")
"""The passages with ground truth."""


def there() -> bool:
    """Whether the data is available."""
    return (DATA / "bench").is_dir()


def read(path: Path) -> list[dict[str, Any]]:
    """Read a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    """Write a file of JSON lines."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def score(scorer: str, gold: Path, predicted: Path) -> str:
    """Run a scorer and return what it prints."""
    command = [sys.executable, str(DATA / "bench" / scorer), str(gold), str(predicted)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
