"""Learning the confusion table and the weights together, honestly.

The ranker must not learn from costs that already know its examples: for each part of the pairs the
confusions come from the other parts. The parts are whole documents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ocrfix.lexicon import Lexicon
from ocrfix.training.clipped_lines import clipped_lines
from ocrfix.training.collection import read_collection_confusions
from ocrfix.training.confusions import confusions_of, learn_confusions
from ocrfix.training.pairs import Pair, part_of
from ocrfix.training.punctuation import NONE, LearnedSigns, learn_signs
from ocrfix.training.ranker import Example, examples, fit
from ocrfix.training.typing_errors import crosswise_slips, learn_slips


class Learned(NamedTuple):
    """What was learned: rows of the confusion table; weights of words, of signs and of slips."""

    confusions: list[tuple[str, str, int]]
    weights: dict[str, float]
    signs: LearnedSigns = NONE
    slips: Mapping[str, float] = MappingProxyType({})


def crosswise_examples(lexicon: Lexicon, pairs: Sequence[Pair], parts: int = 4) -> list[Example]:
    """Return the examples in pairs, each measured with the confusions of the other documents.

    Args:
        lexicon: the dictionaries; its confusions are set aside while learning, and then put back.
        pairs: passages of several documents.
        parts: into how many parts they are cut for the crosswise costs.
    """
    own = lexicon.confusions
    collection = read_collection_confusions(lexicon)
    found: list[Example] = []
    try:
        for part in range(parts):
            there = [p for p in pairs if part_of(p.document, parts) != part]
            here = [p for p in pairs if part_of(p.document, parts) == part]
            rows = learn_confusions(((p.ocr, p.truth) for p in there), collection)
            lexicon.set_confusions(confusions_of(rows))
            found += examples(lexicon, [(p.ocr, p.truth) for p in here])
            found += examples(lexicon, clipped_lines((p.ocr, p.truth) for p in here))
    finally:
        lexicon.set_confusions(own)
    return found


def train(lexicon: Lexicon, pairs: Sequence[Pair], parts: int = 4) -> Learned:
    """Learn from pairs; the arguments are those of :func:`crosswise_examples`."""
    found = crosswise_examples(lexicon, pairs, parts)
    collection = read_collection_confusions(lexicon)
    confusions = learn_confusions(((p.ocr, p.truth) for p in pairs), collection)
    signs = learn_signs(
        lexicon, [(part_of(p.document, parts), p.ocr, p.truth) for p in pairs], parts
    )
    slips = learn_slips(lexicon, (one for _, one in crosswise_slips(lexicon, pairs, parts)))
    return Learned(confusions, fit(found), signs, slips)
