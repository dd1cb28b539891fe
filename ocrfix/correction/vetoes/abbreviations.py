"""Abbreviations, whose full stops are no specks."""

from __future__ import annotations

from ocrfix.correction.vetoes.symbol_context import SymbolContext
from ocrfix.lexicon.word import ABBREVIATION, DIPLOMATIC
from ocrfix.text import lazy_regex

_CLASSES = frozenset(("before numbers", "abbreviation", "month, short"))
"""The classes of words that end with a full stop before a number."""
_TITLES = frozenset(("title", "honorific"))
"""The classes of words that end with a full stop before a name."""
_MAX_CHARS = 5
_ROMAN_NUMERAL = lazy_regex.pattern(r"[IVXLC]{1,8}")

_MAX_LOG_PROBABILITY = -11.0
"""Maximum log probability of an abbreviation that is also a word: more common ones are words."""
_MIN_STEM_CHARS, _MIN_CUT_CHARS = 4, 3
"""Minimum letters of a word cut short, and of those cut off: fewer are an inflection."""


def ends_abbreviation_before_number(symbol: SymbolContext) -> bool:
    """Whether a full stop ends an abbreviation before a number: `no. 6`, `p. 5`, `vol. XIX`.

    The dictionaries have it as one, or do not have it as a word.
    """
    after, before = symbol.word_after(), symbol.word_before().lower()
    if not (after[:1].isdigit() or _ROMAN_NUMERAL.fullmatch(after)):
        return False
    kind = symbol.lexicon.word_classes.get(before)
    if kind in _CLASSES:
        return True
    if not before.isalpha() or len(before) > _MAX_CHARS or symbol.is_common(before):
        return False
    entry = symbol.entry(before)
    is_abbreviation = len(before) == 1 or entry.flags & ABBREVIATION or not entry.is_english
    return bool(is_abbreviation) and after[:1].isdigit()


def ends_abbreviation(symbol: SymbolContext) -> bool:
    """Whether a full stop ends an abbreviation inside a sentence: `1 cy. each`, `the Emb. as`.

    Either the dictionaries have it as one, or it is the start of a much more common word:
    `Prelim. report`. In capitals neither has a full stop. A title has it before a name:
    `LT. COL. BRAHAM`.
    """
    before, after = symbol.word_before(), symbol.word_after()
    if after[:1].isupper() and symbol.lexicon.word_classes.get(before.lower()) in _TITLES:
        return True
    entry = symbol.entry(before)
    if not before.isalpha() or not before[1:].islower() or not after[:1].islower():
        return False
    if symbol.is_common(before):
        return False
    if entry.is_english and entry.log_probability > _MAX_LOG_PROBABILITY:
        return False
    if entry.flags & ABBREVIATION:
        return True
    if len(before) < _MIN_STEM_CHARS:
        return False
    wholes = symbol.lexicon.words_starting_with(before.lower())
    return any(
        len(whole) >= len(before) + _MIN_CUT_CHARS
        and symbol.entry(whole).flags & DIPLOMATIC
        and symbol.entry(whole).log_probability > _MAX_LOG_PROBABILITY
        for whole in wholes
    )
