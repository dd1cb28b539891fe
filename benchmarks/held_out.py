"""Held-out correction: each document is corrected with what was learned from the others."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple, TypeVar

import data

from ocrfix.config import Config
from ocrfix.document import Document
from ocrfix.evaluate import Passage, parse
from ocrfix.evaluate.edit_effects import ScoredEdit, score_edits
from ocrfix.pipeline import Pipeline
from ocrfix.training.cross_validation import apply_learned
from ocrfix.training.pairs import Pair, fold_of
from ocrfix.training.train import train

FOLDS = 4

Found = TypeVar("Found")


class Corrected(NamedTuple):
    """A passage and its correction."""

    passage: Passage
    clean: str
    edits: tuple[ScoredEdit, ...]


def passages() -> list[Passage]:
    """Return the passages of all pairs."""
    found = []
    for name in data.PAIRS:
        path: Path = data.DATA / "bench" / name
        found += parse(path.read_text(encoding="utf-8"), name)
    return found


def page_of(document: str) -> str:
    """Return a document without the engine that read it, so that both its texts are in one fold.

    >>> page_of("jfk-tess:104-10133-10437"), page_of("render-0056")
    ('104-10133-10437', 'render-0056')
    """
    return document.rpartition(":")[2]


def split(fold: int) -> tuple[list[Passage], list[Pair]]:
    """Return the passages of a fold, and the pairs of the others."""
    inside: list[Passage] = []
    outside: list[Pair] = []
    for passage in passages():
        if fold_of(page_of(passage.document), FOLDS) == fold:
            inside.append(passage)
        else:
            outside.append(Pair(passage.document, passage.ocr, passage.truth))
    return inside, outside


def map_folds(work: partial[Found]) -> Iterator[Found]:
    """Yield what ``work`` returns for the number of each fold, in parallel."""
    with ProcessPoolExecutor() as pool:
        yield from pool.map(work, range(FOLDS))


@cache
def corrected() -> tuple[Corrected, ...]:
    """Return all corrected passages; computed once."""
    return tuple(one for found in map_folds(partial(_corrected)) for one in found)


def _corrected(fold: int) -> list[Corrected]:
    inside, outside = split(fold)
    pipeline = Pipeline(Config.default())
    apply_learned(pipeline, train(pipeline.lexicon, outside))
    found = []
    for passage in inside:
        document: Document = pipeline.correct(passage.ocr)
        edits = tuple(score_edits(document, passage.truth, "letters"))
        found.append(Corrected(passage, document.clean, edits))
    return found
