"""Clipped words: `Decembe` at the right margin, `epartment` at the left."""

from __future__ import annotations

import math

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate import Candidate
from ocrfix.lexicon.casing import CAPITALS, LOWER, capitalised, shape
from ocrfix.lexicon.word import TITLE
from ocrfix.text.tokens import Token

_SHORTEST = 4
_MOST_LOST = 3
_MOST_FOUND = 12


def of_line(annotated: AnnotatedTokens, token: Token) -> tuple[bool, bool]:
    """Whether a word is the first of its line, and whether it is the last."""
    tokens = annotated.tokens
    starts = annotated.tokenized.first_token
    stop = starts[token.line + 1] if token.line + 1 < len(starts) else len(tokens)
    one = tokens[starts[token.line]]
    other = tokens[stop - 1]
    return one.start == token.start, other.start == token.start


def may_be_clipped(target: WordInContext) -> bool:
    """Whether a word is none, and enough of it is left to complete it."""
    text = target.token.text
    return not target.word.flags and len(text) >= _SHORTEST and text.isalpha()


def find_candidates(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return longer words of which the margin may have left this one.

    Only a word that is not known is completed, and only at an edge of its line: at the beginning
    letters may be missing in front, at the end behind.
    """
    offers: list[Candidate] = []
    token = target.token
    text = token.text
    if not may_be_clipped(target):
        return offers
    first, last = of_line(annotated, token)
    word = text.lower()
    lexicon = annotated.lexicon
    whole: list[str] = []
    if last:
        whole += lexicon.beginning_with(word)
    if first:
        whole += lexicon.ending_with(word)
    if not whole:
        return offers
    weights = {w: math.exp(lexicon.word(w).log_probability) for w in whole}
    total = math.log(sum(weights.values()))
    near = [w for w in weights if len(w) - len(word) <= _MOST_LOST and w.isalpha()]
    near.sort(key=lambda w: (-weights[w], w))
    for found in near[:_MOST_FOUND]:
        share = lexicon.word(found).log_probability - total
        kind = shape(text)
        if kind == CAPITALS:
            offers.append(Candidate(0, len(token.text), found.upper(), "clipped", 1, share))
            continue
        front = not found.startswith(word)
        # The letter that was lost in front may have been the capital that the word has in print.
        lost_capital = kind == LOWER and front and lexicon.word(found).flags & TITLE
        after = capitalised(found) if text[0].isupper() or lost_capital else found
        offers.append(Candidate(0, len(token.text), after, "clipped", 1, share))
    return offers
