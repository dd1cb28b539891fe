"""Noise: lines that contain no words of the document. Only unmistakable ones are marked."""

from __future__ import annotations

from collections.abc import Iterator

from ocrfix.tagging.match import Match
from ocrfix.tagging.page import Page
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.text import lazy_regex
from ocrfix.text.letters import digit_count

_SYMBOL = lazy_regex.pattern(r"[^\w\s]")
_LETTER = lazy_regex.pattern(r"[^\W\d_]")
_RULED_LINE = lazy_regex.pattern(r"^[\s\-_=*.~·•#—–|+<>\[\]()/\\:]+$")
_MAX_CHARS = 24
_MIN_SYMBOLS = 3
_CONFIDENCE = 0.5
_PRIORITY = 1.0
"""The lowest of all: any other match wins."""


class NoiseRecognizer:
    """Marks lines without words that no other recognizer has marked."""

    def __init__(self, rules: RuleSet) -> None:
        pass  # noise depends on no rules

    def find(self, page: Page) -> Iterator[Match]:
        """Yield the lines of a page that are noise."""
        for number, line in page.unmarked_lines():
            if number in page.noise_lines:
                bare = line.text.strip()
                start = line.start + line.text.index(bare)
                end = start + len(bare)
                yield Match(start, end, number, "noise", "", _CONFIDENCE, _PRIORITY, {})


def is_noise(line: str) -> bool:
    r"""Return whether a line is noise: mostly symbols, at most one letter, and not a ruled line.

    A line of hyphens, a row of points, a Markdown heading or an empty bracket is layout and stays.

    >>> is_noise("€..:"), is_noise("---"), is_noise("(a)"), is_noise("No.")
    (True, False, False, False)
    """
    bare = line.strip()
    size = len(bare)
    if size < _MIN_SYMBOLS or size > _MAX_CHARS or _RULED_LINE.match(bare):
        return False
    symbols = len(_SYMBOL.findall(bare))
    if symbols < _MIN_SYMBOLS:
        return False
    letters = len(_LETTER.findall(bare))
    return letters <= 1 and digit_count(bare) == 0
