"""Clipped words: `Decembe` at the right margin, `epartment` at the left."""

from __future__ import annotations

import math

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate import Candidate
from ocrfix.lexicon.word import TITLE
from ocrfix.text.casing import CAPITALS, LOWER, capitalize, case_shape
from ocrfix.text.tokens import Token

_MIN_LETTERS = 4
"""Fewer letters are the beginning or end of too many words."""

_MAX_LOST_LETTERS = 3
_MAX_COMPLETIONS = 12


def line_edges(annotated: AnnotatedTokens, token: Token) -> tuple[bool, bool]:
    """Whether a word is the first of its line, and whether it is the last."""
    tokens = annotated.tokens
    starts = annotated.tokenized.first_token
    stop = starts[token.line + 1] if token.line + 1 < len(starts) else len(tokens)
    first = tokens[starts[token.line]]
    last = tokens[stop - 1]
    return first.start == token.start, last.start == token.start


def may_be_clipped(target: WordInContext) -> bool:
    """Whether a word is unknown, and long enough to be completed."""
    text = target.token.text
    return not target.word.flags and len(text) >= _MIN_LETTERS and text.isalpha()


def find_candidates(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return the longer words of which a word may be the part left by the margin.

    Only an unknown word is completed, and only at an edge of its line: at the start the first
    letters may be lost, at the end the last.
    """
    candidates: list[Candidate] = []
    token = target.token
    text = token.text
    if not may_be_clipped(target):
        return candidates
    is_first, is_last = line_edges(annotated, token)
    word = text.lower()
    lexicon = annotated.lexicon
    completions: list[str] = []
    if is_last:
        completions += lexicon.words_starting_with(word)
    if is_first:
        completions += lexicon.words_ending_with(word)
    if not completions:
        return candidates
    probabilities = {w: math.exp(lexicon.word(w).log_probability) for w in completions}
    log_total = math.log(sum(probabilities.values()))
    near = [w for w in probabilities if len(w) - len(word) <= _MAX_LOST_LETTERS and w.isalpha()]
    near.sort(key=lambda w: (-probabilities[w], w))
    for completion in near[:_MAX_COMPLETIONS]:
        log_share = lexicon.word(completion).log_probability - log_total
        case = case_shape(text)
        if case == CAPITALS:
            after = completion.upper()
        else:
            lost_start = not completion.startswith(word)
            # The first letter, which was lost, may have been the capital of the printed word.
            lost_capital = case == LOWER and lost_start and lexicon.word(completion).flags & TITLE
            after = capitalize(completion) if text[0].isupper() or lost_capital else completion
        candidates.append(Candidate(0, len(text), after, "clipped", 1, log_share))
    return candidates
