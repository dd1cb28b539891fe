"""Accuracy of correction and tagging on pages with ground truth.

The shipped weights were learned from the same pairs, so the table to trust is the cross-validated
one: each document corrected with weights and confusions learned from the others.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import data
import held_out

import ocrfix
from ocrfix.config import Config
from ocrfix.pipeline import Pipeline

PAGES = ("tags-real-dev.jsonl", "tags-render-dev.jsonl")


def pairs() -> None:
    """Print the tables of the pairs, as shipped and cross-validated."""
    for name in data.PAIRS:
        path = data.DATA / "bench" / name
        rows = data.read(path)
        with tempfile.TemporaryDirectory() as folder:
            pipeline = Pipeline(Config.default())
            shipped = ({"id": r["id"], "text": pipeline.correct(r["ocr"]).clean} for r in rows)
            out = data.write(Path(folder) / "shipped.jsonl", shipped)
            print(f"\n{name}, as shipped (learned from these pairs)")
            print(data.score("score_pairs.py", path, out))
    cross_validated = {one.passage.id: one.clean for one in held_out.corrected()}
    for name in data.PAIRS:
        path = data.DATA / "bench" / name
        with tempfile.TemporaryDirectory() as folder:
            texts = ({"id": r["id"], "text": cross_validated[r["id"]]} for r in data.read(path))
            out = data.write(Path(folder) / "cross-validated.jsonl", texts)
            print(f"\n{name}, cross-validated by document in {held_out.FOLDS} folds")
            print(data.score("score_pairs.py", path, out))


def pages() -> None:
    """Print the tables of the tagged pages."""
    for name in PAGES:
        path = data.DATA / "bench" / name
        gold = data.read(path)
        with tempfile.TemporaryDirectory() as folder:
            predicted = [{"id": page["id"], "spans": _spans(page["text"])} for page in gold]
            out = data.write(Path(folder) / "spans.jsonl", predicted)
            print(f"\n{name}")
            print(data.score("score_tags.py", path, out))
            quiet = [_without_noise(page) for page in gold], [_without_noise(p) for p in predicted]
            gold_path = data.write(Path(folder) / "gold-quiet.jsonl", quiet[0])
            out = data.write(Path(folder) / "quiet.jsonl", quiet[1])
            micro = data.score("score_tags.py", gold_path, out).splitlines()
            print(f"without noise: {next(line for line in micro if line.startswith('micro'))}")


def _spans(text: str) -> list[dict[str, Any]]:
    return [
        {"start": m.start, "end": m.end, "type": m.type, "code": m.code}
        for m in ocrfix.tag(text).markers
    ]


def _without_noise(page: Mapping[str, Any]) -> dict[str, Any]:
    return {**page, "spans": [s for s in page["spans"] if s["type"] != "noise"]}
