"""The typist's own slips: part of the record, so they are suggested and never mended.

`RECIEPT` and `occured` were typed so; `inguiry` and `Conmission` were not. Which of the two a word
is, is a question of how likely a typist is to slip like that, and how likely the engine is to read
like that (:mod:`ocrfix.lexicon.typing_errors`). And where the record says `[sic]`, nobody asks.
"""

from __future__ import annotations

import re

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate import Candidate
from ocrfix.text import lazy_regex

TYPIST = "typist"
"""The kind of what mends a typist's slip. Only ever a suggestion."""

LIKELY = 0.3
"""From this probability on a slip is taken for the typist's; measured by ``benchmarks/run.py
typist``."""


def classify_origin(
    annotated: AnnotatedTokens, target: WordInContext, best: Candidate
) -> Candidate:
    """Return a reading as what it mends: the engine's misreading, or the typist's slip.

    Args:
        annotated: the words of the text.
        target: where the reading would stand.
        best: the likeliest reading of the place other than the word as it stands.
    """
    if best.kind != "misread" or best.token_count > 1:
        return best
    seen = target.token.text
    misreading = annotated.lexicon.confusions.log_likelihood(best.after, seen)
    # That a word stands again says something only of one that is none.
    times = 1 if target.word.is_english else annotated.tokenized.counts[seen]
    if annotated.lexicon.typing_errors.probability(best.after, seen, misreading, times) < LIKELY:
        return best
    return best.with_kind(TYPIST)


_SIC = lazy_regex.pattern(r"[\[(/]\s{0,9}sic\s{0,9}[.!?]?\s{0,9}[\])/]", re.IGNORECASE)
_CLOSES = frozenset("\"”'’.,;:")
"""What a quotation may close with, beside blanks."""
_NO_WORD = frozenset("[](){}/")
_MOST_BETWEEN = 20
_LONGEST = 60
"""How far before its `[sic]` a word ends, and how long it is, at most."""


def sic_spans(text: str) -> list[tuple[int, int]]:
    """Return the places of the words that the record itself vouches for, each with its `[sic]`.

    Returns:
        Starts and ends in ``text`` (code points, half-open), in order.

    >>> text = 'He wrote of a "reciept" (sic) of May.'
    >>> [text[start:end] for start, end in sic_spans(text)]
    ['reciept" (sic)']
    """
    found: list[tuple[int, int]] = []
    done = 0
    for sic in _SIC.finditer(text):
        start = _word_before(text, sic.start(), done)
        if start is not None:
            found.append((start, sic.end()))
        done = sic.end()
    return found


def _word_before(text: str, end: int, least: int) -> int | None:
    """Return where the word begins that ends at a place, or before blanks and closing signs."""
    at = end
    while at > max(least, end - _MOST_BETWEEN) and (
        text[at - 1].isspace() or text[at - 1] in _CLOSES
    ):
        at -= 1
    last = at
    while at > max(least, last - _LONGEST) and not (
        text[at - 1].isspace() or text[at - 1] in _NO_WORD
    ):
        at -= 1
    while at < last and not text[at].isalnum():
        at += 1
    return at if at < last else None
