"""Folds of documents: the pairs of one fold, measured with the confusions of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ocrfix.lexicon import Lexicon
from ocrfix.training.collection import read_collection_confusions
from ocrfix.training.confusions import build_confusions, learn_confusions
from ocrfix.training.pairs import Pair, fold_of

FOLDS = 4
"""Folds of the documents, so that no model learns from confusions counted in its own examples."""


def out_of_fold(
    lexicon: Lexicon, pairs: Sequence[Pair], folds: int = FOLDS
) -> Iterator[list[Pair]]:
    """Yield the pairs of each fold, while the lexicon has the confusions of the other folds.

    Args:
        lexicon: the dictionaries; its own confusions are restored at the end.
        pairs: passages of several documents.
        folds: into how many folds the documents are divided.
    """
    original = lexicon.confusions
    collection = read_collection_confusions(lexicon)
    try:
        for fold in range(folds):
            inside = [p for p in pairs if fold_of(p.document, folds) == fold]
            outside = [p for p in pairs if fold_of(p.document, folds) != fold]
            rows = learn_confusions(((p.ocr, p.truth) for p in outside), collection)
            lexicon.set_confusions(build_confusions(rows))
            yield inside
    finally:
        lexicon.set_confusions(original)
