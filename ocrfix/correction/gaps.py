"""The gaps between words: runs of signs and blanks, each with the words on both sides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ocrfix.addresses import Spans, addresses
from ocrfix.scan import Scan

INSIDE, FRONT, BACK = "inside", "front", "back"

_SIGNS = re.compile(r"(?:[^\w\s]|_)+(?:[ \t]+(?:[^\w\s]|_)+)*")
_COLUMNS = re.compile(r"\t|\s{3}")
_FOLD = str.maketrans("‘’‚‛′`´“”„‟″", "'''''''\"\"\"\"\"")
_LONGEST = 6
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


def gaps(scan: Scan) -> Iterator[Gap]:
    """Yield the gaps of a text that hold a sign, in order.

    Those that part columns, rulers, signs that go on for long, and what belongs to an address, are
    left out: they are set as they are on purpose.

    >>> [(gap.left, gap.seen, gap.right) for gap in gaps(Scan("He came. ‘The | end"))]
    [('came', '. ‘', 'The'), ('The', ' | ', 'end')]
    """
    for number, line in enumerate(scan.lines):
        text = line.text
        spans = Spans(addresses(text))
        for match in _SIGNS.finditer(text):
            begin, end = match.span()
            if end - begin > _LONGEST:
                continue
            if spans.touch(begin, end, near=2):
                continue
            while begin and text[begin - 1].isspace():
                begin -= 1
            while end < len(text) and text[end].isspace():
                end += 1
            around = text[begin:end]
            if not around.isascii() and any(unicodedata.combining(c) for c in around):
                continue
            if begin and end < len(text) and _COLUMNS.search(around):
                continue
            found = _between(scan, number, begin, end)
            if found is not None:
                yield found


def _between(scan: Scan, number: int, begin: int, end: int) -> Gap | None:
    line = scan.lines[number]
    text = line.text
    left, right = word_before(text, begin), word_after(text, end)
    seen = " ".join(f"|{text[begin:end]}|".split())[1:-1]
    place, over_left, over_right = INSIDE, False, False
    if not left and not right:
        return None
    if not left:
        if _set_in(scan, number):
            return None
        begin += len(text[begin:end]) - len(text[begin:end].lstrip())
        seen = seen.lstrip()
        left = _line_before(scan, number)
        over_left = bool(left)
        seen = " " + seen if left else seen
        place = INSIDE if left else FRONT
    elif not right:
        end -= len(text[begin:end]) - len(text[begin:end].rstrip())
        seen = seen.rstrip()
        right = _line_after(scan, number)
        over_right = bool(right)
        seen = seen + " " if right else seen
        place = INSIDE if right else BACK
    return Gap(
        line.start + begin, line.start + end, seen, place, left, right, number,
        over_left, over_right,
    )  # fmt: skip


def _set_in(scan: Scan, number: int) -> bool:
    """Whether a line begins far behind the one before: what stood in front may be blacked out."""
    other = _near(scan, number, -1)
    if other is None:
        return False
    here, before = scan.lines[number].text, scan.lines[other].text
    return len(here) - len(here.lstrip()) > len(before) - len(before.lstrip()) + _SET_IN


def _line_before(scan: Scan, number: int) -> str:
    """Return the word that ends the line before, if the paragraph goes on from there."""
    other = _near(scan, number, -1)
    text = scan.lines[other].text.rstrip() if other is not None else ""
    return word_before(text, len(text)) if len(text) >= _FULL_LINE else ""


def _line_after(scan: Scan, number: int) -> str:
    """Return the word that begins the line after, if the paragraph goes on there."""
    if len(scan.lines[number].text.strip()) < _FULL_LINE:
        return ""
    other = _near(scan, number, 1)
    text = scan.lines[other].text.lstrip() if other is not None else ""
    word = word_after(text, 0)
    if len(text) < _FULL_LINE // 2 or _opens_address(text):
        return ""
    # A number or a letter and its stop begin a paragraph.
    return "" if len(word) <= 2 and text[len(word) : len(word) + 1] in (".", ")") else word


def _opens_address(text: str) -> bool:
    first = next(iter(text.split(None, 1)), "")
    return any(start == 0 for start, _ in addresses(first))


def _near(scan: Scan, number: int, step: int) -> int | None:
    """Return the number of the next line that is not blank, if at most one blank line parts them.

    Some engines put a blank line between all lines.
    """
    for other in (number + step, number + 2 * step):
        if not 0 <= other < len(scan.lines):
            return None
        if scan.lines[other].text.strip():
            between = scan.text[
                min(scan.lines[number].end, scan.lines[other].end) : max(
                    scan.lines[number].start, scan.lines[other].start
                )
            ]
            return None if "\f" in between else other
    return None


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
