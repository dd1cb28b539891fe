"""Own number: the number under which its originator or registry filed a document."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise

from ocrfix.tagging.metadata.spelling import as_digits, similarity, squeezed
from ocrfix.tagging.rules.card_labels import CardLabels
from ocrfix.text import lazy_regex

_MAX_LINES = 14
"""How many lines with text at the top may hold the number of a registry."""
_LOG_NUMBER = lazy_regex.pattern(
    r"^(?P<before>[^\d]{0,24}?)[\s*_-]*(?P<number>[0-9OIl]{4,5})(?:\s+(?:ADD|Add|add).{0,8})?\W*$"
)
_ADDED = lazy_regex.pattern(r"^\W{0,2}((?i:ADD-?ON))\W{0,2}$")
"""Below the number of a paper that was added to a file."""
_SERIAL = lazy_regex.pattern(
    r"^\W{0,3}(?:[S5§]\s?/\s?[S5§]\W{0,3}(?:(?i:No|Number)\.?)?\W{0,2})?"
    r"(?P<number>[789][0-9OQIlSB]{6})\W*$"
)
_LABELED_SERIAL = lazy_regex.pattern(
    r"(?:^|\s)(?:[S5§C]\s?/\s?[S5§])\W{0,3}(?:(?i:No|Number|#)\.?)?\W{0,3}(?P<number>[789][0-9OQIlSB]{6})(?!\w)"
)
_SERIAL_AT_END = lazy_regex.pattern(r"^\W{0,3}[A-Z]{4}\W.{0,24}\s(?P<number>8\d{6})\W*$")
"""On a slip, the number stands at the end of the line of the date."""
_RECORD = lazy_regex.pattern(
    r"(?i)\b(?:RECORD ID|LOG ?#?|LOG NO\.?)\W{0,3}(?:H/)?\s?(?P<number>\d{4,8})\b"
)
_FOOTER = lazy_regex.pattern(r"(?i)^\W{0,3}doc\S?\s?[i1l]d\b")
"""The second line of the footer of an archive; the first is its number."""
_FILED = lazy_regex.pattern(r"(?i)^\W{0,3}RECORD NUMBER\W{1,4}(?P<number>\d{3}-\d{5}-\d{5})")
_DIRECTIVE = lazy_regex.pattern(r"^\W{0,3}(?P<number>.*?(?:NO\.?\s?)?\d{1,3}(?:/\w{1,3})?)\W*$")
_MIN_SIMILAR_HEAD = 0.8
_MIN_DIGITS = 3
_MIN_SERIAL_DIGITS = 5
"""Of the seven digits of a registry's serial, two may be misread as letters."""
_YEARS = range(1940, 2030)
_MIN_SIMILAR_LEVEL = 0.5
"""The word before a log number at the head of a page is a struck banner, so little may be left."""


def own_number(lines: Sequence[str], kind_line: str | None, labels: CardLabels) -> str | None:
    """Return the number of a document that is no telegram.

    Args:
        lines: the lines of the text, with its markings.
        kind_line: the line with the title of a directive, which is numbered in its title.
        labels: the levels and letterheads.

    >>> known = CardLabels(levels=("SECRET",), numbered_letterheads=("THE WHITE HOUSE",))
    >>> own_number(["SEGRE 2147", "THE WHITE HOUSE", "WASHINGTON"], None, known)
    '2147'
    """
    if kind_line and (found := _DIRECTIVE.match(kind_line)):
        return " ".join(found["number"].split())
    top = list(islice((bare for line in lines if (bare := line.strip())), _MAX_LINES))
    for line in top:
        if found := _RECORD.search(line):
            return found["number"]
        for pattern in (_SERIAL, _LABELED_SERIAL, _SERIAL_AT_END):
            found = pattern.search(line)
            if found and sum(map(str.isdigit, found["number"])) >= _MIN_SERIAL_DIGITS:
                return as_digits(found["number"])
    for line, below in pairwise([*top[: _MAX_LINES // 2], ""]):
        found = None if _FOOTER.search(below) else _LOG_NUMBER.match(line)
        if found and _is_banner(found["before"], labels.levels):
            number = as_digits(found["number"])
            is_number = number.isdigit() and int(number) not in _YEARS
            is_legible = sum(map(str.isdigit, found["number"])) >= _MIN_DIGITS
            if is_number and is_legible and _has_letterhead(top, labels.numbered_letterheads):
                added = _ADDED.match(below)
                return f"{number} {added[1]}" if added else number
    filed = next((found for line in lines[:40] if (found := _FILED.match(line))), None)
    return filed["number"] if filed else None


def _has_letterhead(top: Sequence[str], letterheads: Sequence[str]) -> bool:
    """Return whether one of the first lines is the letterhead of an office that numbers papers."""
    joined = (a + b for a, b in pairwise(top))  # spaced letters may be on several lines
    return any(
        similarity(squeezed(line)[: len(squeezed(head))], squeezed(head)) >= _MIN_SIMILAR_HEAD
        for line in (*top, *joined)
        for head in letterheads
    )


def _is_banner(before: str, levels: Sequence[str]) -> bool:
    """Return whether what stands before a number is nothing, or a level, however worn."""
    word = squeezed(before)
    return not word or any(
        similarity(word, squeezed(level)) >= _MIN_SIMILAR_LEVEL for level in levels
    )
