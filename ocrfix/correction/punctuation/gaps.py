"""The gaps between words: runs of signs and blanks, each with the words on both sides."""

from __future__ import annotations

import unicodedata

from ocrfix.text.addresses import find_addresses
from ocrfix.text.spans import SpanCursor
from ocrfix.text.tokens import TokenizedText

INSIDE, FRONT, BACK = "inside", "front", "back"

_FOLD = str.maketrans("‘’‚‛′`´“”„‟″", "'''''''\"\"\"\"\"")
_LONGEST = 6
_COLUMNS = 3
"""So many blanks part columns."""

_LONGEST_WORD = 40
_SET_IN = 8
_FULL_LINE = 40
"""A line shorter than this may end anywhere; a longer one goes on in the next, if that is near."""


class Gap:
    """What stands between two words, or between a word and the edge of its line.

    Args:
        start: where it begins in the text (code points).
        end: where it ends, exclusive.
        seen: what stands there, each run of blanks as one. Where a paragraph goes on from line to
            line, the line end counts as a blank too, but is not part of ``[start, end)``.
        place: :data:`INSIDE`, or :data:`FRONT` or :data:`BACK` where no word is on that side.
        left: the word before it, letters and digits only; empty at the front.
        right: the word after it; empty at the back.
        line: the number of its line.
        over_left, over_right: whether the word on that side stands on another line.
    """

    def __init__(
        self,
        start: int,
        end: int,
        seen: str,
        place: str,
        left: str,
        right: str,
        line: int,
        over_left: bool = False,
        over_right: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.seen = seen
        self.place = place
        self.left = left
        self.right = right
        self.line = line
        self.over_left = over_left
        self.over_right = over_right


def folded(signs: str) -> str:
    """Return signs with straight quotes for quotes of any kind."""
    found = _folded.get(signs)
    if found is None:
        if len(_folded) >= _MOST_KEPT:
            _folded.clear()
        found = _folded[signs] = signs.translate(_FOLD)
    return found


_folded: dict[str, str] = {}
_MOST_KEPT = 20_000


def gaps(tokenized: TokenizedText) -> list[Gap]:
    """Return the gaps of a text that hold a sign, in order.

    Those that part columns, rulers, signs that go on for long, and what belongs to an address, are
    left out: they are set as they are on purpose.

    >>> [(gap.left, gap.seen, gap.right) for gap in gaps(TokenizedText("He came. ‘The | end"))]
    [('came', '. ‘', 'The'), ('The', ' | ', 'end')]
    """
    found: list[Gap] = []
    text = tokenized.text
    # What no address of a line can be without, most texts are without.
    addressed = "@" in text or "://" in text or "www." in text
    for number, line in enumerate(tokenized.lines):
        _of_line(tokenized, number, line.text, addressed, found)
    return found


def _of_line(
    tokenized: TokenizedText, number: int, text: str, addressed: bool, found: list[Gap]
) -> None:
    """Add the gaps of a line: runs of signs, with blanks inside and around."""
    size = len(text)
    spans: SpanCursor | None = None
    at = 0
    while at < size:
        sign = text[at]
        if sign.isalnum() or sign.isspace():
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
        if end - begin > _LONGEST:
            continue
        if addressed:
            if spans is None:
                spans = SpanCursor(find_addresses(text))
            if spans.touches(begin, end, 2):
                continue
        while begin and text[begin - 1].isspace():
            begin -= 1
        while end < size and text[end].isspace():
            end += 1
        around = text[begin:end]
        if not around.isascii() and _combines(around):
            continue
        if begin and end < size and _parts_columns(around):
            continue
        gap = _between(tokenized, number, text, begin, end, around, addressed)
        if gap is not None:
            found.append(gap)


def _combines(signs: str) -> bool:
    return any(unicodedata.combining(c) for c in signs)


def _parts_columns(around: str) -> bool:
    blanks = 0
    for sign in around:
        if sign == "\t":
            return True
        blanks = blanks + 1 if sign.isspace() else 0
        if blanks == _COLUMNS:
            return True
    return False


def _squeezed(around: str) -> str:
    """Return signs with each run of blanks as one."""
    blank = False
    for sign in around:
        if sign.isspace():
            if blank or sign != " ":
                return " ".join(f"|{around}|".split())[1:-1]
            blank = True
        else:
            blank = False
    return around


def _between(
    tokenized: TokenizedText,
    number: int,
    text: str,
    begin: int,
    end: int,
    around: str,
    addressed: bool,
) -> Gap | None:
    left, right = word_before(text, begin), word_after(text, end)
    if not left and not right:
        return None
    seen = _squeezed(around)
    place, over_left, over_right = INSIDE, False, False
    if not left:
        if _set_in(tokenized, number):
            return None
        while begin < end and text[begin].isspace():
            begin += 1
        seen = seen.lstrip()
        left = _line_before(tokenized, number)
        over_left = bool(left)
        seen = " " + seen if left else seen
        place = INSIDE if left else FRONT
    elif not right:
        while begin < end and text[end - 1].isspace():
            end -= 1
        seen = seen.rstrip()
        right = _line_after(tokenized, number, addressed)
        over_right = bool(right)
        seen = seen + " " if right else seen
        place = INSIDE if right else BACK
    start = tokenized.lines[number].start
    gap = Gap.__new__(Gap)  # a call with so many arguments takes longer than all the rest
    gap.start = start + begin
    gap.end = start + end
    gap.seen = seen
    gap.place = place
    gap.left = left
    gap.right = right
    gap.line = number
    gap.over_left = over_left
    gap.over_right = over_right
    return gap


def _indent(text: str) -> int:
    """Return how many blanks stand in front."""
    at, size = 0, len(text)
    while at < size and text[at].isspace():
        at += 1
    return at


def _ending(text: str) -> int:
    """Return where the blanks behind begin."""
    at = len(text)
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _set_in(tokenized: TokenizedText, number: int) -> bool:
    """Whether a line begins far behind the one before: what stood in front may be blacked out."""
    indent = _indent(tokenized.lines[number].text)
    if indent <= _SET_IN:
        return False
    other = _near(tokenized, number, -1)
    return other >= 0 and indent > _indent(tokenized.lines[other].text) + _SET_IN


def _line_before(tokenized: TokenizedText, number: int) -> str:
    """Return the word that ends the line before, if the paragraph goes on from there."""
    other = _near(tokenized, number, -1)
    if other < 0:
        return ""
    text = tokenized.lines[other].text
    end = _ending(text)
    return word_before(text, end) if end >= _FULL_LINE else ""


def _line_after(tokenized: TokenizedText, number: int, addressed: bool) -> str:
    """Return the word that begins the line after, if the paragraph goes on there."""
    text = tokenized.lines[number].text
    if _ending(text) - _indent(text) < _FULL_LINE:
        return ""
    other = _near(tokenized, number, 1)
    if other < 0:
        return ""
    text = tokenized.lines[other].text
    start = _indent(text)
    if len(text) - start < _FULL_LINE // 2 or (addressed and _opens_address(text[start:])):
        return ""
    word = word_after(text, start)
    end = start + len(word)
    # A number or a letter and its stop begin a paragraph.
    if len(word) <= 2 and end < len(text) and (text[end] == "." or text[end] == ")"):
        return ""
    return word


def _opens_address(text: str) -> bool:
    first = next(iter(text.split(None, 1)), "")
    return any(start == 0 for start, _ in find_addresses(first))


def _near(tokenized: TokenizedText, number: int, step: int) -> int:
    """Return the number of the next line that is not blank, if at most one blank line parts them.

    Some engines put a blank line between all lines. -1 where there is none, or on another page.
    """
    lines = tokenized.lines
    other = number
    for _ in range(2):
        other += step
        if other < 0 or other >= len(lines):
            return -1
        line = lines[other]
        if _ending(line.text):
            here = lines[number]
            if step < 0:
                here, line = line, here
            return -1 if tokenized.text.find("\f", here.end, line.start) >= 0 else other
    return -1


def word_before(text: str, end: int) -> str:
    """Return the letters and digits that end at ``end``."""
    start = end
    least = max(0, end - _LONGEST_WORD)
    while start > least and text[start - 1].isalnum():
        start -= 1
    return text[start:end]


def word_after(text: str, start: int) -> str:
    """Return the letters and digits that begin at ``start``."""
    end = start
    most = min(len(text), start + _LONGEST_WORD)
    while end < most and text[end].isalnum():
        end += 1
    return text[start:end]
