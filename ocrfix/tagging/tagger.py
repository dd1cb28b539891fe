"""The tagger: finds every mark of a text that is not the document's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ocrfix.lines import Line, lines
from ocrfix.model import Marker
from ocrfix.tagging.echo import echoes
from ocrfix.tagging.entries import Rules
from ocrfix.tagging.evidence import names, vouched
from ocrfix.tagging.exemptions import CodeFinder, Run
from ocrfix.tagging.found import Found, apart
from ocrfix.tagging.noise import is_noise
from ocrfix.tagging.orders import deciding_date
from ocrfix.tagging.patterns import PatternFinder, Sieve
from ocrfix.tagging.phrases import PhraseFinder
from ocrfix.tagging.withheld import joined

_NOISE_SURETY = 0.5
_DOUBTFUL = 0.6
"""A pattern less sure than this leaves its words to the phrases, which may read them better."""
_MOST_BARE = 20_000
"""How many lines without a mark are remembered."""


class Tagger:
    """Marks codes, banners, stamps, numbers and debris in a text.

    A tagger is built once from the rules and may be kept; :meth:`tag` is a pure function of the
    text.

    >>> from pathlib import Path
    >>> from ocrfix.tagging.rules import read_rules
    >>> rules = read_rules([Path("dictionaries")])
    >>> [(marker.type, marker.text) for marker in Tagger(rules).tag("NODIS 9026213")]
    [('handling', 'NODIS'), ('control', '9026213')]
    """

    def __init__(self, rules: Rules) -> None:
        self._rules = {rule.id: rule for rule in rules.markings}
        self._patterns = PatternFinder(rules.markings)
        self._phrases = PhraseFinder(rules.markings, rules.layout)
        self._codes = CodeFinder(rules.families, rules.codes, rules.orders, rules.layout)
        self._sieve = Sieve([*self._patterns.bounded, *self._codes.patterns])
        self._dated = frozenset(rule.id for rule in rules.markings if rule.dates)
        self._refusals = [(rule.id, rule.refuses) for rule in rules.markings if rule.refuses]
        self._refused: Sieve | None = None
        self._bare: set[str] = set()

    def tag(self, text: str) -> list[Marker]:
        """Return the markers of ``text`` in order of place.

        They never overlap, never cross a line end, and quote the text: ``start`` and
        ``clean_start`` are the same, code point offsets of ``text``.
        """
        finds: list[Found] = []
        runs: list[Run] = []
        around: dict[int, str] = {}
        blank: list[tuple[int, Line]] = []
        marked_lines: dict[int, Line] = {}
        previous = ""
        for count, line in enumerate(lines(text)):
            if not line.text or line.text.isspace():
                continue
            if line.text in self._bare:
                blank.append((count, line))
                previous = line.text
                continue
            here, codes = self._line(line, count)
            finds += here
            runs += codes
            if codes:
                around[count] = previous + " "
            if here or codes:
                marked_lines[count] = line
            else:
                blank.append((count, line))
                # Pages repeat their lines, and what a line holds hangs on the line alone.
                if len(self._bare) >= _MOST_BARE:
                    self._bare.clear()
                self._bare.add(line.text)
            previous = line.text
        finds = vouched(finds, self._rules, self._silent(text, finds))
        decision = deciding_date(finds, text, self._dated)
        marked = frozenset(name for find in finds for name in names(find, self._rules))
        codes_found = list(self._codes.name(runs, decision, around, marked))
        finds = apart([*finds, *codes_found])
        covered = {find.line for find in finds}
        blank += [(at, line) for at, line in marked_lines.items() if at not in covered]
        finds = apart([*finds, *echoes(finds, marked_lines, blank, self._rules), *_noise(blank)])
        return joined([_marker(find, text) for find in finds], text)

    def _line(self, line: Line, count: int) -> tuple[list[Found], list[Run]]:
        met: list[tuple[int, Any]] = [
            (number, self._sieve[number]) for number in self._sieve.met(line.text)
        ]
        border = len(self._patterns.bounded)
        finds: list[Found] = []
        for number, pattern in met:
            if number < border:
                finds += self._patterns.read(number, pattern, line.text, line.start, count)
        forms = [(number - border, pattern) for number, pattern in met if number >= border]
        runs = self._codes.read(forms, line.text, line.start, count) if forms else []
        taken = [
            (find.start - line.start, find.end - line.start)
            for find in finds
            if not self._rules[find.rule].beside and find.surety >= _DOUBTFUL
        ]
        taken += [
            (code.start, code.end)
            for run in runs
            if run.place not in ("loose", "cited")
            for code in run.codes
        ]
        finds += self._phrases.read(line.text, line.start, count, taken)
        return finds, runs

    def _silent(self, text: str, finds: Sequence[Found]) -> frozenset[str]:
        """Return the entries that something in the text refuses; looked up only for entries met."""
        met = {find.rule for find in finds}
        wanted = [(name, pattern) for name, pattern in self._refusals if name in met]
        if not wanted:
            return frozenset()
        if self._refused is None:
            self._refused = Sieve([pattern for _, pattern in self._refusals])
        number = {name: at for at, (name, _) in enumerate(self._refusals)}
        return frozenset(name for name, _ in wanted if self._refused[number[name]].search(text))


def _noise(blank: Sequence[tuple[int, Line]]) -> list[Found]:
    finds: list[Found] = []
    for count, line in blank:
        if is_noise(line.text):
            bare = line.text.strip()
            start = line.start + line.text.index(bare)
            find = Found(start, start + len(bare), count, "noise", "", _NOISE_SURETY, 1.0, {})
            finds.append(find)
    return finds


def _marker(find: Found, text: str) -> Marker:
    fields = dict(find.fields)
    if find.rule and find.rule != find.code:
        fields["rule"] = find.rule
    return Marker(
        start=find.start,
        end=find.end,
        type=find.type,
        text=text[find.start : find.end],
        clean_start=find.start,
        clean_end=find.end,
        code=find.code,
        fields=fields,
        confidence=find.surety,
    )
