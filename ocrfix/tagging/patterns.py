"""Marks with a grammar: numbers, footers, lines with fields.

One pass over a line tells which of all patterns it meets; only those are then read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ocrfix.model import MARKER_TYPES
from ocrfix.tagging.dates import iso
from ocrfix.tagging.entries import Marking
from ocrfix.tagging.found import Found

_EDGE = r"[^0-9A-Za-z]{0,4}"
"""What a speck, a bullet or Markdown may leave before and after a mark that stands alone."""

_FAR = re.compile(r",\d\d+\}")
"""A repetition that counts to ten or more."""

_FEW = 16
"""So few patterns are one automaton."""

_ROOM = 128 << 20
"""Most bytes the automaton of a sieve may take; it stays far below."""


class Sieve:
    """Many patterns, tried on a line at once; each is compiled by itself when it is first met."""

    def __init__(self, patterns: Sequence[str]) -> None:
        import re2

        self._patterns = patterns
        self._compiled: list[Any] = [None] * len(patterns)
        self._compile: Callable[[str], Any] = re2.compile
        # An automaton is built as lines are read, and has a state for every way in which patterns
        # may be half met together. Patterns of one kind share states; all kinds in one automaton
        # take twice as long on text that was not seen before, most of all those that count far.
        kinds: dict[tuple[bool, ...], list[int]] = {}
        for number, pattern in enumerate(patterns):
            far = bool(_FAR.search(pattern))
            kind = pattern.startswith("^"), "(?i" in pattern, far
            kinds.setdefault(kind, []).append(number)
        if len(patterns) < _FEW:
            kinds = {(): list(range(len(patterns)))} if patterns else {}
        # Without room for the automaton the set would silently meet nothing.
        options = re2.Options()
        options.max_mem = _ROOM
        self._sets: list[tuple[Any, list[int]]] = []
        for numbers in kinds.values():
            group = re2.Set.SearchSet(options)
            try:
                for number in numbers:
                    group.Add(patterns[number])
                group.Compile()
            except re2.error as error:
                raise ValueError(
                    f"dictionaries: {len(numbers)} patterns are too large together: {error}; "
                    "take some out, or make them shorter"
                ) from error
            self._sets.append((group, numbers))

    def met(self, line: str) -> list[int]:
        """Return the numbers of the patterns that ``line`` meets, in order."""
        met: list[int] = []
        encoded = line.encode()
        for group, numbers in self._sets:
            if here := group.Match(encoded):
                met += [numbers[at] for at in here]
        return sorted(met)

    def __getitem__(self, number: int) -> Any:
        pattern = self._compiled[number]
        if pattern is None:
            pattern = self._compiled[number] = self._compile(self._patterns[number])
        return pattern


def bounded(pattern: str, place: str) -> str:
    """Return ``pattern`` bound to its place on the line.

    >>> bounded("NNNN", "line")
    '^[^0-9A-Za-z]{0,4}(?:NNNN)[^0-9A-Za-z]{0,4}$'
    """
    if place == "line":
        return f"^{_EDGE}(?:{pattern}){_EDGE}$"
    if place == "banner":
        return f"^{_EDGE}(?:{pattern})"
    return pattern


class PatternFinder:
    """Finds the marks of all entries that have patterns."""

    def __init__(self, markings: Sequence[Marking]) -> None:
        self.rules = [(rule, pattern) for rule in markings for pattern in rule.patterns]
        self.bounded = [bounded(pattern, rule.place) for rule, pattern in self.rules]

    def read(self, number: int, pattern: Any, line: str, start: int, count: int) -> Iterator[Found]:
        """Yield the marks of one pattern on one line that starts at ``start`` of the text."""
        rule, _ = self.rules[number]
        for match in pattern.finditer(line):
            yield from _spans(rule, match, start, count)


def _spans(rule: Marking, match: Any, start: int, count: int) -> Iterator[Found]:
    groups = [
        (name, match.start(number), match.end(number))
        for name, number in match.re.groupindex.items()
        if match.end(number) > match.start(number) >= 0
    ]
    spans = [(n.split("__")[0], a, b) for n, a, b in groups if n.split("__")[0] in MARKER_TYPES]
    values = [(n, a, b) for n, a, b in groups if n.split("__")[0] not in MARKER_TYPES]
    if not spans:
        spans = [(rule.type, *_trimmed(match))]
    if any(word in match[0] for word in rule.never):
        return
    for kind, a, b in spans:
        fields = dict(rule.fields)
        for name, x, y in values:
            if a <= x and y <= b:
                fields[name] = match.string[x:y].strip(" .,:;")
        if (written := fields.get("date")) and (day := iso(written, rule.day_order)):
            fields["date"] = day
            if day != written:
                fields["date_text"] = written
        if b > a:
            weight = 1000.0 * rule.confidence + (b - a)
            yield Found(start + a, start + b, count, kind, rule.id, rule.confidence, weight, fields)


def _trimmed(match: Any) -> tuple[int, int]:
    """Return the span without the blanks and specks that the place let in."""
    text = match[0]
    head = len(text) - len(text.lstrip(" \t•*#_'\"`‘’“”,.;:~=<>|"))
    tail = len(text) - len(text.rstrip(" \t•*#_'\"`‘’“”,;:~=<>|"))
    return match.start() + min(head, len(text)), max(match.end() - tail, match.start())
