"""Training of all learned tables from pairs of OCR text and ground truth.

The ranker must not be trained with confusions that were counted in its own examples. So the pairs
are divided into folds of whole documents, and the features of each fold are extracted with the
confusions of the other folds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ocrfix.lexicon import Lexicon
from ocrfix.training.clipped_lines import clipped_lines
from ocrfix.training.collection import read_collection_confusions
from ocrfix.training.confusions import build_confusions, learn_confusions
from ocrfix.training.log_linear import Example, fit_weights
from ocrfix.training.pairs import Pair, fold_of
from ocrfix.training.punctuation import NOTHING_LEARNED, LearnedPunctuation, learn_punctuation
from ocrfix.training.ranker import collect_examples
from ocrfix.training.typing_errors import learn_typing_errors, out_of_fold_errors

FOLDS = 4
"""Folds of the documents whose features are extracted with the confusions of the others."""


class LearnedTables(NamedTuple):
    """The learned tables.

    Attributes:
        confusions: the rows of the confusion table.
        ranker_weights: the weights of the ranker of words.
        punctuation: the tables of the punctuation ranker.
        typing_errors: the weights of the model of typing errors.
    """

    confusions: list[tuple[str, str, int]]
    ranker_weights: dict[str, float]
    punctuation: LearnedPunctuation = NOTHING_LEARNED
    typing_errors: Mapping[str, float] = MappingProxyType({})


def out_of_fold_examples(
    lexicon: Lexicon, pairs: Sequence[Pair], folds: int = FOLDS
) -> list[Example]:
    """Return the ranker's examples in pairs, each measured with the confusions of other documents.

    Args:
        lexicon: the dictionaries; its confusions are replaced meanwhile, and restored.
        pairs: passages of several documents.
        folds: into how many folds the documents are divided.
    """
    own = lexicon.confusions
    collection = read_collection_confusions(lexicon)
    examples: list[Example] = []
    try:
        for fold in range(folds):
            inside = [p for p in pairs if fold_of(p.document, folds) == fold]
            outside = [p for p in pairs if fold_of(p.document, folds) != fold]
            rows = learn_confusions(((p.ocr, p.truth) for p in outside), collection)
            lexicon.set_confusions(build_confusions(rows))
            examples += collect_examples(lexicon, [(p.ocr, p.truth) for p in inside])
            examples += collect_examples(lexicon, clipped_lines((p.ocr, p.truth) for p in inside))
    finally:
        lexicon.set_confusions(own)
    return examples


def train(lexicon: Lexicon, pairs: Sequence[Pair], folds: int = FOLDS) -> LearnedTables:
    """Learn all tables from pairs; the arguments are those of :func:`out_of_fold_examples`."""
    examples = out_of_fold_examples(lexicon, pairs, folds)
    collection = read_collection_confusions(lexicon)
    confusions = learn_confusions(((p.ocr, p.truth) for p in pairs), collection)
    punctuation = learn_punctuation(
        lexicon, [(fold_of(p.document, folds), p.ocr, p.truth) for p in pairs], folds
    )
    typing_errors = learn_typing_errors(
        lexicon, (one for _, one in out_of_fold_errors(lexicon, pairs, folds))
    )
    return LearnedTables(confusions, fit_weights(examples), punctuation, typing_errors)
