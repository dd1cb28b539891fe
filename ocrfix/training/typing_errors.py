"""Training of the model of typing errors, from pairs of OCR text and ground truth.

An unknown word that is the same in the ground truth was typed so; one that is only in the OCR text
was misread. Both are examples where a single typing error makes them of an English word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words.detection import needs_candidates
from ocrfix.correction.words.sources import find_candidates
from ocrfix.lexicon import Lexicon
from ocrfix.text.tokens import TokenizedText
from ocrfix.training.align import align
from ocrfix.training.folds import FOLDS, out_of_fold
from ocrfix.training.log_linear import Example, fit_weights
from ocrfix.training.pairs import Pair
from ocrfix.training.ranker import comparable

_COMMON = -13.0
"""A word near one less probable than this (two in a million) may as well be a word of its own."""

_MIN_FOREIGN_WORDS = 2
"""In a text with this many foreign function words, an unknown word is probably foreign too."""

_MIN_UPPER_CHARS = 5
"""Shorter words in upper case are mostly cryptonyms and abbreviations."""


class ObservedError(NamedTuple):
    """An unknown word that a single error makes of an English word.

    Attributes:
        meant: the English word.
        seen: the word in the OCR text.
        misreading: natural log of how likely the engine reads the one as the other.
        typed: whether it was typed so.
    """

    meant: str
    seen: str
    misreading: float
    typed: bool


def observe_errors(lexicon: Lexicon, pairs: Iterable[tuple[str, str]]) -> Iterator[ObservedError]:
    """Yield the errors of typists and engines in pairs of OCR text and ground truth."""
    for ocr, truth in pairs:
        tokenized = TokenizedText(ocr)
        annotated = AnnotatedTokens(tokenized, lexicon)
        foreign = sum(
            token.text.lower() in lexicon.foreign_function_words for token in tokenized.tokens
        )
        for match in align(ocr, truth):
            if len(match.ocr_tokens) != 1 or len(match.truth) != 1:
                continue
            target = annotated.at(match.ocr_tokens[0])
            seen, right = target.token.text, comparable(match.truth[0])
            if target.word.is_english or not seen.isalpha():
                continue
            if not needs_candidates(annotated, target):
                continue
            typed = seen == right
            if typed and (foreign >= _MIN_FOREIGN_WORDS or not _may_be_error(lexicon, target)):
                continue
            meant = _most_probable_misread(annotated, target) if typed else right
            known = lexicon.word(meant.lower())
            if not known.is_english or (typed and known.log_probability < _COMMON):
                continue
            misreading = lexicon.confusions.log_likelihood(meant, seen)
            if lexicon.typing_errors.features(meant, seen, misreading):
                yield ObservedError(meant, seen, misreading, typed)


def _most_probable_misread(annotated: AnnotatedTokens, target: WordInContext) -> str:
    """Return the first candidate of the kind ``misread``, or an empty string."""
    candidates = find_candidates(annotated, target)
    return next((c.after for c in candidates if c.kind == "misread"), "")


def _may_be_error(lexicon: Lexicon, target: WordInContext) -> bool:
    """Whether a word is neither a name nor formed from a known word by an affix."""
    text = target.token.text
    if target.word.flags or lexicon.is_derived(text.lower()):
        return False
    return text.islower() or (text.isupper() and len(text) >= _MIN_UPPER_CHARS)


def out_of_fold_errors(
    lexicon: Lexicon, pairs: Sequence[Pair], folds: int = FOLDS
) -> Iterator[tuple[str, ObservedError]]:
    """Yield the errors in pairs, with their documents.

    The arguments are those of :func:`ocrfix.training.folds.out_of_fold`.
    """
    for inside in out_of_fold(lexicon, pairs, folds):
        for pair in inside:
            for error in observe_errors(lexicon, [(pair.ocr, pair.truth)]):
                yield pair.document, error


def learn_typing_errors(lexicon: Lexicon, errors: Iterable[ObservedError]) -> dict[str, float]:
    """Return the weights of the features of a typing error, by name."""
    examples = []
    for error in errors:
        features = lexicon.typing_errors.features(error.meant, error.seen, error.misreading)
        if features:
            examples.append(Example([{}, features], int(error.typed)))
    return fit_weights(examples) if examples else {}
