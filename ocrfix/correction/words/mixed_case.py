"""Mixed case: `COmmittee`, `iN`, `tHE`; and capitals where the word has none in print."""

from __future__ import annotations

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate import Candidate
from ocrfix.lexicon.casing import CAPITALISED, CAPITALS, LOWER, MIXED, capitalised, shape


def find_candidates(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return the same letters in other cases, for a word that is known in small letters."""
    offers: list[Candidate] = []
    token = target.token
    text = token.text
    if not target.word.flags or len(text) < 2:
        return offers
    kind = shape(text)
    lower = text.lower()
    forms: tuple[str, ...] = ()
    if kind == MIXED:
        forms = (capitalised(lower), text.upper(), lower)
    elif kind == CAPITALISED:
        forms = (lower, text.upper()) if len(text) <= 3 else (lower,)
    elif kind == LOWER:
        forms = (capitalised(lower),)
    elif kind == CAPITALS:
        forms = (capitalised(lower), lower)
    for after in forms:
        if after != text:
            offers.append(Candidate(0, len(token.text), after, "case"))
    return offers
