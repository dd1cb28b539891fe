"""``ocrfix.tag`` is a function and a package: whichever is met first, it can be called."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FIRST = {
    "function first": "import ocrfix; ocrfix.tag; import ocrfix.tag.tagger",
    "package first": "import ocrfix.tag.tagger, ocrfix",
    "function alone": "import ocrfix",
}


@pytest.mark.parametrize("order", FIRST.values(), ids=FIRST.keys())
def test_it_can_be_called_whatever_was_imported(order: str) -> None:
    twice = "[ocrfix.tag('SECRET').markers[0].text for _ in range(2)]"
    done = subprocess.run(
        [sys.executable, "-c", f"{order}\nprint({twice})"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "['SECRET', 'SECRET']"
