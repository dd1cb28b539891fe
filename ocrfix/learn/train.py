"""Learning the confusion table and the weights together, honestly.

The ranker must not learn from costs that already know its examples: for each part of the pairs the
confusions come from the other parts. The parts are whole documents.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from typing import NamedTuple

from ocrfix.learn.clipped import clipped_lines
from ocrfix.learn.confusions import learn_confusions
from ocrfix.learn.ranker import Example, examples, fit
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.confusions import Confusions


class Pair(NamedTuple):
    """One passage.

    Attributes:
        document: the document it comes from; passages of one document stay together.
        ocr: what the engine made of it.
        truth: what stood on the page.
    """

    document: str
    ocr: str
    truth: str


class Learned(NamedTuple):
    """What was learned: rows of the confusion table, and the weights of the ranker."""

    confusions: list[tuple[str, str, int]]
    weights: dict[str, float]


def part_of(document: str, parts: int) -> int:
    """Return which of ``parts`` parts a document belongs to; the same on every machine."""
    digest = hashlib.blake2b(document.encode("utf-8"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % parts


def confusions_of(rows: Sequence[tuple[str, str, int]]) -> Confusions:
    """Return the table made of its rows."""
    return Confusions({(truth, seen): math.log(rate / 1e6) for truth, seen, rate in rows})


def crosswise_examples(lexicon: Lexicon, pairs: Sequence[Pair], parts: int = 4) -> list[Example]:
    """Return the examples in pairs, each measured with the confusions of the other documents.

    Args:
        lexicon: the dictionaries; its confusions are set aside while learning, and then put back.
        pairs: passages of several documents.
        parts: into how many parts they are cut for the crosswise costs.
    """
    own = lexicon.confusions
    found: list[Example] = []
    try:
        for part in range(parts):
            there = [p for p in pairs if part_of(p.document, parts) != part]
            here = [p for p in pairs if part_of(p.document, parts) == part]
            rows = learn_confusions((p.ocr, p.truth) for p in there)
            lexicon.learn(confusions_of(rows))
            found += examples(lexicon, [(p.ocr, p.truth) for p in here])
            found += examples(lexicon, clipped_lines((p.ocr, p.truth) for p in here))
    finally:
        lexicon.learn(own)
    return found


def train(lexicon: Lexicon, pairs: Sequence[Pair], parts: int = 4) -> Learned:
    """Learn from pairs; the arguments are those of :func:`crosswise_examples`."""
    found = crosswise_examples(lexicon, pairs, parts)
    return Learned(learn_confusions((p.ocr, p.truth) for p in pairs), fit(found))
