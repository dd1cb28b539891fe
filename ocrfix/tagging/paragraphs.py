"""Paragraphs: lines without the markings at their ends, and where paragraphs begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ocrfix.tagging.match import Match
from ocrfix.tagging.page import Page
from ocrfix.text import lazy_regex

_MAX_SECTION_LINES = 100
"""A text without form feeds is cut at the blank line after so many lines."""
_MIN_PARAGRAPH_CHARS = 13
_SUBJECT_LINES = 4
"""How many lines the subject of a paper has at most."""
_MAX_GAP_LINES = 4

STOP = lazy_regex.pattern(r"[.?!:;][\"”’')\]}»]{0,2}\s*$|[\"”]\s*$|--\s*$")
"""The end of a sentence, or of what introduces a list."""
_SENTENCE_ENDS = frozenset(".?!")
_MAX_MARK_CHARS = 10
"""Characters behind the last stop of a paragraph that may be a mark."""
_MARGIN = " \t*#|_.,;:-~•—–'"
_LIST_ITEM = lazy_regex.pattern(r"[^\w(\[{]{0,4}(?:\d{1,2}[.,]\s{1,3})?([(\[{]?)(\w{1,2})[)\]}]\s")
_LIST_END = lazy_regex.pattern(r"\(([A-Za-z0-9])\)\W{0,2}$")
_ITEM = lazy_regex.pattern(r"\s*(?:[a-z]|[ivx]{1,4})[.)]\s")
_LOWERCASE_START = lazy_regex.pattern(r"\s*[a-z]")
_MARK_LETTERS = ")]} SCU"

AT_START, AT_START_OPEN, AT_END = "start", "start without a bracket", "end"
"""Where on a line an item of a list has its letter."""


class Paragraphs:
    """The lines of a page with text, and how they form paragraphs.

    Attributes:
        lines: the text of each line before its markings, by number; lines of markings and blank
            ones are left out.
    """

    def __init__(self, page: Page) -> None:
        cut: dict[int, int] = {}
        whole: set[int] = set()
        for match in page.matches:
            line = page.lines[match.line]
            start = match.start - page.starts[match.line]
            if not line[:start].strip(_MARGIN):
                whole.add(match.line)
            elif start < cut.get(match.line, len(line)) and _is_tail(match, line, start):
                cut[match.line] = start
        self._page = page
        self._all = page.lines
        self._marked = whole
        self.lines: Mapping[int, str] = {
            number: line[: cut.get(number, len(line))]
            for number, line in enumerate(page.lines)
            if number not in whole and line and not line.isspace()
        }
        self._numbers = list(self.lines)
        self._position = {number: at for at, number in enumerate(self._numbers)}

    def sections(self) -> Iterator[range]:
        """Yield the line numbers of each page: up to a form feed, or to a blank line."""
        text, starts = self._page.text, self._page.starts
        first = 0
        for number in range(1, len(starts)):
            is_long = number - first > _MAX_SECTION_LINES and not self._all[number - 1].strip()
            if is_long or text[starts[number] - 1] == "\f":
                yield range(first, number)
                first = number
        yield range(first, len(starts))

    def count(self, section: range) -> int:
        """Return how many paragraphs of sentences end in a section."""
        count = 0
        for number in section:
            line = self.lines.get(number)
            if line is None or len(line) < _MIN_PARAGRAPH_CHARS:
                continue
            if not _SENTENCE_ENDS.isdisjoint(line[-_MAX_MARK_CHARS:]):
                count += self.ends_paragraph(number)
        return count

    def list_letters(self) -> set[tuple[str, str]]:
        """Return the short items in brackets, or with a closing one, by their place on a line."""
        found: set[tuple[str, str]] = set()
        for line in self.lines.values():
            if ")" not in line and "]" not in line and "}" not in line:
                continue
            start = _LIST_ITEM.match(line)
            if start:
                found.add((AT_START if start[1] else AT_START_OPEN, start[2]))
            end = _LIST_END.search(line)
            if end:
                found.add((AT_END, end[1]))
        return found

    def before(self, number: int) -> int:
        """Return the number of the line with text before a line, or -1."""
        at = self._position[number]
        return self._numbers[at - 1] if at else -1

    def goes_on(self, number: int) -> bool:
        """Return whether text, not a marking, follows a line."""
        after = number + 1
        while after < len(self._all) and not self._all[after].strip():
            after += 1
        return after in self.lines

    def ends_paragraph(self, number: int) -> bool:
        """Return whether a paragraph ends with a line: a blank line follows, or a new paragraph."""
        if number + 1 >= len(self._all) or number + 1 in self._marked:
            return True
        after = self._all[number + 1]
        return not after.strip() or not _LOWERCASE_START.match(after) or bool(_ITEM.match(after))

    def starts_paragraph(self, number: int) -> bool:
        """Return whether a blank line or the end of a sentence comes before a line."""
        if number == 0 or not self._all[number - 1].strip():
            return True
        return bool(STOP.search(self._all[number - 1].rstrip(_MARK_LETTERS)))

    def is_followed_by_lowercase(self, number: int) -> bool:
        """Return whether the next line with text goes on in lower case."""
        at = self._position[number] + 1
        return at < len(self._numbers) and bool(
            _LOWERCASE_START.match(self.lines[self._numbers[at]])
        )

    def follows_sentence(self, number: int) -> bool:
        """Return whether the line with text before a line ends a sentence."""
        before = self.before(number)
        if before < 0 or number - before >= _MAX_GAP_LINES:
            return False
        return bool(STOP.search(self.lines[before]))

    def near_subject(self, number: int, label: re.Pattern[str]) -> bool:
        """Return whether a line or one of those above it has the label of a subject."""
        at = self._position[number]
        numbers = self._numbers[max(at - _SUBJECT_LINES + 1, 0) : at + 1]
        return any(label.search(self.lines[other]) for other in numbers)


def _is_tail(match: Match, line: str, start: int) -> bool:
    """Return whether a marking stands at the end of a line of other text."""
    return not line[start + match.end - match.start :].strip(_MARGIN)
