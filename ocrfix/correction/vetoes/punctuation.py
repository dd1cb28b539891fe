"""Soft vetoes on punctuation that belongs to a word or to a list item and only looks like specks.

The punctuation ranker is trained on passages cut from pages: it never saw the end of a line or a
list, and on a page full of specks it takes every symbol for a speck. What is vetoed here is
suggested.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ocrfix.correction.vetoes.abbreviations import (
    ends_abbreviation,
    ends_abbreviation_before_number,
)
from ocrfix.correction.vetoes.symbol_context import MAX_CHARS, WORD, SymbolContext
from ocrfix.correction.vetoes.veto import EditContext, Veto
from ocrfix.edits import Edit
from ocrfix.text import lazy_regex

_MAX_QUOTATION_CHARS = 120
"""The longest quotation whose two quotes are seen together."""

_DOUBLE_QUOTE = lazy_regex.pattern('["“”]')
_LABEL = lazy_regex.pattern(r"[ \t]*[^\W\d_]")
"""A single letter at the start of a line."""

_OPENING_BRACKETS = "([{"
_CLOSING_BRACKETS = ")]}"
_WORD_ENDS = frozenset(")]}'\"’”")
"""Characters besides letters and digits that end a word before a dash."""
_BLANK = lazy_regex.pattern(r"_{2,}")
_CONJUNCTIONS = frozenset(("and", "or"))
_AFTER_ITEM = frozenset(",.;)")


def _is_inside_word(symbol: SymbolContext) -> bool:
    """`tog.ether`: the symbol is a speck, but what it splits is one word."""
    around = symbol.left + symbol.right
    word = symbol.word_before() + symbol.word_after()
    return len(around) > 1 and around.isalpha() and symbol.entry(word).is_english


def _ends_label(symbol: SymbolContext) -> bool:
    """`a. Number of targets`, at the start of a line."""
    if not _LABEL.fullmatch(symbol.text, symbol.line_start, symbol.at):
        return False
    after = symbol.word_after()
    return after[:1].isupper() and after != "I"


def _ends_sentence(symbol: SymbolContext) -> bool:
    """Whether a period ends a line and a sentence, or precedes what is not a word.

    If a common word continues, or no sentence ends with the word before, it is a speck.
    """
    before = symbol.word_before()
    if not before or symbol.is_common(before):
        return False
    after = symbol.word_after()
    if symbol.text[symbol.at + 1 : symbol.line_end].strip():
        return after.isalpha() and not symbol.entry(after).flags
    following = symbol.word_on_next_line()
    return not (following.islower() and symbol.is_common(following))


def _compares_with_number(symbol: SymbolContext) -> bool:
    """`a range > 5,500 km`."""
    after = symbol.text[symbol.at + 1 : symbol.at + 4].lstrip(" $£")
    return after[:1].isdigit()


def _opens_quotation(symbol: SymbolContext) -> bool:
    return (not symbol.left.strip() or symbol.left == "(") and bool(symbol.right.strip())


def _closes_quotation(symbol: SymbolContext) -> bool:
    return bool(symbol.left.strip()) and not symbol.right.isalnum()


def _opens_mixed_quotation(symbol: SymbolContext) -> bool:
    """Whether a quotation opens with a single quote, misread, and closes with a double one."""
    if not _opens_quotation(symbol):
        return False
    text, at = symbol.text, symbol.at
    other = _DOUBLE_QUOTE.search(text, at + 1, at + MAX_CHARS)
    if not other or not _closes_quotation(symbol.moved(other.start())):
        return False
    before = [found.start() for found in _DOUBLE_QUOTE.finditer(text, max(0, at - MAX_CHARS), at)]
    return not before or not _opens_quotation(symbol.moved(before[-1]))


def _is_quote_of_pair(symbol: SymbolContext) -> bool:
    """Whether a double quote has its counterpart near, with no other between them."""
    text, at = symbol.text, symbol.at
    if _opens_quotation(symbol):
        other = _DOUBLE_QUOTE.search(text, at + 1, at + _MAX_QUOTATION_CHARS)
        return other is not None and _closes_quotation(symbol.moved(other.start()))
    if _closes_quotation(symbol):
        start = max(0, at - _MAX_QUOTATION_CHARS)
        others = [found.start() for found in _DOUBLE_QUOTE.finditer(text, start, at)]
        return bool(others) and _opens_quotation(symbol.moved(others[-1]))
    return False


def _marks_possessive(symbol: SymbolContext) -> bool:
    """`the delegates’ views`: after a plural or a name, and before no common word."""
    owner, owned = symbol.word_before(), symbol.word_after()
    if symbol.text[symbol.at - 1 : symbol.at] not in ("s", "S") or not owned[:1].isalpha():
        return False
    if symbol.right != " " or symbol.is_common(owner) or symbol.is_common(owned):
        return False
    return bool(owner[:1].isupper() or symbol.entry(owner[:-1]).flags)


def _ends_heading(symbol: SymbolContext) -> bool:
    """`HE LEFT. COMMENT: THE TALKS`: a colon after the one word that begins a sentence."""
    before = symbol.word_before()
    if not before[:1].isupper() or symbol.right != " ":
        return False
    start = symbol.at - len(before)
    return symbol.text[max(0, start - 2) : start] in ("", ". ", ".\n")


def _is_any(symbol: SymbolContext) -> bool:
    return True


def _precedes_word(symbol: SymbolContext) -> bool:
    """Whether a symbol is attached to the start of a word."""
    return not symbol.left.strip() and symbol.right.isalpha()


def _is_in_date(symbol: SymbolContext) -> bool:
    """`2 - EUR Division`, `1 May ~ 31 July`: a dash, or a misread dash."""
    before, after = symbol.word_before(), symbol.word_after()
    if not (after[:1].isdigit() or after[:1].isupper()):
        return False
    grammar = symbol.lexicon.word_classes
    dated = "month" in (grammar.get(before.lower()), grammar.get(after.lower()))
    return before.isdigit() or dated


def _is_dash(symbol: SymbolContext) -> bool:
    """Whether no other symbol separates the words already: `at last — no`."""
    before = symbol.text[max(0, symbol.at - 2) : symbol.at - 1]
    return before.isalnum() or before in _WORD_ENDS


def _is_dash_outside_prose(symbol: SymbolContext) -> bool:
    """Whether a tilde is a dash: it is a speck between words in lower case."""
    in_prose = symbol.word_before().islower() and symbol.word_after().islower()
    return _is_dash(symbol) and not in_prose


def _precedes_lower_case(symbol: SymbolContext) -> bool:
    return symbol.word_after()[:1].islower()


def _separates_line(symbol: SymbolContext) -> bool:
    """Whether the line has such a symbol again: `Press Desk • Room 9 • Paris`."""
    between = f" {symbol.symbol} "
    text, at = symbol.text, symbol.at
    return (
        between in text[symbol.line_start : at] or between in f"{text[at + 1 : symbol.line_end]} "
    )


def _is_misread_letter(symbol: SymbolContext) -> bool:
    """`ha@ been`, `too @arly`: without the symbol, the rest is not a word."""
    text, at = symbol.text, symbol.at
    start = at
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    before = text[start:at]
    found = WORD.match(text, at + 1)
    if not found and before:
        found = WORD.match(text, at + 2)  # `re• uires`
        rest = found[0] if found and text[at + 1] == " " else ""
        is_complete = not rest or symbol.entry(rest).is_english
        return not symbol.entry(before).is_english or not is_complete
    return found is not None and not symbol.entry(before + found[0]).is_english


def _is_misread_i(symbol: SymbolContext) -> bool:
    """`the [nternal report`."""
    word = WORD.match(symbol.text, symbol.at + 1)
    if word is None or not symbol.entry("i" + word[0]).is_english:
        return False
    return symbol.entry("i" + word[0]).log_probability > symbol.entry(word[0]).log_probability


def _closes_other_bracket(symbol: SymbolContext) -> bool:
    """Whether a bracket closes one of another shape: `(the Agency]`."""
    near = symbol.text[max(0, symbol.at - _MAX_QUOTATION_CHARS) : symbol.at]
    last = max(near.rfind(bracket) for bracket in _OPENING_BRACKETS + _CLOSING_BRACKETS)
    return last >= 0 and near[last] in _OPENING_BRACKETS


_NOISE = frozenset({"noise"})
_SPECKS = frozenset({"specks"})
_SYMBOLS = frozenset({"specks", "punctuation"})


class _SymbolRule(NamedTuple):
    """When a symbol stays.

    Attributes:
        name: a description of the symbol.
        reason: why it stays.
        symbols: the symbols that the rule is for.
        holds: whether it holds for one of them in its context.
        alone: whether it is for symbols between spaces, for those attached to a word, or both.
    """

    name: str
    reason: str
    symbols: frozenset[str]
    holds: Callable[[SymbolContext], bool]
    alone: bool | None = None

    def veto(self) -> Veto:
        """Return the rule as a veto on removing the symbol."""

        def applies(edit: Edit, context: EditContext) -> bool:
            if edit.before.strip() not in self.symbols:
                return False
            symbol = _symbol_of(edit, context)
            return (
                symbol is not None
                and not edit.after.strip()
                and (self.alone is None or symbol.is_alone is self.alone)
                and self.holds(symbol)
            )

        return Veto(self.name, self.reason, applies, MAX_CHARS, _SPECKS)


def _symbol_of(edit: Edit, context: EditContext) -> SymbolContext | None:
    """Return the one symbol that an edit removes or replaces, or ``None``."""
    symbol = edit.before.strip()
    if len(symbol) != 1:
        return None
    return SymbolContext(context.text, edit.start + edit.before.index(symbol), context.lexicon)


def _splits_word(edit: Edit, context: EditContext) -> bool:
    """Whether an edit would replace a symbol inside a word, such as `tog.ether`."""
    symbol = _symbol_of(edit, context)
    return symbol is not None and _is_inside_word(symbol)


def _removes_list_item(edit: Edit, context: EditContext) -> bool:
    """Whether a letter that continues an enumeration would go: `paragraphs a. and b, above`."""
    letter = edit.before.strip()
    if len(letter) != 1 or not letter.isalpha() or edit.after.strip():
        return False
    at = edit.start + edit.before.index(letter)
    symbol = SymbolContext(context.text, at, context.lexicon)
    return symbol.word_before().lower() in _CONJUNCTIONS and symbol.right in _AFTER_ITEM


def _fills_blank(edit: Edit, context: EditContext) -> bool:
    """Whether an edit would remove a line to write on or to mark: `__ Commercial`."""
    return bool(_BLANK.fullmatch(edit.before.strip())) and not edit.after.strip()


_RULES = (
    _SymbolRule("label", "it ends a label of a list", frozenset("."), _ends_label),
    _SymbolRule(
        "abbreviation", "it ends an abbreviation before a number", frozenset("."),
        ends_abbreviation_before_number,
    ),
    _SymbolRule(
        "shortened word", "it ends an abbreviation", frozenset("."), ends_abbreviation
    ),
    _SymbolRule("sentence", "it ends a sentence", frozenset("."), _ends_sentence),
    _SymbolRule(
        "mixed quotation", "a double quote closes what it opens", frozenset("'’‘`"),
        _opens_mixed_quotation,
    ),
    _SymbolRule("possessive", "it marks a possessive", frozenset("'’!"), _marks_possessive),
    _SymbolRule("quotation", "its counterpart is there", frozenset('"“”'), _is_quote_of_pair),
    _SymbolRule("heading", "it ends a heading", frozenset(":"), _ends_heading),
    _SymbolRule(
        "comparison", "it compares with a number", frozenset("<>"), _compares_with_number
    ),
    _SymbolRule("equals sign", "it is hardly ever a speck", frozenset("="), _is_any),
    _SymbolRule("note", "it marks a note, or was a quote", frozenset("*"), _precedes_word),
    _SymbolRule("section", "it was an ampersand", frozenset("§"), _is_any, alone=True),
    _SymbolRule("date", "it is a dash in a date", frozenset("-~–—+"), _is_in_date, alone=True),
    _SymbolRule("dash", "it is a dash between words", frozenset("–—"), _is_dash, alone=True),
    _SymbolRule("tilde", "it was a dash", frozenset("~"), _is_dash_outside_prose, alone=True),
    _SymbolRule("article", "it was `a`", frozenset("@«&"), _precedes_lower_case, alone=True),
    _SymbolRule("separator", "it recurs", frozenset("•®·+*["), _separates_line, alone=True),
    _SymbolRule(
        "letter", "it was a letter", frozenset("@©®¢£¥€§$°•»{"), _is_misread_letter, alone=False
    ),
    _SymbolRule("letter I", "it was an I", frozenset("[{|"), _is_misread_i, alone=False),
    _SymbolRule(
        "bracket", "it closes a bracket", frozenset(_CLOSING_BRACKETS), _closes_other_bracket,
        alone=False,
    ),
)  # fmt: skip

PUNCTUATION_VETOES = (
    Veto("list item", "it continues an enumeration", _removes_list_item, MAX_CHARS, _NOISE),
    Veto("inside a word", "what it splits is one word", _splits_word, MAX_CHARS, _SYMBOLS),
    Veto("blank", "it is a line to write on", _fills_blank, kinds=_SPECKS),
    *(rule.veto() for rule in _RULES),
)
