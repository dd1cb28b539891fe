"""Hard vetoes: edits that are never made or suggested, whatever their probability.

The rankers are learned from typed pages that were read by OCR. What does not occur there, such as
the addresses of electronic mail, looks like damage to them; and some edits are wrong at any
probability.
"""

from __future__ import annotations

import re

from ocrfix.correction.vetoes.addresses import address_spans
from ocrfix.correction.vetoes.nearby import line_end, line_start
from ocrfix.correction.vetoes.veto import EditContext, Veto
from ocrfix.edits import Edit
from ocrfix.text import lazy_regex
from ocrfix.text.letters import uppercase_share
from ocrfix.text.spans import overlaps

_CLOSING = {")": "(", "]": "[", "}": "{"}
_OPENING = {opening: closing for closing, opening in _CLOSING.items()}
_BRACKETS = (*_OPENING, *_CLOSING)
_MAX_BRACKET_CHARS = 300
"""The greatest distance between the two brackets of a pair."""
_MAX_ANGLE_CHARS = 100
"""The greatest distance between `<` and `>`, attached to what they enclose: `<the President>`."""
_MAX_LOOSE_ANGLE_CHARS = 40
"""The same on one line with spaces inside: `< the Embassy >`. Farther apart they are specks."""
_ANGLES = lazy_regex.pattern(r"<[^<>]{1,100}>")
_LINE_CHARS = 200
"""Characters of a line examined on each side, so that time is linear for text on one line."""

_ORDINAL = lazy_regex.pattern(r"(\d{1,3})([A-Za-z]{1,2})")
_ORDINAL_ENDINGS = {"1": ("st",), "2": ("nd", "d"), "3": ("rd", "d")}
"""The endings of ordinal numbers by their last digit; all others, and the teens, have `th`."""

_EMPHASIS = lazy_regex.pattern(r"(?<![\w*])\*(?=\w)[^*\n]{1,60}(?<=\w)\*(?![\w*])")
_OPENING_QUOTES = frozenset("\"“‘'«")
_SINGLE_OPENING_QUOTES = frozenset("`‘")
_QUOTED = lazy_regex.pattern(r"\w[^`‘'’]{3,120}[\w.,!?]['’](?![\w])")
"""The rest of a quotation in single quotes, after the opening one."""
_TRADE_MARKS = frozenset("®™")
_DASHES = frozenset("-–—")
_CAMEL_CASE = lazy_regex.pattern(r"[A-Z][a-z]{3,}[A-Z][a-z]+")
_MAX_INITIALS = 3
_MAX_CAPITAL_SHARE = 0.4
"""A line with fewer capitals than this is mixed case: there, a few capitals are an abbreviation."""


def _is_in_address(edit: Edit, context: EditContext) -> bool:
    """Whether an edit changes a part of an address; mojibake is repaired there too."""
    if edit.kind == "mojibake":
        return False
    spans = context.derive(address_spans)
    return overlaps(spans, edit.start, max(edit.end, edit.start + 1))


def _drops_digits(edit: Edit, context: EditContext) -> bool:
    """Whether digits at either end of a word would be lost: `questions 1and 2`."""
    bare = edit.before.strip("0123456789")
    return bare != edit.before and bare.isalpha() and bare.lower() == edit.after.strip().lower()


def _changes_ordinal(edit: Edit, context: EditContext) -> bool:
    """Whether an ordinal number would become a word: `2nd` is one, and no misread `and`."""
    number = _ORDINAL.fullmatch(edit.before.strip())
    if number is None or edit.before.strip().lower() in edit.after.lower():
        return False
    last = number[1][-1] if number[1][-2:-1] != "1" else "0"
    return number[2].lower() in _ORDINAL_ENDINGS.get(last, ("th",))


def _breaks_bracket_pair(edit: Edit, context: EditContext) -> bool:
    """Whether a bracket would be removed whose counterpart is near, with no other between them."""
    text = context.text
    lost = {
        bracket for bracket in _BRACKETS if edit.after.count(bracket) < edit.before.count(bracket)
    }
    for offset, bracket in enumerate(edit.before if lost else ""):
        if bracket not in lost:
            continue
        at = edit.start + offset
        if bracket in _OPENING:
            counterpart, near = _OPENING[bracket], text[at + 1 : at + 1 + _MAX_BRACKET_CHARS]
            first = re.search(f"[{re.escape(bracket + counterpart)}]", near)
            if first and first[0] == counterpart and at + 1 + first.start() >= edit.end:
                return not _is_empty(near[: first.start()])
        elif bracket in _CLOSING:
            counterpart, near = _CLOSING[bracket], text[max(0, at - _MAX_BRACKET_CHARS) : at]
            last = max(near.rfind(bracket), near.rfind(counterpart))
            if last >= 0 and near[last] == counterpart and at - len(near) + last < edit.start:
                return not _is_empty(near[last + 1 :])
    return False


def _breaks_angle_pair(edit: Edit, context: EditContext) -> bool:
    """Whether one of two angle brackets around words would be removed: `the <KENNEDY> papers`."""
    if not any(edit.after.count(angle) < edit.before.count(angle) for angle in "<>"):
        return False
    first = max(0, edit.start - _MAX_ANGLE_CHARS - 1)
    last = edit.end + _MAX_ANGLE_CHARS + 1
    return any(
        _is_angle_pair(pair[0]) and edit.start < pair.end() and pair.start() < edit.end
        for pair in _ANGLES.finditer(context.text, first, last)
        if edit.start > pair.start() or edit.end < pair.end()
    )


def _is_angle_pair(pair: str) -> bool:
    """Whether what two angle brackets enclose has words, and is near enough to both."""
    inside = pair[1:-1]
    if _is_empty(inside):
        return False
    is_attached = not inside[0].isspace() and not inside[-1].isspace()
    return is_attached or (len(inside) <= _MAX_LOOSE_ANGLE_CHARS and "\n" not in inside)


def _is_empty(inside: str) -> bool:
    """Whether a pair of brackets contains no word: then it is more likely noise."""
    return not any(map(str.isalnum, inside))


def _lowers_first_word(edit: Edit, context: EditContext) -> bool:
    """Whether the first word of a quotation, a list item or a column would lose its capital."""
    if edit.after != edit.before.lower():
        return False
    before = context.text[max(0, edit.start - 4) : edit.start]
    if before[-1:] in _OPENING_QUOTES or before[-2:] == ") " or before.endswith("   "):
        return True
    return before[-1:] in ("", "\n") and _is_list_item(edit, context.text)


def _is_list_item(edit: Edit, text: str) -> bool:
    """Whether the next or the previous line begins with the same word, as in a list."""
    start, end = max(0, edit.start - _LINE_CHARS), line_end(text, edit.end)
    above = text[start : edit.start].rstrip().rpartition("\n")[2]
    below = text[end : end + _LINE_CHARS].lstrip()
    return any(re.match(rf"{re.escape(edit.before)}\b", line) for line in (above, below))


def _splits_camel_case(edit: Edit, context: EditContext) -> bool:
    """Whether a name that is written as one word would be split: `NewsTickers`."""
    is_split = edit.after.replace(" ", "") == edit.before
    return is_split and bool(_CAMEL_CASE.fullmatch(edit.before))


def _joins_name(edit: Edit, context: EditContext) -> bool:
    """Whether an initial or a name prefix would lose its space: `Lou W.`, `Mc Guire`."""
    parts = edit.before.split(" ")
    if len(parts) != 2 or " " in edit.after:
        return False
    first, second = parts
    if len(second) == 1 and second.isupper():
        return len(first) <= _MAX_INITIALS or context.text[edit.end : edit.end + 1] == "."
    is_prefix = context.lexicon.word_classes.get(first.lower()) == "name prefix"
    return is_prefix and first[:1].isupper() and second[:1].isupper()


def _removes_intended_symbol(edit: Edit, context: EditContext) -> bool:
    """Whether a symbol would be removed that cannot be a speck at its position.

    A long dash between two words, a dash between spaces after a bracket (`(Agency) - The`), a
    trade mark symbol after a name.
    """
    text = context.text
    symbol = edit.before.strip()
    if len(symbol) != 1 or edit.after.strip():
        return False
    left = text[max(0, edit.start - 1) : edit.start]
    right = text[edit.end : edit.end + 1]
    if symbol in _TRADE_MARKS:
        return left.isalpha()
    if symbol not in _DASHES:
        return False
    if symbol == "—" and left.isalpha() and right.isalpha():
        return edit.before == symbol
    if not text[edit.end - 1 : edit.end + 1].startswith(" "):
        return False
    before = text[max(0, edit.start - 2) : edit.start].strip()
    return before == ")" or _is_paired_dash(edit, symbol, text)


def _is_paired_dash(edit: Edit, dash: str, text: str) -> bool:
    """Whether the line has another long dash between spaces: `he said — at last — no`."""
    if dash != "—" or text[edit.start - 1 : edit.start] != " ":
        return False
    start = line_start(text, edit.start, _LINE_CHARS)
    end = line_end(text, edit.end, _LINE_CHARS)
    return f" {dash} " in text[start : edit.start] or f" {dash} " in text[edit.end - 1 : end]


def _unbalances_quotation(edit: Edit, context: EditContext) -> bool:
    """Whether an opening quote would be removed whose closing quote is in the same line."""
    if edit.before not in _SINGLE_OPENING_QUOTES or edit.after:
        return False
    end = line_end(context.text, edit.end, _LINE_CHARS)
    return bool(_QUOTED.match(context.text, edit.end, end))


def _changes_initials(edit: Edit, context: EditContext) -> bool:
    """Whether two or three capitals in a line of mixed case would change: an abbreviation.

    In a line of capitals, as telegrams have, they may well be a word.
    """
    seen = edit.before
    if not (1 < len(seen) <= _MAX_INITIALS and seen.isalpha() and seen.isupper()):
        return False
    text = context.text
    start = line_start(text, edit.start, _LINE_CHARS)
    line = text[start : line_end(text, edit.end, _LINE_CHARS)]
    return uppercase_share(line) < _MAX_CAPITAL_SHARE


def _unbalances_emphasis(edit: Edit, context: EditContext) -> bool:
    """Whether one of two asterisks around words would be removed: `a *very* good answer`."""
    if edit.before != "*" or edit.after:
        return False
    first = max(0, edit.start - _LINE_CHARS)
    return any(
        edit.start in (pair.start(), pair.end() - 1)
        for pair in _EMPHASIS.finditer(context.text, first, edit.end + _LINE_CHARS)
    )


_CASE = frozenset({"case"})
_MISREAD = frozenset({"misread"})
_SPACING = frozenset({"spacing"})

HARD_VETOES = (
    Veto("address", "an address has no spelling", _is_in_address, _MAX_BRACKET_CHARS),
    Veto("digits", "digits at the end of a word are data", _drops_digits),
    Veto("ordinal", "a number is never guessed", _changes_ordinal),
    Veto("brackets", "a pair of brackets stays a pair", _breaks_bracket_pair, _MAX_BRACKET_CHARS),
    Veto("angle brackets", "a pair stays a pair", _breaks_angle_pair, _MAX_ANGLE_CHARS + 1),
    Veto("first word", "it keeps its capital", _lowers_first_word, _LINE_CHARS, _CASE),
    Veto("camel case", "the name is written as one word", _splits_camel_case, kinds=_SPACING),
    Veto("name in parts", "an initial or a prefix is separate", _joins_name, kinds=_SPACING),
    Veto("symbol", "no speck looks like this symbol here", _removes_intended_symbol),
    Veto("quotation", "its closing quote is there", _unbalances_quotation),
    Veto("initials", "a few capitals are an abbreviation", _changes_initials, kinds=_MISREAD),
    Veto("emphasis", "asterisks around words are emphasis", _unbalances_emphasis),
)
"""Vetoes that depend on the text near an edit; the cheap and frequent ones come first."""
