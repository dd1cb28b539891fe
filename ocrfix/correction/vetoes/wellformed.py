"""Soft vetoes on well-formed words that are right, although a ranker prefers another one.

They follow the rules of the language or the habits of its writers: a possessive, a contraction
without its apostrophe, a word with a prefix. What is vetoed here is suggested.
"""

from __future__ import annotations

import re

from ocrfix.correction.vetoes.veto import EditContext, Veto
from ocrfix.correction.words.spacing import with_lost_letter
from ocrfix.edits import Edit
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.word import DIPLOMATIC, FOREIGN
from ocrfix.text import lazy_regex
from ocrfix.text.casing import CAPITALIZED, case_shape

_POSSESSIVE = lazy_regex.pattern(r"['’][sS]\Z")
_MIN_PREFIX_CHARS = 4
_NEXT_LINE = lazy_regex.pattern(r"[ \t]{0,9}\r?\n[ \t>]{0,20}([a-z]{1,20})\b")
"""The word that begins the next line, which may be quoted with `>`."""
_NEXT_LINE_CHARS = 60
"""A length that no match of :data:`_NEXT_LINE` reaches."""
_WORD = lazy_regex.pattern(r"[^\W\d_]+")
_FOREIGN_CHARS = 60
"""Characters on each side in which foreign words are counted."""
_MIN_FOREIGN_WORDS = 3
_MIN_FOREIGN_WORD_CHARS = 4
"""Minimum length of foreign words that are counted: shorter ones exist in many languages."""
_NUMBER_AFTER_STOP = lazy_regex.pattern(r"\. ?\d")
_NEIGHBOR_BEFORE = lazy_regex.pattern(r"(?<!\w)([^\W\d_]{2,30}) \Z")
_NEIGHBOR_AFTER = lazy_regex.pattern(r" ([^\W\d_]{2,30})(?!\w)")
_MIN_CHARS_CLIPPED = 5
"""Minimum length of what is left of a word that lost its last letter."""

_LETTER_LIKE = frozenset("[]|!")
"""What is read for a capital I at the start of a word."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VOWEL_BEFORE_PLURAL = lazy_regex.pattern(r"[ao]s?\Z", re.IGNORECASE)
"""What marks the gender of a Spanish or Portuguese word."""


def _is_possessive(edit: Edit, context: EditContext) -> bool:
    """Whether an edit would only drop a possessive: `Norland's`."""
    return _POSSESSIVE.sub("", edit.before) == edit.after != edit.before


def _is_contraction(edit: Edit, context: EditContext) -> bool:
    """Whether a word is a contraction without its apostrophe: `werent`."""
    lower = edit.before.lower()
    return lower.endswith("nt") and context.lexicon.word(f"{lower[:-1]}'t").is_english


def _is_before_number(edit: Edit, context: EditContext) -> bool:
    """Whether a word is an abbreviation before its number: `fol. 9`."""
    kind = context.lexicon.word_classes.get(edit.before.lower())
    return kind == "before numbers" and bool(_NUMBER_AFTER_STOP.match(context.text, edit.end))


def _lost_last_letter(edit: Edit, context: EditContext) -> bool:
    """Whether a capitalized word may have lost its last letter: `Nationa` is not `Nations`."""
    seen, after = edit.before, edit.after
    if len(seen) != len(after) or seen[:-1] != after[:-1] or len(seen) < _MIN_CHARS_CLIPPED:
        return False
    if case_shape(seen) != CAPITALIZED:
        return False
    return any(context.lexicon.word(f"{seen.lower()}{c}").flags & DIPLOMATIC for c in _LETTERS)


def _touches_symbol(edit: Edit, context: EditContext) -> bool:
    """Whether a symbol that is read for a letter stands beside a word: `ha@`, `[nternational`."""
    text, symbols = context.text, context.lexicon.symbol_lookalikes
    if edit.after[1:] == edit.before and text[edit.start - 1 : edit.start] in _LETTER_LIKE:
        return True
    beside = (text[edit.start - 1 : edit.start], text[edit.end : edit.end + 1])
    return any(char in symbols and not char.isalnum() and char not in "!|" for char in beside)


def _has_prefix(edit: Edit, context: EditContext) -> bool:
    """Whether a word with a prefix would be split: `multidonor`.

    A prefix that is also a common word, such as `over`, may really have run into the next word.
    """
    prefix, space, _ = edit.after.partition(" ")
    lexicon = context.lexicon
    return (
        bool(space)
        and len(prefix) >= _MIN_PREFIX_CHARS
        and (prefix.lower(), "prefix") in lexicon.affixes
        and prefix.lower() not in lexicon.function_words
        and edit.before.replace(" ", "") == edit.after.replace(" ", "")
    )


def _continues_on_next_line(edit: Edit, context: EditContext) -> bool:
    """Whether the rest of a word is on the next line, as in a quoted message: `regar`."""
    rest = _NEXT_LINE.match(context.text, edit.end)
    return rest is not None and context.lexicon.word(edit.before.lower() + rest[1]).is_english


def _is_foreign(edit: Edit, context: EditContext) -> bool:
    """Whether a word is in a foreign sentence and may be one of its words.

    A different gender, as in `las Naciones Unidas`, is no misreading there. A foreign word beside
    another one is one of a name: `the Organizacion Autentica`.
    """
    lexicon, text = context.lexicon, context.text
    seen = edit.before.lower()
    if _is_only_foreign(seen, lexicon) and _has_foreign_neighbor(edit, context):
        return True
    known = bool(lexicon.word(seen).flags)
    gendered = len(seen) == len(edit.after) and bool(_VOWEL_BEFORE_PLURAL.search(seen))
    if not known and not (gendered and edit.after[:-2].lower() == seen[:-2]):
        return False
    left = text[max(0, edit.start - _FOREIGN_CHARS) : edit.start]
    right = text[edit.end : edit.end + _FOREIGN_CHARS]
    around = [
        lexicon.word(word.lower())
        for word in (*_WORD.findall(left), *_WORD.findall(right))
        if len(word) >= _MIN_FOREIGN_WORD_CHARS
    ]
    foreign = sum(bool(word.flags & FOREIGN) and not word.is_english for word in around)
    return foreign >= _MIN_FOREIGN_WORDS


def _has_foreign_neighbor(edit: Edit, context: EditContext) -> bool:
    """Whether the word before or after a word, in the same phrase, is foreign too."""
    text = context.text
    before = _NEIGHBOR_BEFORE.search(text, max(0, edit.start - _FOREIGN_CHARS), edit.start)
    after = _NEIGHBOR_AFTER.match(text, edit.end)
    return any(
        neighbor is not None and _is_only_foreign(neighbor[1].lower(), context.lexicon)
        for neighbor in (before, after)
    )


def _is_piece_of_word(edit: Edit, context: EditContext) -> bool:
    """Whether a word and its neighbor are one word that lost a letter between them: `Sen tor`.

    What is misread then is the letter; the piece is not another word. An edit that restores the
    letter may be made: `Gover ment`.
    """
    if not edit.before.isalpha() or " " in edit.after:
        return False
    if edit.before in (edit.after[1:], edit.after[:-1]):
        return False
    text = context.text
    before = _NEIGHBOR_BEFORE.search(text, max(0, edit.start - _FOREIGN_CHARS), edit.start)
    after = _NEIGHBOR_AFTER.match(text, edit.end)
    return (before is not None and _lost_a_letter(before[1], edit.before, context.lexicon)) or (
        after is not None and _lost_a_letter(edit.before, after[1], context.lexicon)
    )


def _lost_a_letter(left: str, right: str, lexicon: Lexicon) -> bool:
    """Whether two pieces with a letter between them are a word."""
    may_be_pieces = right.islower() or (left.isupper() and right.isupper())
    return may_be_pieces and bool(with_lost_letter(lexicon, left, right))


def _is_only_foreign(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is of another language, and not English as well."""
    entry = lexicon.word(word)
    return bool(entry.flags & FOREIGN) and not entry.is_english


_CLIPPED = frozenset({"clipped"})
_MISREAD = frozenset({"misread"})
_SPACING = frozenset({"spacing"})

WELLFORMED_VETOES = (
    Veto("possessive form", "a possessive is well formed", _is_possessive, kinds=_MISREAD),
    Veto("contraction", "it was typed without its apostrophe", _is_contraction, kinds=_MISREAD),
    Veto("before number", "it is an abbreviation", _is_before_number, kinds=_MISREAD),
    Veto(
        "last letter lost", "another word lost its last letter", _lost_last_letter, kinds=_MISREAD
    ),
    Veto("symbol", "a symbol beside it may be a letter", _touches_symbol, kinds=_MISREAD),
    Veto("prefix", "a word with a prefix is one word", _has_prefix, kinds=_SPACING),
    Veto(
        "rest of a word",
        "the rest is on the next line",
        _continues_on_next_line,
        _NEXT_LINE_CHARS,
        _CLIPPED,
    ),
    Veto("piece of a word", "a letter beside it is lost", _is_piece_of_word, kinds=_MISREAD),
    Veto("foreign word", "the words around are foreign", _is_foreign, _FOREIGN_CHARS, _MISREAD),
)
