"""Digits and symbols read for letters: `1s`, `1t`, `C0MMITTEE`, `doi1ars`, `a@pproached`."""

from __future__ import annotations

from itertools import product

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate import Candidate
from ocrfix.lexicon.recase import recase

_MAX_SYMBOLS = 3
"""Maximum number of them: more allow too many combinations of letters."""


def find_candidates(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return the known words that a word becomes when its digits and symbols are read as letters.

    Which letters a digit or symbol may stand for is in ``dictionaries/symbol-lookalikes.tsv``. A
    word with more digits than letters is a number and stays as it is; so is one without any letter.
    A symbol may also be a speck, a digit never: `35PERCENT` lacks a space.
    """
    candidates: list[Candidate] = []
    text = target.token.text
    if text.isalpha():
        return candidates
    lookalikes = annotated.lexicon.symbol_lookalikes
    symbols = [c for c in text if not c.isalpha() and c not in "'’"]
    if not symbols or len(symbols) > _MAX_SYMBOLS or len(symbols) > len(text) - len(symbols):
        return candidates
    options = [
        (c,) if c.isalpha() or c in "'’" else (*lookalikes.get(c, ()), c if c.isdigit() else "")
        for c in text
    ]
    tried = set()
    for letters in product(*options):
        word = "".join(letters).lower().replace("’", "'")
        if word in tried or len(word) < 2:
            continue
        tried.add(word)
        known = annotated.lexicon.word(word)
        if known.flags:
            for after in recase(word, text, known):
                candidates.append(Candidate(0, len(text), after, "digits"))
    return candidates
