"""Training of all learned tables from pairs of OCR text and ground truth.

The ranker must not be trained with confusions that were counted in its own examples. So the pairs
are divided into folds of whole documents, and the features of each fold are extracted with the
confusions of the other folds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ocrfix.correction.words.boosted_trees import BoostedTrees
from ocrfix.lexicon import Lexicon
from ocrfix.training.clipped_lines import clipped_lines
from ocrfix.training.collection import read_collection_confusions
from ocrfix.training.confidence import ConfidenceExamples, learn_confidence
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
        confidence: the trees of the confidence in a candidate for a word, if any were learned.
    """

    confusions: list[tuple[str, str, int]]
    ranker_weights: dict[str, float]
    punctuation: LearnedPunctuation = NOTHING_LEARNED
    typing_errors: Mapping[str, float] = MappingProxyType({})
    confidence: BoostedTrees | None = None


def out_of_fold_examples(
    lexicon: Lexicon, pairs: Sequence[Pair], folds: int = FOLDS
) -> list[list[Example]]:
    """Return the ranker's examples in pairs, by fold; see :func:`~.folds.out_of_fold`."""
    return [
        [*collect_examples(lexicon, inside), *collect_examples(lexicon, clipped_lines(inside))]
        for inside in out_of_fold(lexicon, pairs, folds)
    ]


def learn_words(by_fold: Sequence[list[Example]]) -> tuple[dict[str, float], BoostedTrees | None]:
    """Return the weights of the ranker and the trees of the confidence in what it proposes.

    The trees are learned from the proposals of rankers that were trained on the other folds.
    """
    proposals = ConfidenceExamples()
    for fold, examples in enumerate(by_fold):
        others = [one for other, found in enumerate(by_fold) if other != fold for one in found]
        if others and examples:
            proposals.add(examples, fit_weights(others))
    everything = [example for examples in by_fold for example in examples]
    return fit_weights(everything), learn_confidence(proposals)


def train(lexicon: Lexicon, pairs: Sequence[Pair], folds: int = FOLDS) -> LearnedTables:
    """Learn all tables from pairs, divided into folds of whole documents."""
    weights, trees = learn_words(out_of_fold_examples(lexicon, pairs, folds))
    collection = read_collection_confusions(lexicon)
    confusions = learn_confusions(((p.ocr, p.truth) for p in pairs), collection)
    punctuation = learn_punctuation(
        lexicon, [(fold_of(p.document, folds), p.ocr, p.truth) for p in pairs], folds
    )
    typing_errors = learn_typing_errors(
        lexicon, (one for _, one in out_of_fold_errors(lexicon, pairs, folds))
    )
    return LearnedTables(confusions, weights, punctuation, typing_errors, trees)
