"""Typing errors: the typist's own errors are part of the record, so they are only suggested.

`RECIEPT` and `occured` were typed so; `inguiry` and `Conmission` were not. Which of the two a word
is depends on how likely a typist is to make the error, and how likely the engine is
(:mod:`ocrfix.lexicon.typing_errors`). A word that the record itself marks with `[sic]` is never
changed.
"""

from __future__ import annotations

import re

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate import Candidate
from ocrfix.text import lazy_regex

TYPIST = "typist"
"""The edit kind of a corrected typing error; only ever a suggestion."""

MIN_TYPIST_PROBABILITY = 0.3
"""From this probability on an error counts as the typist's; measured by ``benchmarks/run.py
typist``."""

_SIC = lazy_regex.pattern(r"[\[(/]\s{0,9}sic\s{0,9}[.!?]?\s{0,9}[\])/]", re.IGNORECASE)
_CLOSING_MARKS = frozenset("\"”'’.,;:")
"""What may be between a word and its `[sic]`, besides spaces."""

_NOT_IN_WORD = frozenset("[](){}/")
_MAX_CHARS_BETWEEN = 20
_MAX_WORD_CHARS = 60


def classify_origin(
    annotated: AnnotatedTokens, target: WordInContext, best: Candidate
) -> Candidate:
    """Return a candidate with the kind :data:`TYPIST` if the error is probably the typist's.

    Args:
        annotated: the tokens of the text.
        target: the word.
        best: the most probable candidate that changes it.
    """
    if best.kind != "misread" or best.token_count > 1:
        return best
    seen = target.token.text
    lexicon = annotated.lexicon
    misreading = lexicon.confusions.log_likelihood(best.after, seen)
    # A typist repeats an error and does not write the word correctly; an engine does both.
    preference = 1.0
    if not target.word.is_english:
        counts = annotated.tokenized.counts
        preference = max(1.0, counts[seen] / (1 + counts[best.after]))
    probability = lexicon.typing_errors.probability(best.after, seen, misreading, preference)
    return best if probability < MIN_TYPIST_PROBABILITY else best.with_kind(TYPIST)


def sic_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of the words that the record marks with `[sic]`, the mark included.

    Returns:
        Starts and ends in ``text`` (code points, half-open), in order.

    >>> text = 'He wrote of a "reciept" (sic) of May.'
    >>> [text[start:end] for start, end in sic_spans(text)]
    ['reciept" (sic)']
    """
    spans: list[tuple[int, int]] = []
    done = 0
    for sic in _SIC.finditer(text):
        start = _start_of_word_before(text, sic.start(), done)
        if start is not None:
            spans.append((start, sic.end()))
        done = sic.end()
    return spans


def _start_of_word_before(text: str, end: int, first: int) -> int | None:
    """Return the start of the word that ends at an offset, or before spaces and closing marks."""
    at = end
    while at > max(first, end - _MAX_CHARS_BETWEEN) and (
        text[at - 1].isspace() or text[at - 1] in _CLOSING_MARKS
    ):
        at -= 1
    last = at
    while at > max(first, last - _MAX_WORD_CHARS) and not (
        text[at - 1].isspace() or text[at - 1] in _NOT_IN_WORD
    ):
        at -= 1
    while at < last and not text[at].isalnum():
        at += 1
    return at if at < last else None
