"""Cross-validation: each document is corrected with what was learned from the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import add

from ocrfix.correction.punctuation.confusions import PunctuationConfusions
from ocrfix.correction.punctuation.ranker import PunctuationRanker
from ocrfix.correction.words.ranker import Ranker
from ocrfix.evaluate import Evaluation, Passage, evaluate
from ocrfix.pipeline import Pipeline
from ocrfix.training.confusions import build_confusions
from ocrfix.training.pairs import Pair, fold_of
from ocrfix.training.train import LearnedTables, train

FOLDS = 3
"""Folds of the documents for the evaluation; each costs a training of its own."""


class TooFewPassagesError(ValueError):
    """There are too few passages or documents to learn from; the text is one line."""


def learn(pipeline: Pipeline, passages: Sequence[Passage]) -> LearnedTables:
    """Learn all tables from passages.

    Args:
        pipeline: a pipeline with the dictionaries to learn with.
        passages: passages with their ground truth, of several documents.

    Raises:
        TooFewPassagesError: they have no word to learn from.
    """
    pairs = [Pair(passage.document, passage.ocr, passage.truth) for passage in passages]
    try:
        learned = train(pipeline.lexicon, pairs)
    except ZeroDivisionError:  # there is no example
        learned = LearnedTables([], {})
    if not learned.confusions or not learned.ranker_weights:
        raise TooFewPassagesError("too few misread words to learn from; give more passages")
    return learned


def cross_validate(
    make_pipeline: Callable[[], Pipeline],
    passages: Sequence[Passage],
    normalization: str = "letters",
    folds: int = FOLDS,
    on_fold: Callable[[int], None] = lambda fold: None,
) -> Evaluation:
    """Evaluate the correction of each document with what was learned from the others.

    Args:
        make_pipeline: makes a pipeline of its own for each fold.
        passages: passages with their ground truth.
        normalization: a name from :data:`ocrfix.evaluate.normalization.NORMALIZATIONS`.
        folds: into how many folds the documents are divided.
        on_fold: is called with the number of each fold, from 1, before it begins.

    Raises:
        TooFewPassagesError: there are too few documents to divide, or they are too small.
    """
    divided: list[list[Passage]] = [[] for _ in range(folds)]
    for passage in passages:
        divided[fold_of(passage.document, folds)].append(passage)
    if not all(divided):
        raise TooFewPassagesError(
            "too few documents for cross-validation; give more, or name them in id"
        )
    evaluations = []
    for number, inside in enumerate(divided):
        on_fold(number + 1)
        pipeline = make_pipeline()
        outside = [passage for fold in divided if fold is not inside for passage in fold]
        apply_learned(pipeline, learn(pipeline, outside))
        evaluations.append(evaluate(pipeline.correct, inside, normalization))
    return reduce(add, evaluations)


def apply_learned(pipeline: Pipeline, learned: LearnedTables) -> None:
    """Make a pipeline correct with learned tables."""
    pipeline.lexicon.set_confusions(build_confusions(learned.confusions))
    pipeline.correction.models.word_ranker = Ranker(learned.ranker_weights)
    pipeline.correction.models.word_confidence = learned.confidence
    if learned.typing_errors:
        lexicon = pipeline.lexicon
        lexicon.typing_errors = lexicon.typing_errors.with_weights(learned.typing_errors)
    if learned.punctuation.weights:
        pipeline.correction.models.punctuation_ranker = PunctuationRanker(
            learned.punctuation.weights, PunctuationConfusions(learned.punctuation.rows)
        )
