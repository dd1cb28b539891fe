"""Wrong letter case: `COmmittee`, `iN`, `tHE`, and a case that the word does not have in print."""

from __future__ import annotations

from ocrfix.correction.annotated_tokens import AnnotatedTokens, WordInContext
from ocrfix.correction.words.candidate import Candidate
from ocrfix.text.casing import CAPITALIZED, CAPITALS, LOWER, MIXED, capitalize, case_shape

_MAX_SHORT = 3
"""A capitalized word of up to this many letters may be an abbreviation in upper case."""


def find_candidates(annotated: AnnotatedTokens, target: WordInContext) -> list[Candidate]:
    """Return the same letters in other cases, for a word that is known in lower case."""
    candidates: list[Candidate] = []
    text = target.token.text
    if not target.word.flags or len(text) < 2:
        return candidates
    case = case_shape(text)
    lower = text.lower()
    forms: tuple[str, ...] = ()
    if case == MIXED:
        forms = (capitalize(lower), text.upper(), lower)
    elif case == CAPITALIZED:
        forms = (lower, text.upper()) if len(text) <= _MAX_SHORT else (lower,)
    elif case == LOWER:
        forms = (capitalize(lower),)
    elif case == CAPITALS:
        forms = (capitalize(lower), lower)
    for after in forms:
        if after != text:
            candidates.append(Candidate(0, len(text), after, "case"))
    return candidates
