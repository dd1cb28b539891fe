"""Page: a text with what its lines contain, which the recognizers work on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from ocrfix.tagging.code_lists import CodeList
from ocrfix.tagging.match import Match, resolve_overlaps
from ocrfix.tagging.rules.schema import EVIDENCE
from ocrfix.text.lines import Line


class Page:
    """A text, the matches so far, and the result of the line scan for each line.

    All offsets are code points of the text.

    Attributes:
        text: the text.
        lines: the text of each line, without its line end.
        starts: where each line begins.
        line_matches: matches of patterns and phrases on their lines, not yet corroborated.
        code_lists: the lists of exemption codes.
        line_before: for the line of each list of codes, the text of the line before it.
        noise_lines: the numbers of lines without words.
        matches: the matches of the recognizers that have run.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: Sequence[str] = ()
        self.starts: list[int] = []
        self.line_matches: list[Match] = []
        self.code_lists: list[CodeList] = []
        self.line_before: dict[int, str] = {}
        self.noise_lines: set[int] = set()
        self.matches: list[Match] = []
        self._marked_lines: dict[int, Line] = {}
        self._open_lines: dict[int, Line] = {}

    @property
    def marked_lines(self) -> Mapping[int, Line]:
        """The lines with line matches or codes, by number."""
        return self._marked_lines

    def unmarked_lines(self) -> Iterator[tuple[int, Line]]:
        """Yield the lines that have no match so far and that may still be markings."""
        covered = {match.line for match in self.matches}
        for lines in (self._open_lines, self._marked_lines):
            for number, line in lines.items():
                if number not in covered:
                    yield number, line

    def line_at(self, offset: int) -> int:
        """Return the number of the line that contains an offset."""
        return bisect_right(self.starts, offset) - 1

    def add_line(self, number: int, line: Line, is_marked: bool) -> None:
        """Add a line that has line matches or codes, or that may still be a marking."""
        (self._marked_lines if is_marked else self._open_lines)[number] = line

    def resolve_overlaps(self) -> None:
        """Drop matches that overlap one of a higher priority, and those that are only evidence."""
        self.matches = resolve_overlaps(m for m in self.matches if m.type != EVIDENCE)


class Recognizer(Protocol):
    """A source of matches. A class and a row in :data:`ocrfix.tagging.tagger.STAGES`."""

    def find(self, page: Page) -> Iterable[Match]:
        """Return the markings of a page; see :class:`ocrfix.tagging.match.Match`.

        Args:
            page: the text, with the matches of the recognizers that ran before.
        """
        ...
