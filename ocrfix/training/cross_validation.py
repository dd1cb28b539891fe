"""Measuring what pairs teach, honestly: each document corrected with what the others taught."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import add

from ocrfix.correction.punctuation import Judge, Sightings
from ocrfix.correction.words.ranker import Ranker
from ocrfix.evaluate import Evaluation, Passage, evaluate
from ocrfix.pipeline import Pipeline
from ocrfix.training.confusions import confusions_of
from ocrfix.training.pairs import Pair, part_of
from ocrfix.training.train import Learned, train

PARTS = 3


class TooFew(ValueError):
    """There are too few passages or documents to learn from; the text is one line."""


def learn(pipeline: Pipeline, passages: Sequence[Passage]) -> Learned:
    """Learn a confusion table and the weights of the ranker.

    Args:
        pipeline: the dictionaries to learn with.
        passages: passages whose truth is known, of several documents.

    Raises:
        TooFew: they show no word that could be learned from.
    """
    pairs = [Pair(passage.document, passage.ocr, passage.truth) for passage in passages]
    try:
        learned = train(pipeline.lexicon, pairs)
    except ZeroDivisionError:  # no word of them is in doubt
        learned = Learned([], {})
    if not learned.confusions or not learned.weights:
        raise TooFew("too few misread words to learn from; give more passages")
    return learned


def crosswise(
    make: Callable[[], Pipeline],
    passages: Sequence[Passage],
    view: str = "letters",
    parts: int = PARTS,
    tell: Callable[[int], None] = lambda part: None,
) -> Evaluation:
    """Return what correction does to each document with what was learned from the others.

    Args:
        make: makes a pipeline of its own for each part.
        passages: passages whose truth is known.
        view: how texts are compared; a name of :data:`ocrfix.evaluate.views.VIEWS`.
        parts: into how many parts the documents are cut.
        tell: is called with the number of each part, from 1, before it is begun.

    Raises:
        TooFew: the documents are too few to be parted, or too small.
    """
    here: list[list[Passage]] = [[] for _ in range(parts)]
    for passage in passages:
        here[part_of(passage.document, parts)].append(passage)
    if not all(here):
        raise TooFew("too few documents to check what they teach; give more, or name them in id")
    found = []
    for number, part in enumerate(here):
        tell(number + 1)
        pipeline = make()
        there = [passage for other in here if other is not part for passage in other]
        use(pipeline, learn(pipeline, there))
        found.append(evaluate(pipeline.correct, part, view))
    return reduce(add, found)


def use(pipeline: Pipeline, learned: Learned) -> None:
    """Let a pipeline correct with what was learned."""
    pipeline.lexicon.set_confusions(confusions_of(learned.confusions))
    pipeline.stage.__dict__["ranker"] = Ranker(learned.weights)
    if learned.slips:
        pipeline.lexicon.typing_errors = pipeline.lexicon.typing_errors.with_weights(learned.slips)
    if learned.signs.weights:
        pipeline.stage.__dict__["signs"] = Judge(
            learned.signs.weights, Sightings(learned.signs.rows)
        )
