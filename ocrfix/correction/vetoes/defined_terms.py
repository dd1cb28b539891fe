"""Soft veto on the capital of a defined term: in a treaty `the Parties` are always capitalized."""

from __future__ import annotations

from collections import Counter

from ocrfix.correction.vetoes.veto import EditContext, Veto
from ocrfix.edits import Edit
from ocrfix.text import lazy_regex
from ocrfix.text.casing import CAPITALIZED, case_shape

_MIN_OCCURRENCES = 3
"""How often a document capitalizes a defined term inside of sentences, at least."""

_INSIDE_SENTENCE = lazy_regex.pattern(r"(?<=[a-z,;] )[A-Z][a-z]+\b|(?<=[a-z,]\n)[A-Z][a-z]+\b")
"""A capitalized word after a word in lower case, which may be at the end of the line before."""
_LOWER = lazy_regex.pattern(r"\b[a-z]+\b")


def _is_defined_term(edit: Edit, context: EditContext) -> bool:
    """Whether a word would lose a capital that the document gives it more often than not."""
    if case_shape(edit.before) != CAPITALIZED or edit.after != edit.before.lower():
        return False
    capitalized = context.derive(_capitalized)[edit.before]
    return capitalized >= _MIN_OCCURRENCES and capitalized > context.derive(_lower)[edit.after]


def _capitalized(context: EditContext) -> Counter[str]:
    return Counter(_INSIDE_SENTENCE.findall(context.text))


def _lower(context: EditContext) -> Counter[str]:
    return Counter(_LOWER.findall(context.text))


DEFINED_TERM_VETO = Veto(
    "defined term", "the document capitalizes it", _is_defined_term, kinds=frozenset({"case"})
)
"""Depends on the whole document: it counts the occurrences of the word."""
