"""Corrections of documents with what was learned from the others, part by part."""

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

PARTS = 4

Found = TypeVar("Found")


class Corrected(NamedTuple):
    """A passage, and what was made of it."""

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
    """Return a document without the engine that read it: what was read twice stays in one part.

    >>> page_of("jfk-tess:104-10133-10437"), page_of("render-0056")
    ('104-10133-10437', 'render-0056')
    """
    return document.rpartition(":")[2]


def parted(part: int) -> tuple[list[Passage], list[Pair]]:
    """Return the passages of a part, and the pairs of the others."""
    here: list[Passage] = []
    there: list[Pair] = []
    for passage in passages():
        if fold_of(page_of(passage.document), PARTS) == part:
            here.append(passage)
        else:
            there.append(Pair(passage.document, passage.ocr, passage.truth))
    return here, there


def of_all_parts(work: partial[Found]) -> Iterator[Found]:
    """Yield what ``work`` returns for the number of each part, the parts side by side."""
    with ProcessPoolExecutor() as pool:
        yield from pool.map(work, range(PARTS))


@cache
def corrected() -> tuple[Corrected, ...]:
    """Return all passages, corrected and each change edits; made once."""
    return tuple(one for found in of_all_parts(partial(_corrected)) for one in found)


def _corrected(part: int) -> list[Corrected]:
    here, there = parted(part)
    pipeline = Pipeline(Config.default())
    apply_learned(pipeline, train(pipeline.lexicon, there))
    found = []
    for passage in here:
        document: Document = pipeline.correct(passage.ocr)
        edits = tuple(score_edits(document, passage.truth, "letters"))
        found.append(Corrected(passage, document.clean, edits))
    return found
