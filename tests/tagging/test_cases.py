"""Tables of cases: what must be marked, and false positives that must not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ocrfix.tagging.tagger import Tagger

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = json.loads((HERE / "cases.json").read_text(encoding="utf-8"))
NEGATIVES: list[dict[str, str]] = json.loads((HERE / "negatives.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_text_that_is_marked(case: dict[str, Any], tagger: Tagger) -> None:
    found = [[m.type, m.text, *([m.code] if m.code else [])] for m in tagger.tag(case["text"])]
    assert found == case["markers"]


@pytest.mark.parametrize("case", NEGATIVES, ids=lambda case: case["text"][:40])
def test_text_that_is_not_marked(case: dict[str, str], tagger: Tagger) -> None:
    assert [(m.type, m.text, m.fields) for m in tagger.tag(case["text"])] == [], case["reason"]
