"""Sections: the pages of a text, as lines of tokens with the markings found so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ocrfix.tagging.learned.features import Placed, Section
from ocrfix.tagging.learned.token_line import TokenLine
from ocrfix.tagging.match import Match
from ocrfix.tagging.page import Page

_MAX_SECTION_LINES = 120
"""A text without form feeds is cut after so many lines with text."""


def sections(page: Page, line: Callable[[str], TokenLine]) -> Iterator[Section]:
    """Yield the pages of a text: up to a form feed, or a stretch of its lines.

    Args:
        page: the text, with the markings found so far.
        line: returns the tokens of a line with text.
    """
    by_line: dict[int, list[Match]] = {}
    for match in page.matches:
        by_line.setdefault(match.line, []).append(match)
    text, starts = page.text, page.starts
    placed: list[Placed] = []
    has_top = True
    for number, part in enumerate(page.lines):
        is_new_page = number > 0 and text[starts[number] - 1] == "\f"
        if placed and (is_new_page or len(placed) >= _MAX_SECTION_LINES):
            yield Section(placed, has_top, is_new_page)
            placed, has_top = [], is_new_page
        if part and not part.isspace():
            tokens = line(part)
            placed.append(
                Placed(tokens, number, _kinds(tokens, starts[number], by_line.get(number)))
            )
    if placed:
        yield Section(placed, has_top, True)


def _kinds(line: TokenLine, start: int, matches: list[Match] | None) -> list[str]:
    """Return the marker type at each token of a line."""
    kinds = [""] * len(line.tokens)
    if not matches:
        return kinds
    spans = line.spans()
    for match in matches:
        a, b = match.start - start, match.end - start
        for number, (first, last) in enumerate(spans):
            if first < b and last > a:
                kinds[number] = match.type
    return kinds
