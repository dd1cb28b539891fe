"""Pattern rules: markings with a grammar, such as numbers, footers and lines with fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ocrfix.records import MARKER_TYPES
from ocrfix.tagging.match import Match
from ocrfix.tagging.pattern_set import CompiledPattern
from ocrfix.tagging.rules.schema import Rule
from ocrfix.text.dates import iso_date
from ocrfix.text.spans import Span

_MARGIN_PATTERN = r"[^0-9A-Za-z]{0,4}"
"""What a speck, a bullet or Markdown may leave before and after a marking alone on its line."""
_LEADING_NOISE = " \t•*#_'\"`‘’“”,.;:~=<>|"
_TRAILING_NOISE = " \t•*#_'\"`‘’“”,;:~=<>|"
_PATTERN_PRIORITY = 1000.0
"""Priority of a match of full confidence; phrases have less, exemption codes more."""


class PatternFinder:
    """Finds the matches of all rules that have patterns.

    Attributes:
        rules: each pattern with its rule.
        anchored: the patterns, anchored to their position on the line.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = [(rule, pattern) for rule in rules for pattern in rule.patterns]
        self.anchored = [anchored(pattern, rule.position) for rule, pattern in self.rules]

    def find(self, number: int, pattern: CompiledPattern, line: str) -> Iterator[Match]:
        """Yield the matches of one pattern on a line, with offsets of the line."""
        rule, _ = self.rules[number]
        for groups in pattern.matches(line):
            yield from _matches(rule, groups, pattern, line)


def anchored(pattern: str, position: str) -> str:
    """Return ``pattern`` anchored to its position on the line.

    >>> anchored("NNNN", "line")
    '^[^0-9A-Za-z]{0,4}(?:NNNN)[^0-9A-Za-z]{0,4}$'
    """
    if position == "line":
        return f"^{_MARGIN_PATTERN}(?:{pattern}){_MARGIN_PATTERN}$"
    if position == "banner":
        return f"^{_MARGIN_PATTERN}(?:{pattern})"
    return pattern


def _matches(
    rule: Rule, spans: Sequence[Span], pattern: CompiledPattern, line: str
) -> Iterator[Match]:
    groups = [
        (name, *spans[number])
        for name, number in pattern.names
        if spans[number][1] > spans[number][0] >= 0
    ]
    marked = [(n.split("__")[0], a, b) for n, a, b in groups if n.split("__")[0] in MARKER_TYPES]
    values = [(n, a, b) for n, a, b in groups if n.split("__")[0] not in MARKER_TYPES]
    text = line[spans[0][0] : spans[0][1]]
    if not marked:
        marked = [(rule.type, *_trimmed(text, *spans[0]))]
    if any(word in text for word in rule.exceptions):
        return
    for kind, a, b in marked:
        fields = dict(rule.fields)
        for name, x, y in values:
            if a <= x and y <= b:
                fields[name] = line[x:y].strip(" .,:;")
        if (written := fields.get("date")) and (day := iso_date(written, rule.day_order)):
            fields["date"] = day
            if day != written:
                fields["date_text"] = written
        if b > a:
            priority = _PATTERN_PRIORITY * rule.confidence + (b - a)
            yield Match(a, b, 0, kind, rule.id, rule.confidence, priority, fields)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without the spaces and specks that anchoring lets in."""
    head = len(text) - len(text.lstrip(_LEADING_NOISE))
    tail = len(text) - len(text.rstrip(_TRAILING_NOISE))
    return start + min(head, len(text)), max(end - tail, start)
