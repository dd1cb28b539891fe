"""Digits and signs read for letters: `1s`, `1t`, `C0MMITTEE`, `doi1ars`, `a@pproached`."""

from __future__ import annotations

from itertools import product

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate import Candidate
from ocrfix.lexicon.casing import dressed

_MOST_SIGNS = 3
_NO_LETTER = ""


def find_candidates(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return known words that the word becomes when its digits and signs are read as letters.

    Which letters a digit or sign may stand for is in ``dictionaries/lookalikes.tsv``. A word with
    more digits than letters is a number, and is left alone; so is one without any letter.
    """
    offers: list[Candidate] = []
    token = target.token
    text = token.text
    if text.isalpha():
        return offers
    likes = annotated.lexicon.lookalikes
    signs = [c for c in text if not c.isalpha() and c not in "'’"]
    if not signs or len(signs) > _MOST_SIGNS or len(signs) > len(text) - len(signs):
        return offers
    options = [(c,) if c.isalpha() or c in "'’" else (*likes.get(c, ()), _NO_LETTER) for c in text]
    seen = set()
    for letters in product(*options):
        word = "".join(letters).lower().replace("’", "'")
        if word in seen or len(word) < 2:
            continue
        seen.add(word)
        known = annotated.lexicon.word(word)
        if known.flags:
            for after in dressed(word, text, known):
                offers.append(Candidate(0, len(token.text), after, "digits"))
    return offers
