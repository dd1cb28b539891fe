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
from ocrfix.training.confusions import learn_confusions
from ocrfix.training.folds import FOLDS, out_of_fold
from ocrfix.training.log_linear import Example, fit_weights
from ocrfix.training.pairs import Pair, fold_of
from ocrfix.training.punctuation import NOTHING_LEARNED, LearnedPunctuation, learn_punctuation
from ocrfix.training.ranker import collect_examples
from ocrfix.training.typing_errors import learn_typing_errors, out_of_fold_errors


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
    """Return the ranker's examples in pairs; see :func:`ocrfix.training.folds.out_of_fold`."""
    examples: list[Example] = []
    for inside in out_of_fold(lexicon, pairs, folds):
        examples += collect_examples(lexicon, [(p.ocr, p.truth) for p in inside])
        examples += collect_examples(lexicon, clipped_lines((p.ocr, p.truth) for p in inside))
    return examples


def train(lexicon: Lexicon, pairs: Sequence[Pair], folds: int = FOLDS) -> LearnedTables:
    """Learn all tables from pairs, divided into folds of whole documents."""
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
