"""Portion marks: the level of a paragraph or heading, at its start, at its end or on its own line.

A mark is known by its place as much as by its letters: it opens a paragraph, or follows the last
sentence of one. A single letter is a mark only if no list, and no other meaning, explains it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ocrfix.tagging.markings import MarkingGrammar
from ocrfix.tagging.match import Match
from ocrfix.tagging.page import Page
from ocrfix.tagging.paragraphs import AT_END, AT_START, STOP, Paragraphs
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.tagging.struck_marks import STAMP, PlacedMark, StruckMarks
from ocrfix.text import lazy_regex

_RULE = "class:portion"
_PRIORITY = 900.0
_SURE_PRIORITY = 1060.0
_STRUCK_PRIORITY = 90.0
"""Exemption codes and patterns win over a mark with other meanings, exemption codes over a sure
one; a struck mark wins over noise only."""
_SURE = 0.95
_SUPPORTED = 0.9
_LONE = 0.8
"""Confidences: a mark with no other meaning; one that other markings support; one by its place."""
_MIN_OTHERS = 3
"""So many marks on a page support one another."""
_SUPPORTING_TYPES = frozenset({"classification", "release"})
_TITLE_CASE_CHARS = 3
_MAX_TAIL_CHARS = 120

_WELL_FORMED = r"[(\[{]\s?[^()\[\]{}\n]{1,44}?\s?[)\]}]"
_SLASHED = r"/[A-Z]{1,4}/"
_NUMBER = r"(?:\(?(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5})[.,:)]{1,2}\s{0,4}|[-–—•·*]{1,2}\s{0,3})"
_START = lazy_regex.pattern(
    rf"[^\w(\[{{/]{{0,5}}{_NUMBER}?(?P<mark>{_WELL_FORMED}|{_SLASHED})(?P<after>.*)$"
)
_END = lazy_regex.pattern(
    rf"^(?P<before>.*?)(?P<mark>{_WELL_FORMED})(?:[\s.,·•*_|~'-]{{0,4}}|{STAMP})$"
)
_ALONE = lazy_regex.pattern(rf"^[\s•·*#-]{{0,6}}(?P<mark>{_WELL_FORMED})[\s.,•·*]{{0,4}}$")
_AFTER_START = lazy_regex.pattern(r"\s*(?:[\"“'(\[-]{0,2}\s?[A-Z0-9]|$)")
_STRIKE = " -–—~_*=+"
"""What a line through a struck mark is read as."""
_FIRST_CHARS = lazy_regex.pattern(r"[(\[{/]")
_LONG_WORD = lazy_regex.pattern(r"[A-Za-z]{3,}\s|[A-Za-z]{6,}")


class PortionMarkRecognizer:
    """Recognizes the portion marks of a page by their place."""

    def __init__(self, rules: RuleSet) -> None:
        markings = rules.markings
        self._grammar = MarkingGrammar(rules)
        self._struck = StruckMarks(rules)
        self._is_known = bool(markings.levels)
        self._subject = lazy_regex.pattern(markings.subject_labels)
        self._list_letters = markings.list_letters

    def find(self, page: Page) -> Iterator[Match]:
        """Yield the portion marks of a page."""
        if not self._is_known:
            return
        text = Paragraphs(page)
        letters = text.list_letters()
        marks = self._accepted(text, list(self._readable(text)), letters, page)
        for mark, confidence in marks:
            priority = _SURE_PRIORITY if mark.is_sure else _PRIORITY
            yield _match(page, mark, confidence, priority)
        for mark, confidence in self._struck.find(text, [mark for mark, _ in marks], letters):
            yield _match(page, mark, confidence, _STRUCK_PRIORITY)

    def _readable(self, text: Paragraphs) -> Iterator[PlacedMark]:
        """Yield the marks that can be read, at the start or end of a line or alone on it."""
        for number, line in text.lines.items():
            if not _FIRST_CHARS.search(line):
                continue
            alone = _ALONE.match(line)
            if alone:
                yield from self._read(number, alone, "alone")
                continue
            start = _START.match(line)
            if start and _AFTER_START.match(start["after"]):
                yield from self._read(number, start, "start")
            cut = max(len(line) - _MAX_TAIL_CHARS, 0)
            end = _END.match(line[cut:])
            if end is None or (start and start.end("mark") == cut + end.end("mark")):
                continue
            before = end["before"]
            if STOP.search(before):
                yield from self._read(number, end, "end", cut)
            elif before.strip() and before[-1].isspace():
                yield from self._read(number, end, "heading", cut)

    def _read(
        self, number: int, found: re.Match[str], place: str, cut: int = 0
    ) -> Iterator[PlacedMark]:
        """Yield the mark that a match is, if its letters are those of a level."""
        content = found["mark"][1:-1].strip(_STRIKE)
        read = self._grammar.portion(content)
        if read is None and content.istitle() and len(content) == _TITLE_CASE_CHARS:
            read = self._grammar.portion(content.upper())
            read = read._replace(is_sure=False) if read else None
        if read:
            a, b = found.span("mark")
            yield PlacedMark(
                number, cut + a, cut + b, place, read.level, read.controls, read.is_sure
            )

    def _accepted(
        self,
        text: Paragraphs,
        candidates: Sequence[PlacedMark],
        letters: set[tuple[str, str]],
        page: Page,
    ) -> list[tuple[PlacedMark, float]]:
        """Return the readable marks that count, with their confidence."""
        on_page = any(match.type in _SUPPORTING_TYPES for match in page.matches)
        has_habit = any(
            mark.place == "end" or (mark.is_sure and mark.place != "heading") for mark in candidates
        )
        supported = on_page or len({mark.number for mark in candidates}) >= _MIN_OTHERS
        supported = supported or any(mark.is_sure for mark in candidates)
        accepted: list[tuple[PlacedMark, float]] = []
        for mark in candidates:
            content = text.lines[mark.number][mark.start + 1 : mark.end - 1].strip(_STRIKE)
            if not mark.is_sure and self._is_list_letter(content, mark.place, letters):
                continue
            if mark.place == "start":
                alone = len(candidates) == 1
                confidence = self._at_start(text, mark, content, supported, alone)
            elif mark.place == "end":
                confidence = _at_end(text, mark, supported)
            else:
                near = text.near_subject(mark.number, self._subject)
                if mark.place == "alone":
                    fits = near or text.follows_sentence(mark.number)
                else:
                    ends = text.ends_paragraph(mark.number) and not _LONG_WORD.match(content)
                    fits = near or (ends and has_habit)
                confidence = _SUPPORTED if fits and (has_habit or on_page) else 0.0
            if confidence:
                accepted.append((mark, confidence))
        return accepted

    def _at_start(
        self, text: Paragraphs, mark: PlacedMark, content: str, supported: bool, alone: bool
    ) -> float:
        """Return the confidence of a mark at the start of a line; 0 if it may be another thing."""
        if mark.is_sure:
            return _SURE
        if supported:
            return _SUPPORTED
        line = text.lines[mark.number]
        misread_bracket = line[mark.start] + line[mark.end - 1] not in ("()", "[]", "//")
        if self._grammar.is_doubtful(content) or (misread_bracket and alone):
            return 0.0
        return _LONE

    def _is_list_letter(self, content: str, place: str, letters: set[tuple[str, str]]) -> bool:
        """Return whether other letters in the same place make a letter an item of a list."""
        where = AT_END if place in ("end", "heading") else AT_START
        return any((where, letter) in letters for letter in self._list_letters.get(content, ()))


def _at_end(text: Paragraphs, mark: PlacedMark, supported: bool) -> float:
    """Return the confidence of a mark behind the last sentence of a paragraph."""
    if mark.is_sure:
        return _SURE
    if not text.ends_paragraph(mark.number):
        return 0.0
    return _SUPPORTED if supported else _LONE


def _match(page: Page, mark: PlacedMark, confidence: float, priority: float) -> Match:
    start = page.starts[mark.number] + mark.start
    end = page.starts[mark.number] + mark.end
    fields = {"place": mark.place}
    if mark.level:
        fields["level"] = mark.level
    if mark.controls:
        fields["controls"] = mark.controls
    return Match(start, end, mark.number, "classification", _RULE, confidence, priority, fields)
