"""Marks with a grammar: numbers, footers, lines with fields.

One pass over a line tells which of all patterns it meets; only those are then read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from operator import add
from typing import Any

from ocrfix.records import MARKER_TYPES
from ocrfix.tagging.match import Found
from ocrfix.tagging.rules.required_literals import plain
from ocrfix.tagging.rules.schema import Marking
from ocrfix.text import lazy_regex
from ocrfix.text.dates import iso

_EDGE = r"[^0-9A-Za-z]{0,4}"
"""What a speck, a bullet or Markdown may leave before and after a mark that stands alone."""

_FAR = lazy_regex.pattern(r"\{\d*,\d\d+\}")
"""A repetition that counts to ten or more."""

_PARTS = lazy_regex.pattern(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(\{\d*,\d\d+\})", re.DOTALL)
"""What keeps its braces, an escape or a set of characters; or a repetition that counts far."""

_WHOLE = lazy_regex.pattern(r"\\[AzQC]|\[:\^?[a-z]+:\]|\(\?[a-zA-Z]*-?[a-zA-Z]*m")
"""What may mean something else where a line stands among others, or hides what a brace is."""

_FEW = 16
"""So few patterns are one automaton."""

_ROOM = 128 << 20
"""Most bytes the automaton of a sieve may take; it stays far below."""

_BLOCK = 32
"""So many lines are tried at once, as long as they have so many characters together."""
_BLOCK_SIZE = 4096
_PART = 4
"""Of a block that meets a pattern, so many lines are tried at once, and then each by itself."""


_LITTLE = 20_000
"""In so many characters few patterns are met, and all the others need not be built yet."""

Place = tuple[int, int]
_Automaton = tuple[Callable[[bytes], list[int] | None], list[int]]
"""What tells which of its patterns a text meets, and the numbers of these patterns."""


class _Built:
    """The automata of a sieve. To add to them makes another set: somebody may be asking this one.

    Args:
        by_block: those that may be asked of many lines at once.
        by_line: those that have to be asked of each by itself.
        numbers: the patterns that are in them.
    """

    def __init__(
        self,
        by_block: list[_Automaton],
        by_line: list[_Automaton],
        numbers: set[int],
    ) -> None:
        self.by_block = by_block
        self.by_line = by_line
        self.numbers = numbers


class Grammar:
    """A pattern with the names of its groups; time grows with the line, whatever stands on it."""

    def __init__(self, pattern: str) -> None:
        import re2

        self._pattern = re2.compile(pattern)
        self._groups = range(self._pattern.groups + 1)
        self.names: list[tuple[str, int]] = list(self._pattern.groupindex.items())
        self.in_order = sorted(self.names, key=lambda named: named[1])

    def matches(self, line: str) -> list[list[Place]]:
        """Return all matches on a line, each as the places of its groups; -1 for one without."""
        # Of bytes the places need not be counted again as characters.
        text: Any = line.encode() if line.isascii() else line
        groups = self._groups
        return [[match.span(at) for at in groups] for match in self._pattern.finditer(text)]

    def first(self, line: str) -> list[Place] | None:
        """Return the first match on a line, as :meth:`matches` does."""
        match = self._pattern.search(line.encode() if line.isascii() else line)
        return [match.span(at) for at in self._groups] if match else None


class Asked:
    """Patterns of which only one thing is asked: whether a text meets any of them.

    Args:
        patterns: RE2 syntax; of none no text meets any.
        whole: whether a pattern has to be all of the text.
    """

    def __init__(self, patterns: Sequence[str], whole: bool = False) -> None:
        import re2

        # Asked only whether it matches, a set is several times faster.
        self._set = re2.Set.FullMatchSet() if whole else re2.Set.SearchSet()
        for pattern in patterns:
            self._set.Add(pattern)
        if patterns:
            self._set.Compile()
        self._any = bool(patterns)

    def __call__(self, text: str) -> bool:
        """Return whether a text meets any of the patterns."""
        return self._any and bool(self._set.Match(text.encode()))


class Sieve:
    """Many patterns, tried on many lines at once; each is compiled by itself when it is first met.

    What the sieve says is what a line may meet: of a repetition that counts far it only asks
    whether there is one, for an automaton that counts has a state for each number. The pattern
    itself has the last word.

    Args:
        patterns: RE2 syntax.
        kinds: for each, which of them share an automaton beside what can be seen of them.
        needed: for each, what :func:`ocrfix.tagging.rules.required_literals.needed` says. If it is
            given, only those
            patterns are built into automata that the first texts can meet.

    Raises:
        ValueError: patterns that are too large together, where all are built at once.
    """

    def __init__(
        self,
        patterns: Sequence[str],
        kinds: Sequence[str] = (),
        needed: Sequence[Sequence[str]] = (),
    ) -> None:
        self._patterns = patterns
        self._kinds = kinds
        self._compiled: list[Grammar | None] = [None] * len(patterns)
        self._seen = 0
        # By the first two characters, what patterns need, and which.
        self._needed: dict[str, list[tuple[str, int]]] = {}
        for number, strings in enumerate(needed):
            for string in strings or ("",):
                self._needed.setdefault(string[:2], []).append((string, number))
        every = range(len(patterns))
        self._built = _Built([], [], set()) if needed else self._with([], [], every, set(every))

    def _with(
        self,
        by_block: Sequence[_Automaton],
        by_line: Sequence[_Automaton],
        numbers: Sequence[int],
        all_numbers: set[int],
    ) -> _Built:
        """Return automata with those of further patterns."""
        # An automaton is built as lines are read, and has a state for every way in which patterns
        # may be half met together. Patterns of one kind share states; all kinds in one automaton
        # take several times as long on text that was not seen before.
        groups: dict[tuple[Any, ...], list[int]] = {}
        for number in numbers:
            pattern = self._patterns[number]
            form: tuple[Any, ...] = (bool(_WHOLE.search(pattern)),)
            if len(numbers) >= _FEW:
                kind = self._kinds[number] if self._kinds else ""
                far = bool(_FAR.search(pattern))
                form = *form, kind, pattern.startswith("^"), "(?i" in pattern, far
            groups.setdefault(form, []).append(number)
        blocks, lines = list(by_block), list(by_line)
        for form, group in groups.items():
            patterns = [self._patterns[number] for number in group]
            if form[0]:
                lines.append((_automaton(patterns, blocks=False), group))
            else:
                blurred = [_blurred(pattern) for pattern in patterns]
                blocks.append((_automaton(blurred, blocks=True), group))
        return _Built(blocks, lines, all_numbers)

    def _ready(self, lines: Sequence[str]) -> _Built:
        """Return automata of all patterns that some lines may meet."""
        built = self._built
        if len(built.numbers) == len(self._patterns):
            return built
        text = plain("\n".join(lines))
        self._seen += len(text)
        if self._seen > _LITTLE:  # many small automata take longer to ask than a few large ones
            every = range(len(self._patterns))
            self._built = built = self._with([], [], every, set(every))
            return built
        text += "\n" + text.casefold()
        pairs = {"", *text, *map(add, text, text[1:])}  # to ask for them is quicker by far
        found: set[int] = set()
        for pair in self._needed.keys() & pairs:
            for string, number in self._needed[pair]:
                if number not in found and string[-2:] in pairs and string in text:
                    found.add(number)
        found -= built.numbers
        if found:
            numbers = sorted(found)
            built = self._with(built.by_block, built.by_line, numbers, built.numbers | found)
            self._built = built
        return built

    def met(self, line: str) -> list[int]:
        """Return the numbers of the patterns that a line may meet, in order."""
        return self.met_each([line])[0]

    def met_each(self, lines: Sequence[str]) -> list[list[int]]:
        """Return for each line the numbers of the patterns that it may meet, in order.

        Args:
            lines: without line ends, which part them here.
        """
        built = self._ready(lines)
        found: list[list[int]] = [[] for _ in lines]
        first = 0
        while first < len(lines):
            stop = first
            size = 0
            while stop < len(lines) and stop < first + _BLOCK and size < _BLOCK_SIZE:
                size += len(lines[stop])
                stop += 1
            _block(built, lines[first:stop], first, found)
            first = stop
        return found

    def __getitem__(self, number: int) -> Grammar:
        pattern = self._compiled[number]
        if pattern is None:
            pattern = self._compiled[number] = Grammar(self._patterns[number])
        return pattern


def _block(built: _Built, lines: Sequence[str], first: int, found: list[list[int]]) -> None:
    """Tell what the lines of a block meet, the first of which has this number."""
    whole = "\n".join(lines).encode()
    parts: list[bytes] = []
    singly: list[bytes] = []
    for match, numbers in built.by_block:
        if not match(whole):
            continue
        if not parts:
            singly = whole.split(b"\n")
            parts = [b"\n".join(singly[at : at + _PART]) for at in range(0, len(singly), _PART)]
        for place, part in enumerate(parts):
            if len(parts) > 1 and not match(part):
                continue
            for at in range(place * _PART, min((place + 1) * _PART, len(singly))):
                if here := match(singly[at]):
                    found[first + at] += [numbers[one] for one in here]
    for match, numbers in built.by_line:
        for at, line in enumerate(lines):
            if here := match(line.encode()):
                found[first + at] += [numbers[one] for one in here]
    for at in range(first, first + len(lines)):
        if len(found[at]) > 1:
            found[at].sort()


def _blurred(pattern: str) -> str:
    """Return a pattern that meets a line among others wherever ``pattern`` meets it alone.

    >>> _blurred(r"^a{2,60}[{2,60}]")
    '(?m)^a*[{2,60}]'
    """
    return "(?m)" + _PARTS.sub(lambda found: "*" if found[1] else found[0], pattern)


def _automaton(patterns: Sequence[str], blocks: bool) -> Callable[[bytes], list[int] | None]:
    """Return what tells which of the patterns a line, or with ``blocks`` one of many, meets."""
    import re2

    options = re2.Options()
    options.max_mem = _ROOM  # without room for the automaton the set would silently meet nothing
    options.never_nl = blocks  # so that nothing runs over from one line into the next
    group = re2.Set.SearchSet(options)
    try:
        for pattern in patterns:
            group.Add(pattern)
        group.Compile()
    except re2.error as error:
        raise ValueError(
            f"dictionaries: {len(patterns)} patterns are too large together: {error}; "
            "take some out, or make them shorter"
        ) from error
    match: Callable[[bytes], list[int] | None] = group.Match
    return match


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

    def read(
        self, number: int, pattern: Grammar, line: str, start: int, count: int
    ) -> Iterator[Found]:
        """Yield the marks of one pattern on one line that starts at ``start`` of the text."""
        rule, _ = self.rules[number]
        for match in pattern.matches(line):
            yield from _spans(rule, match, pattern, line, start, count)


def _spans(
    rule: Marking, match: Sequence[Place], pattern: Grammar, line: str, start: int, count: int
) -> Iterator[Found]:
    groups = [
        (name, *match[number])
        for name, number in pattern.names
        if match[number][1] > match[number][0] >= 0
    ]
    spans = [(n.split("__")[0], a, b) for n, a, b in groups if n.split("__")[0] in MARKER_TYPES]
    values = [(n, a, b) for n, a, b in groups if n.split("__")[0] not in MARKER_TYPES]
    text = line[match[0][0] : match[0][1]]
    if not spans:
        spans = [(rule.type, *_trimmed(text, *match[0]))]
    if any(word in text for word in rule.never):
        return
    for kind, a, b in spans:
        fields = dict(rule.fields)
        for name, x, y in values:
            if a <= x and y <= b:
                fields[name] = line[x:y].strip(" .,:;")
        if (written := fields.get("date")) and (day := iso(written, rule.day_order)):
            fields["date"] = day
            if day != written:
                fields["date_text"] = written
        if b > a:
            weight = 1000.0 * rule.confidence + (b - a)
            yield Found(start + a, start + b, count, kind, rule.id, rule.confidence, weight, fields)


def _trimmed(text: str, start: int, end: int) -> Place:
    """Return the span without the blanks and specks that the place let in."""
    head = len(text) - len(text.lstrip(" \t•*#_'\"`‘’“”,.;:~=<>|"))
    tail = len(text) - len(text.rstrip(" \t•*#_'\"`‘’“”,;:~=<>|"))
    return start + min(head, len(text)), max(end - tail, start)
