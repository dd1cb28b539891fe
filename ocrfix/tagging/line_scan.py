"""Line scan: the matches on each line of a text, independent of its context.

Pages repeat their lines, and a text is tagged again after a few corrections, so the results of
recent lines are cached.
"""

from __future__ import annotations

from collections.abc import Sequence

from ocrfix.system.cache import Cache
from ocrfix.tagging.code_lists import CodeList, CodeListFinder
from ocrfix.tagging.match import Match
from ocrfix.tagging.noise import is_noise
from ocrfix.tagging.page import Page
from ocrfix.tagging.pattern_set import CompiledPattern, PatternSet
from ocrfix.tagging.patterns import PatternFinder
from ocrfix.tagging.phrases import PhraseFinder
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.tagging.running_heads import may_be_running_head
from ocrfix.text.letters import uppercase_share
from ocrfix.text.lines import Line, split_lines

_MIN_CONFIDENCE_TO_TAKE = 0.6
"""A pattern match of less confidence leaves its words to the phrases, which may fit better."""
_MAX_CACHED_LINES = 10_000
_MAX_CACHED_CHARS = 400
"""A longer line is not cached."""


class LineScan:
    """The matches on a line; offsets are relative to the line.

    Attributes:
        matches: the matches of patterns and phrases.
        code_lists: the lists of exemption codes.
        is_marked: whether there are any of these.
        is_noise: whether the line has no words.
    """

    def __init__(
        self, matches: Sequence[Match], code_lists: Sequence[CodeList], is_noise: bool
    ) -> None:
        self.matches = matches
        self.code_lists = code_lists
        self.is_marked = bool(matches or code_lists)
        self.is_noise = is_noise


class LineScanner:
    """Scans the lines of texts for patterns, codes, phrases and noise."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = {rule.id: rule for rule in rules.rules}
        self._patterns = PatternFinder(rules.rules)
        self._phrases = PhraseFinder(rules.rules, rules.layout)
        self._codes = CodeListFinder(rules.families, rules.codes, rules.layout)
        anchored, notations = self._patterns.anchored, self._codes.patterns
        # Codes occur on many lines, and the other patterns on few.
        kinds = [*("rule" for _ in anchored), *("code" for _ in notations)]
        literals = rules.required_literals
        sources = [*(pattern for _, pattern in self._patterns.rules), *notations]
        required = [literals.get(pattern, ()) for pattern in sources] if literals else ()
        self._pattern_set = PatternSet([*anchored, *notations], kinds, required)
        self._cache = Cache(_MAX_CACHED_LINES)
        self._empty = LineScan((), (), False)
        self._maybe_running_head = LineScan((), (), False)

    def scan(self, text: str) -> Page:
        """Return the page of a text, with the results of each line."""
        page = Page(text)
        lines = split_lines(text)
        scans = self._scans(lines)
        empty = self._empty
        has_crlf = "\r\n" in text
        start = 0
        previous = -1
        page.lines = lines
        for number, part in enumerate(lines):
            page.starts.append(start)
            scan = scans[number]
            if scan is not None:
                if scan is not empty:
                    line = Line(start, start + len(part), part)
                    page.add_line(number, line, scan.is_marked)
                    if scan.is_noise:
                        page.noise_lines.add(number)
                    for match in scan.matches:
                        page.line_matches.append(_moved_match(match, start, number))
                    if scan.code_lists:
                        before = lines[previous] if previous >= 0 else ""
                        page.line_before[number] = before + " "
                        for codes in scan.code_lists:
                            page.code_lists.append(_moved_codes(codes, start, number))
                previous = number
            start += len(part) + 1
            if has_crlf and text.startswith("\r\n", start - 1):
                start += 1
        return page

    def _scans(self, lines: Sequence[str]) -> list[LineScan | None]:
        """Return the result of each line, and ``None`` for those that are blank."""
        scans: list[LineScan | None] = []
        cache = self._cache
        unknown: dict[str, list[int]] = {}
        for number, line in enumerate(lines):
            scan = cache.get(line) if line else None
            if scan is None and line and not line.isspace():
                numbers = unknown.get(line)
                if numbers is None:
                    unknown[line] = [number]
                else:
                    numbers.append(number)
            scans.append(scan)
        fresh = list(unknown)
        for line, candidates in zip(fresh, self._pattern_set.candidates(fresh), strict=True):
            scan = self._scan(line, candidates)
            for number in unknown[line]:
                scans[number] = scan
            if len(line) <= _MAX_CACHED_CHARS:
                cache.put(line, scan)
        return scans

    def _scan(self, line: str, candidates: Sequence[int]) -> LineScan:
        """Return what a line contains; ``candidates`` are the patterns that it may match."""
        matches: list[Match] = []
        code_lists: list[CodeList] = []
        taken: list[tuple[int, int]] = []
        if candidates:
            border = len(self._patterns.anchored)
            notations: list[tuple[int, CompiledPattern]] = []
            for number in candidates:
                pattern = self._pattern_set[number]
                if number < border:
                    matches += self._patterns.find(number, pattern, line)
                else:
                    notations.append((number - border, pattern))
            if notations:
                code_lists = self._codes.find(notations, line)
            taken = [
                (match.start, match.end)
                for match in matches
                if not self._rules[match.rule].requires_nearby
                and match.confidence >= _MIN_CONFIDENCE_TO_TAKE
            ]
            taken += [
                (mention.start, mention.end)
                for codes in code_lists
                if codes.position not in ("inline", "cited")
                for mention in codes.mentions
            ]
        bare = line.strip()
        upper = uppercase_share(bare)
        matches += self._phrases.find(line, bare, upper, taken)
        without_words = is_noise(bare)
        if matches or code_lists or without_words:
            return LineScan(matches, code_lists, without_words)
        return self._maybe_running_head if may_be_running_head(bare, upper) else self._empty


def _moved_match(match: Match, start: int, number: int) -> Match:
    """Return a match of a line with offsets of the text."""
    a, b, _, kind, rule, confidence, priority, fields, code, evidence = match
    return Match(
        start + a, start + b, number, kind, rule, confidence, priority, fields, code, evidence
    )


def _moved_codes(codes: CodeList, start: int, number: int) -> CodeList:
    """Return a list of codes with the position of its line in the text."""
    return CodeList(
        number, start, codes.position, codes.mentions, codes.before, codes.notation_positions
    )
