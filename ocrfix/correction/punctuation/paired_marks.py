"""Quotes and brackets of a text, and which of them have a partner."""

from __future__ import annotations

from collections.abc import Sequence

from ocrfix.correction.punctuation.gaps import NEARBY_CHARS, Gap, straighten_quotes
from ocrfix.correction.punctuation.separator import PAIRED_MARKS, Separator

# A C constant in compiled code, which other modules cannot import.
_NEARBY_CHARS = NEARBY_CHARS
_PAIRED_MARKS = PAIRED_MARKS


class PairedMarks:
    """The quotes and brackets of a text; quotes are found on first use.

    A quote opens something if only after it there is a letter or digit; if there is one on neither
    side, it counts as a closing one. An apostrophe does neither.

    Args:
        text: the text.
        gaps: its gaps.
        separators: the separator of each gap.
    """

    def __init__(self, text: str, gaps: Sequence[Gap], separators: Sequence[Separator]) -> None:
        self._text = text
        self._gaps = gaps
        self._separators = separators
        self._are_quotes_found = False
        # The offsets of quotes in the text, in order.
        self._straight: list[int] = []
        self._curly: list[int] = []
        self._opening_single: list[int] = []
        self._closing_single: list[int] = []
        self._opening_double: list[int] = []
        self._closing_double: list[int] = []

    def curly_quotes(self, at: int) -> int:
        """Return how many curly quotes are near an offset."""
        self._find_quotes()
        return _count_near(self._curly, at)

    def straight_quotes(self, at: int) -> int:
        """Return how many straight quotes are near an offset."""
        self._find_quotes()
        return _count_near(self._straight, at)

    def _find_quotes(self) -> None:
        if self._are_quotes_found:
            return
        self._are_quotes_found = True
        text = self._text
        size = len(text)
        for number in range(len(self._gaps)):
            separator = self._separators[number]
            if not separator.has_quote:
                continue
            gap = self._gaps[number]
            for at in range(gap.start, gap.end):
                char = text[at]
                straight = straighten_quotes(char)
                if straight != "'" and straight != '"':
                    continue
                if char == straight:
                    self._straight.append(at)
                else:
                    self._curly.append(at)
                after = at + 1 < size and text[at + 1].isalnum()
                before = at > 0 and text[at - 1].isalnum()
                if after and before:
                    continue
                if straight == "'":
                    offsets = self._opening_single if after else self._closing_single
                else:
                    offsets = self._opening_double if after else self._closing_double
                offsets.append(at)

    def is_quote_paired(self, at: int) -> bool:
        """Whether another quote nearby closes or opens what the quote at ``at`` opens or closes."""
        self._find_quotes()
        text = self._text
        if straighten_quotes(text[at]) == '"':
            opening, closing = self._opening_double, self._closing_double
        else:
            opening, closing = self._opening_single, self._closing_single
        if at + 1 < len(text) and text[at + 1].isalnum():
            index = _count_up_to(closing, at)
            if index == len(closing):
                return False
            partner = closing[index]
            if partner > at + _NEARBY_CHARS:
                return False
            index = _count_up_to(opening, at)
            if index == len(opening):
                return True
            following = opening[index]
            return following > partner
        index = _count_up_to(opening, at - 1)
        if not index:
            return False
        partner = opening[index - 1]
        if partner < at - _NEARBY_CHARS:
            return False
        index = _count_up_to(closing, at - 1)
        if not index:
            return True
        earlier = closing[index - 1]
        return earlier < partner

    def has_paired_quote(self, gap: Gap) -> bool:
        """Whether a quote in a gap has a partner."""
        text = self._text
        for at in range(gap.start, gap.end):
            straight = straighten_quotes(text[at])
            if (straight == "'" or straight == '"') and self.is_quote_paired(at):
                return True
        return False

    def is_bracket_paired(self, gap: Gap, bracket: str) -> bool:
        """Whether a bracket in a gap has a partner nearby."""
        text = self._text
        closes = bracket in ")]}"
        if closes:
            start, end = max(0, gap.start - _NEARBY_CHARS), gap.start
        else:
            start, end = gap.end, min(len(text), gap.end + _NEARBY_CHARS)
        depth = 0
        for at in range(start, end):
            if text[at] in "([{":
                depth += 1
            elif text[at] in ")]}":
                depth -= 1
        return depth > 0 if closes else depth < 0

    def paired_in(self, gap: Gap) -> int:
        """Return the marks of a gap that have a partner, or may have one where the text is cut off.

        Returns:
            A set of :data:`~ocrfix.correction.punctuation.separator.PAIRED_MARKS`.
        """
        text = self._text
        size = len(text)
        found = 0
        for at in range(gap.start, gap.end):
            mark = straighten_quotes(text[at])
            bit = _PAIRED_MARKS.find(mark)
            if bit < 0:
                continue
            is_quote = mark == "'" or mark == '"'
            if is_quote and self.is_quote_paired(at):
                found |= 1 << bit
            elif mark in "([" or (mark == '"' and at + 1 < size and text[at + 1].isalnum()):
                closing = ")" if mark == "(" else "]" if mark == "[" else mark
                if at + _NEARBY_CHARS > size and text.find(closing, at + 1) < 0:
                    found |= 1 << bit
            elif mark != "'":
                opening = "(" if mark == ")" else "[" if mark == "]" else mark
                if at < _NEARBY_CHARS and text.find(opening, 0, at) < 0:
                    found |= 1 << bit
        return found


def _count_near(offsets: list[int], at: int) -> int:
    first = _count_up_to(offsets, at - _NEARBY_CHARS - 1)
    return _count_up_to(offsets, at + _NEARBY_CHARS) - first


def _count_up_to(offsets: list[int], at: int) -> int:
    """Return how many offsets, which are in order, are at most ``at``."""
    low, high = 0, len(offsets)
    while low < high:
        middle = (low + high) >> 1
        offset = offsets[middle]
        if offset <= at:
            low = middle + 1
        else:
            high = middle
    return low
