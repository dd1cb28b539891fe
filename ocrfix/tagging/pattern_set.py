"""Pattern sets: many regular expressions, matched against many lines at once.

One pass over a block of lines finds the patterns that may match; only those are then run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import add
from typing import Any

from ocrfix.tagging.rules.required_literals import normalize
from ocrfix.text import lazy_regex
from ocrfix.text.spans import Span

_LARGE_REPETITION = lazy_regex.pattern(r"\{\d*,\d\d+\}")
"""A repetition that counts to ten or more."""

_LARGE_REPETITIONS_ONLY = lazy_regex.pattern(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(\{\d*,\d\d+\})", re.DOTALL
)
"""An escape or a set of characters, which keep their braces; or (group 1) a large repetition."""

_SINGLE_LINE = lazy_regex.pattern(r"\\[AzQC]|\[:\^?[a-z]+:\]|\(\?[a-zA-Z]*-?[a-zA-Z]*m")
"""Syntax that may match differently in a block of lines, or that hides the meaning of a brace."""

_ONE_AUTOMATON = 16
"""Fewer patterns than this share one automaton, and no more ever do: the states of 89 patterns
together are so many that text still meets new ones after a million letters."""

_MAX_AUTOMATON_BYTES = 128 << 20
"""Memory limit of one automaton, which uses far less."""

_BLOCK_LINES = 32
_BLOCK_CHARS = 4096
"""Maximum lines of a block, and the number of characters at which it ends."""
_PART_LINES = 4
"""Lines of each part in which a matching block is searched, before single lines."""

_BUILD_ALL_AFTER_CHARS = 20_000
"""Characters after which all automata are built: less text matches few patterns."""

_Automaton = tuple[Callable[[bytes], list[int] | None], list[int]]
"""A function that returns which patterns a text matches, and their numbers in the set."""


class CompiledPattern:
    """A compiled pattern with its group names; its time is linear in the length of the line."""

    def __init__(self, pattern: str) -> None:
        import re2

        self._pattern = re2.compile(pattern)
        self._groups = range(self._pattern.groups + 1)
        self.names: list[tuple[str, int]] = list(self._pattern.groupindex.items())
        self.names_in_order = sorted(self.names, key=lambda named: named[1])

    def matches(self, line: str) -> list[list[Span]]:
        """Return all matches on a line, each as the spans of its groups; -1 for an unused one."""
        # Offsets of ASCII bytes need no conversion to offsets of characters.
        text: Any = line.encode() if line.isascii() else line
        groups = self._groups
        return [[match.span(at) for at in groups] for match in self._pattern.finditer(text)]

    def first(self, line: str) -> list[Span] | None:
        """Return the first match on a line, as :meth:`matches` does."""
        match = self._pattern.search(line.encode() if line.isascii() else line)
        return [match.span(at) for at in self._groups] if match else None


class AnyPattern:
    """A test whether a text matches any of some patterns, several times faster than a search.

    Args:
        patterns: RE2 syntax; without any, no text matches.
        full_match: whether a pattern has to match all of the text.
    """

    def __init__(self, patterns: Sequence[str], full_match: bool = False) -> None:
        import re2

        self._set = re2.Set.FullMatchSet() if full_match else re2.Set.SearchSet()
        for pattern in patterns:
            self._set.Add(pattern)
        if patterns:
            self._set.Compile()
        self._any = bool(patterns)

    def __call__(self, text: str) -> bool:
        """Return whether a text matches any of the patterns."""
        return self._any and bool(self._set.Match(text.encode()))


class _Automata:
    """The automata built so far; immutable, because another thread may be using them.

    Args:
        for_blocks: those that can be run on many lines at once.
        for_lines: those that have to be run on each line.
        numbers: the patterns they contain.
    """

    def __init__(
        self, for_blocks: list[_Automaton], for_lines: list[_Automaton], numbers: set[int]
    ) -> None:
        self.for_blocks = for_blocks
        self.for_lines = for_lines
        self.numbers = numbers


class PatternSet:
    """Many patterns that are matched against many lines at once.

    The set tells which patterns a line *may* match: large repetitions are replaced by ``*``, since
    an automaton that counts has a state for each number. The pattern itself, compiled on first use,
    has the last word.

    Args:
        patterns: RE2 syntax.
        kinds: per pattern, a label; patterns of one kind may share an automaton.
        required_literals: per pattern, strings of which a matching text contains one (see
            :mod:`ocrfix.tagging.rules.required_literals`). If given, only patterns that the first
            texts can match are built into automata.
        together: whether patterns of any kind share automata, which are then run on whole texts
            first; for patterns that few texts match.

    Raises:
        ValueError: patterns that are too large together, where all are built at once.
    """

    def __init__(
        self,
        patterns: Sequence[str],
        kinds: Sequence[str] = (),
        required_literals: Sequence[Sequence[str]] = (),
        together: bool = False,
    ) -> None:
        self._patterns = patterns
        self._kinds = kinds
        self._together = together
        self._compiled: list[CompiledPattern | None] = [None] * len(patterns)
        self._chars_seen = 0
        # The required strings and their patterns, by the first two characters of the string.
        self._literals: dict[str, list[tuple[str, int]]] = {}
        for number, strings in enumerate(required_literals):
            for string in strings or ("",):
                self._literals.setdefault(string[:2], []).append((string, number))
        if required_literals:
            self._automata = _Automata([], [], set())
        else:
            self._automata = self._extended(_Automata([], [], set()), range(len(patterns)))

    def _extended(self, built: _Automata, numbers: Sequence[int]) -> _Automata:
        """Return automata with those of further patterns."""
        # An automaton is built as lines are read, and has a state for every combination of partly
        # matched patterns. Patterns of one kind share states; all kinds in one automaton take
        # several times as long on text that was not seen before.
        groups: dict[tuple[Any, ...], list[int]] = {}
        for number in numbers:
            pattern = self._patterns[number]
            group: tuple[Any, ...] = (bool(_SINGLE_LINE.search(pattern)),)
            if len(numbers) >= _ONE_AUTOMATON and not self._together:
                kind = self._kinds[number] if self._kinds else ""
                large = bool(_LARGE_REPETITION.search(pattern))
                group = *group, kind, pattern.startswith("^"), "(?i" in pattern, large
            groups.setdefault(group, []).append(number)
        blocks, lines = list(built.for_blocks), list(built.for_lines)
        for (single_line, *_), members in _parts(groups):
            patterns = [self._patterns[number] for number in members]
            if single_line:
                lines.append((_automaton(patterns, blocks=False), members))
            else:
                relaxed = [_relaxed(pattern) for pattern in patterns]
                blocks.append((_automaton(relaxed, blocks=True), members))
        return _Automata(blocks, lines, built.numbers.union(numbers))

    def _automata_for(self, lines: Sequence[str]) -> _Automata:
        """Return automata of all patterns that some lines may match."""
        built = self._automata
        if len(built.numbers) == len(self._patterns):
            return built
        text = normalize("\n".join(lines))
        self._chars_seen += len(text)
        if self._chars_seen > _BUILD_ALL_AFTER_CHARS:
            # Many small automata are slower than a few large ones.
            self._automata = built = self._extended(
                _Automata([], [], set()), range(len(self._patterns))
            )
            return built
        text += "\n" + text.casefold()
        pairs = {"", *text, *map(add, text, text[1:])}  # a set lookup is far faster than a search
        found: set[int] = set()
        for pair in self._literals.keys() & pairs:
            for string, number in self._literals[pair]:
                if number not in found and string[-2:] in pairs and string in text:
                    found.add(number)
        found -= built.numbers
        if found:
            self._automata = built = self._extended(built, sorted(found))
        return built

    def may_match(self, text: str) -> bool:
        """Return whether any line of a text may match any pattern; for patterns ``together``."""
        encoded = text.encode()
        automata = self._automata
        return bool(automata.for_lines) or any(match(encoded) for match, _ in automata.for_blocks)

    def candidates(self, lines: Sequence[str]) -> list[list[int]]:
        """Return for each line the numbers of the patterns that it may match, in order.

        Args:
            lines: without line ends.
        """
        automata = self._automata_for(lines)
        found: list[list[int]] = [[] for _ in lines]
        first = 0
        while first < len(lines):
            stop = first
            size = 0
            while stop < len(lines) and stop < first + _BLOCK_LINES and size < _BLOCK_CHARS:
                size += len(lines[stop])
                stop += 1
            _search_block(automata, lines[first:stop], first, found)
            first = stop
        return found

    def __getitem__(self, number: int) -> CompiledPattern:
        pattern = self._compiled[number]
        if pattern is None:
            pattern = self._compiled[number] = CompiledPattern(self._patterns[number])
        return pattern


def _parts(
    groups: Mapping[tuple[Any, ...], list[int]],
) -> Iterator[tuple[tuple[Any, ...], list[int]]]:
    """Yield the groups, the large ones in parts that each become an automaton."""
    for group, members in groups.items():
        for first in range(0, len(members), _ONE_AUTOMATON):
            yield group, members[first : first + _ONE_AUTOMATON]


def _search_block(
    automata: _Automata, lines: Sequence[str], first: int, found: list[list[int]]
) -> None:
    """Add to ``found`` what the lines of a block may match; ``first`` is its first line."""
    block = "\n".join(lines).encode()
    parts: list[bytes] = []
    encoded: list[bytes] = []
    for match, numbers in automata.for_blocks:
        if not match(block):
            continue
        if not parts:
            encoded = block.split(b"\n")
            parts = [
                b"\n".join(encoded[at : at + _PART_LINES])
                for at in range(0, len(encoded), _PART_LINES)
            ]
        for index, part in enumerate(parts):
            if len(parts) > 1 and not match(part):
                continue
            for at in range(index * _PART_LINES, min((index + 1) * _PART_LINES, len(encoded))):
                if here := match(encoded[at]):
                    found[first + at] += [numbers[one] for one in here]
    for match, numbers in automata.for_lines:
        for at, line in enumerate(lines):
            if here := match(line.encode()):
                found[first + at] += [numbers[one] for one in here]
    for at in range(first, first + len(lines)):
        if len(found[at]) > 1:
            found[at].sort()


def _relaxed(pattern: str) -> str:
    """Return a pattern for blocks that matches wherever ``pattern`` matches a single line.

    >>> _relaxed(r"^a{2,60}[{2,60}]")
    '(?m)^a*[{2,60}]'
    """
    return "(?m)" + _LARGE_REPETITIONS_ONLY.sub(
        lambda found: "*" if found[1] else found[0], pattern
    )


def _automaton(patterns: Sequence[str], blocks: bool) -> Callable[[bytes], list[int] | None]:
    """Return a function that finds which of the patterns match a line or a block of lines."""
    import re2

    options = re2.Options()
    options.max_mem = _MAX_AUTOMATON_BYTES  # with too little memory the set silently finds nothing
    options.never_nl = blocks  # so that no match runs over a line end
    group = re2.Set.SearchSet(options)
    try:
        for pattern in patterns:
            group.Add(pattern)
        group.Compile()
    except re2.error as error:
        raise ValueError(
            f"dictionaries: {len(patterns)} patterns are too large together: {error}; "
            "remove some, or make them shorter"
        ) from error
    match: Callable[[bytes], list[int] | None] = group.Match
    return match
