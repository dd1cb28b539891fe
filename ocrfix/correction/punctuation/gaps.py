"""The gaps of a text: punctuation and spaces between words, with the words on both sides."""

from __future__ import annotations

import unicodedata

from ocrfix.system.cache import Cache
from ocrfix.text.addresses import find_addresses
from ocrfix.text.spans import SpanCursor
from ocrfix.text.tokens import TokenizedText

INNER, LEADING, TRAILING = "inner", "leading", "trailing"
"""The position of a gap: between two words, before the first or after the last of a passage."""

NEARBY_CHARS = 200
"""Gaps and quotes at most this far from a gap are nearby."""

_STRAIGHT_QUOTES = str.maketrans("‘’‚‛′`´“”„‟″", "'''''''\"\"\"\"\"")
_MAX_CACHED_QUOTES = 10_000
_MAX_GAP_CHARS = 6
"""Longer runs of punctuation are rulers, leaders or drawings."""
_COLUMN_SPACES = 3
"""This many spaces, or a tab, separate the columns of a table."""
_ADDRESS_MARGIN = 2
"""Punctuation this close to an address may be part of it."""
_MAX_WORD_CHARS = 40
_DEEP_INDENT = 8
"""A line indented this much deeper than the one before may have lost its beginning to redaction."""
_FULL_LINE_CHARS = 40
"""A shorter line may end anywhere; the sentence of a longer one continues on the next line."""
_MAX_NUMERAL_CHARS = 2
"""A word of this length before a full stop or bracket begins a paragraph: `2.`, `b)`."""
_MAX_LINES_APART = 2
"""Some engines write a blank line after every line."""


class Gap:
    """The text between two words, or between a word and the start or end of its passage.

    Args:
        start: where it begins in the text (code points).
        end: where it ends, exclusive.
        seen: its text, each run of whitespace as one space. Where the paragraph continues over a
            line end, the line end counts as a space too, but is not part of ``[start, end)``.
        position: :data:`INNER`, or :data:`LEADING` or :data:`TRAILING` where there is no word on
            that side.
        left: the word before it, letters and digits only; empty in a leading gap.
        right: the word after it; empty in a trailing gap.
        line: the number of its line.
        left_on_other_line: whether the word before it is on an earlier line.
        right_on_other_line: whether the word after it is on a later line.
    """

    def __init__(
        self,
        start: int,
        end: int,
        seen: str,
        position: str,
        left: str,
        right: str,
        line: int,
        left_on_other_line: bool = False,
        right_on_other_line: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.seen = seen
        self.position = position
        self.left = left
        self.right = right
        self.line = line
        self.left_on_other_line = left_on_other_line
        self.right_on_other_line = right_on_other_line


def straighten_quotes(text: str) -> str:
    """Return a text with quotation marks of every shape replaced by straight ones."""
    straight: str | None = _straightened.get(text)
    if straight is None:
        straight = text.translate(_STRAIGHT_QUOTES)
        _straightened.put(text, straight)
    return straight


_straightened = Cache(_MAX_CACHED_QUOTES)


def find_gaps(tokenized: TokenizedText) -> list[Gap]:
    """Return the gaps of a text that hold punctuation, in order.

    Gaps that were typed that way on purpose are omitted: gaps between columns, long runs of
    punctuation, and punctuation that belongs to an address.

    >>> [(gap.left, gap.seen, gap.right) for gap in find_gaps(TokenizedText("He came. ‘The | end"))]
    [('came', '. ‘', 'The'), ('The', ' | ', 'end')]
    """
    found: list[Gap] = []
    text = tokenized.text
    # No address lacks all three of these, and most texts have none of them.
    has_addresses = "@" in text or "://" in text or "www." in text
    for number, line in enumerate(tokenized.lines):
        _add_line_gaps(tokenized, number, line.text, has_addresses, found)
    return found


def _add_line_gaps(
    tokenized: TokenizedText, number: int, text: str, has_addresses: bool, found: list[Gap]
) -> None:
    """Add the gaps of a line: each a run of punctuation, with the spaces inside and around it."""
    size = len(text)
    address_spans: SpanCursor | None = None
    at = 0
    while at < size:
        char = text[at]
        if char.isalnum() or char.isspace():
            at += 1
            continue
        begin = at
        while True:
            while at < size and not (text[at].isalnum() or text[at].isspace()):
                at += 1
            end = at
            while at < size and (text[at] == " " or text[at] == "\t"):
                at += 1
            if at in (end, size) or text[at].isalnum() or text[at].isspace():
                break
        if end - begin > _MAX_GAP_CHARS:
            continue
        if has_addresses:
            if address_spans is None:
                address_spans = SpanCursor(find_addresses(text))
            if address_spans.touches(begin, end, _ADDRESS_MARGIN):
                continue
        while begin and text[begin - 1].isspace():
            begin -= 1
        while end < size and text[end].isspace():
            end += 1
        around = text[begin:end]
        if not around.isascii() and _has_combining(around):
            continue
        if begin and end < size and _separates_columns(around):
            continue
        gap = _gap(tokenized, number, text, begin, end, around, has_addresses)
        if gap is not None:
            found.append(gap)


def _has_combining(text: str) -> bool:
    """Whether a text has an accent that combines with the letter before it."""
    return any(unicodedata.combining(char) for char in text)


def _separates_columns(around: str) -> bool:
    spaces = 0
    for char in around:
        if char == "\t":
            return True
        spaces = spaces + 1 if char.isspace() else 0
        if spaces == _COLUMN_SPACES:
            return True
    return False


def _collapse_spaces(text: str) -> str:
    """Return a text with each run of whitespace as one space."""
    after_space = False
    for char in text:
        if char.isspace():
            if after_space or char != " ":
                return " ".join(f"|{text}|".split())[1:-1]
            after_space = True
        else:
            after_space = False
    return text


def _gap(
    tokenized: TokenizedText,
    number: int,
    text: str,
    begin: int,
    end: int,
    around: str,
    has_addresses: bool,
) -> Gap | None:
    """Return the gap at ``[begin, end)`` of a line, or nothing if no word is adjacent."""
    left, right = word_before(text, begin), word_after(text, end)
    if not left and not right:
        return None
    seen = _collapse_spaces(around)
    position, left_on_other_line, right_on_other_line = INNER, False, False
    if not left:
        if _is_deeply_indented(tokenized, number):
            return None
        while begin < end and text[begin].isspace():
            begin += 1
        seen = seen.lstrip()
        left = _last_word_of_previous_line(tokenized, number)
        left_on_other_line = bool(left)
        seen = " " + seen if left else seen
        position = INNER if left else LEADING
    elif not right:
        while begin < end and text[end - 1].isspace():
            end -= 1
        seen = seen.rstrip()
        right = _first_word_of_next_line(tokenized, number, has_addresses)
        right_on_other_line = bool(right)
        seen = seen + " " if right else seen
        position = INNER if right else TRAILING
    start = tokenized.lines[number].start
    gap = Gap.__new__(Gap)  # where it is compiled, a call with this many arguments is slow
    gap.start = start + begin
    gap.end = start + end
    gap.seen = seen
    gap.position = position
    gap.left = left
    gap.right = right
    gap.line = number
    gap.left_on_other_line = left_on_other_line
    gap.right_on_other_line = right_on_other_line
    return gap


def _indent(text: str) -> int:
    """Return how many whitespace characters a line begins with."""
    at, size = 0, len(text)
    while at < size and text[at].isspace():
        at += 1
    return at


def _content_end(text: str) -> int:
    """Return where the trailing whitespace of a line begins."""
    at = len(text)
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _is_deeply_indented(tokenized: TokenizedText, number: int) -> bool:
    """Whether a line begins far to the right of the one before; see :data:`_DEEP_INDENT`."""
    indent = _indent(tokenized.lines[number].text)
    if indent <= _DEEP_INDENT:
        return False
    other = _nearby_line(tokenized, number, -1)
    return other >= 0 and indent > _indent(tokenized.lines[other].text) + _DEEP_INDENT


def _last_word_of_previous_line(tokenized: TokenizedText, number: int) -> str:
    """Return the last word of the line before, if the paragraph continues from there."""
    other = _nearby_line(tokenized, number, -1)
    if other < 0:
        return ""
    text = tokenized.lines[other].text
    end = _content_end(text)
    return word_before(text, end) if end >= _FULL_LINE_CHARS else ""


def _first_word_of_next_line(tokenized: TokenizedText, number: int, has_addresses: bool) -> str:
    """Return the first word of the line after, if the paragraph continues there."""
    text = tokenized.lines[number].text
    if _content_end(text) - _indent(text) < _FULL_LINE_CHARS:
        return ""
    other = _nearby_line(tokenized, number, 1)
    if other < 0:
        return ""
    text = tokenized.lines[other].text
    start = _indent(text)
    if len(text) - start < _FULL_LINE_CHARS // 2:
        return ""
    if has_addresses and _starts_with_address(text[start:]):
        return ""
    word = word_after(text, start)
    end = start + len(word)
    # "2." or "b)" begins a paragraph.
    if (
        len(word) <= _MAX_NUMERAL_CHARS
        and end < len(text)
        and (text[end] == "." or text[end] == ")")
    ):
        return ""
    return word


def _starts_with_address(text: str) -> bool:
    first = next(iter(text.split(None, 1)), "")
    return any(start == 0 for start, _ in find_addresses(first))


def _nearby_line(tokenized: TokenizedText, number: int, step: int) -> int:
    """Return the number of the next line with text, at most one blank line away.

    -1 if there is none, or if it is on another page.

    Args:
        tokenized: the text.
        number: the number of the line to start from.
        step: 1 for the lines after it, -1 for those before.
    """
    lines = tokenized.lines
    other = number
    for _ in range(_MAX_LINES_APART):
        other += step
        if other < 0 or other >= len(lines):
            return -1
        line = lines[other]
        if _content_end(line.text):
            here = lines[number]
            if step < 0:
                here, line = line, here
            return -1 if tokenized.text.find("\f", here.end, line.start) >= 0 else other
    return -1


def word_before(text: str, end: int) -> str:
    """Return the letters and digits that end at ``end``, at most the last 40 of them."""
    start = end
    least = max(0, end - _MAX_WORD_CHARS)
    while start > least and text[start - 1].isalnum():
        start -= 1
    return text[start:end]


def word_after(text: str, start: int) -> str:
    """Return the letters and digits that begin at ``start``, at most the first 40 of them."""
    end = start
    most = min(len(text), start + _MAX_WORD_CHARS)
    while end < most and text[end].isalnum():
        end += 1
    return text[start:end]
