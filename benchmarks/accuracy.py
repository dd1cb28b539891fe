"""Accuracy of correction and tagging on pages whose truth is known.

The shipped weights were learned from the same pairs, so the honest table is the crosswise one:
each document corrected with weights and confusions learned from the others.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import data

import ocrfix
from ocrfix.config import Config
from ocrfix.learn.__main__ import read_pairs
from ocrfix.learn.crosswise import use
from ocrfix.learn.pairs import Pair, part_of
from ocrfix.learn.train import train
from ocrfix.pipeline import Workshop

PAIRS = ("pairs-jfk-dev.jsonl", "pairs-render-dev.jsonl")
PAGES = ("tags-real-dev.jsonl", "tags-render-dev.jsonl")
_PARTS = 3


def pairs() -> None:
    """Print the tables of the pairs, as shipped and crosswise."""
    for name in PAIRS:
        path = data.DATA / "bench" / name
        rows = data.read(path)
        with tempfile.TemporaryDirectory() as folder:
            shop = Workshop(Config.default())
            shipped = ({"id": r["id"], "text": shop.correct(r["ocr"]).clean} for r in rows)
            out = data.write(Path(folder) / "shipped.jsonl", shipped)
            print(f"\n{name}, as shipped (learned from these pairs)")
            print(data.score("score_pairs.py", path, out))
    learned_from = [p for name in PAIRS for p in read_pairs(data.DATA / "bench" / name)]
    crosswise = dict(_crosswise(learned_from))
    for name in PAIRS:
        path = data.DATA / "bench" / name
        with tempfile.TemporaryDirectory() as folder:
            rows = data.read(path)
            texts = ({"id": r["id"], "text": crosswise[r["ocr"]]} for r in rows)
            out = data.write(Path(folder) / "crosswise.jsonl", texts)
            print(f"\n{name}, crosswise by document in {_PARTS} parts")
            print(data.score("score_pairs.py", path, out))


def _crosswise(all_pairs: list[Pair]) -> Iterable[tuple[str, str]]:
    for part in range(_PARTS):
        shop = Workshop(Config.default())
        there = [p for p in all_pairs if part_of(p.document, _PARTS) != part]
        use(shop, train(shop.lexicon, there))
        for pair in all_pairs:
            if part_of(pair.document, _PARTS) == part:
                yield pair.ocr, shop.correct(pair.ocr).clean


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
