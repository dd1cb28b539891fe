"""Levels beside other words, and garbled ones: at the edges of a page, where banners stand.

A level in capitals at the edge of a line counts if the rest of the line is no sentence and cites
nothing. A garbled level counts alone on one of the first or last lines of a page, if other
markings show that the page is or was classified.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ocrfix.lexicon.distance import edit_distance
from ocrfix.tagging.markings import spaced
from ocrfix.tagging.match import Match
from ocrfix.tagging.page import Page
from ocrfix.tagging.paragraphs import Paragraphs
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.text import lazy_regex
from ocrfix.text.letters import LookalikeFolding, digit_count, uppercase_share
from ocrfix.text.spans import Span

_RULE = "class:beside-words"
_GARBLED_RULE = "class:garbled"
_PRIORITY = 580.0
_GARBLED_PRIORITY = 80.0
"""A level beside words yields to any exact phrase, a garbled one to all but noise."""
_CONFIDENT = 0.85
_LIKELY = 0.7
"""Confidences: a level before the date-time group of a message, and one beside other words."""
_MIN_CONFIDENCE = 0.35
_CONFIDENCE_RANGE = 0.5
"""Confidence of a garbled level without a letter right, and what all of its letters add."""

_EDGE_LINES = 4
"""How many lines with text at the top and bottom of a page a banner may be on."""
_FOOTER_LINES = 2
"""The same above and below a number or footer, which shows where a page begins or ends."""
_MAX_OTHER_WORDS = 6
_MAX_LOWERCASE_WORDS = 3
_MAX_LINE_CHARS = 200
_MAX_GARBLED_CHARS = 48
_MIN_KEY_CHARS = 5
_MIN_WORD_CHARS = 3
_MAX_SPECK_CHARS = 3
_MAX_ERROR_RATE = 0.34
_LONG_ERROR_RATE = 0.42
"""How many letters of a garbled level may be wrong: of a short one, and of one of ten or more."""
_LONG_CHARS = 10
_MIN_UPPERCASE_SHARE = 0.5
_FOOTER_TYPES = frozenset({"control", "page"})
_SUPPORTING_TYPES = frozenset({"classification", "handling", "release"})

_NUMBERED = lazy_regex.pattern(
    r"\W{0,2}\s?\d{5,7}|\s[A-Z]{4,}(?: [A-Z]{2,})? \d{4,6}\b|[A-Z]{2} [A-Z]{3} \d{4,5}\b"
)
_ODD_CASE = lazy_regex.pattern(r"[A-Z][a-z]{1,4}[A-Z]")
_BOX = lazy_regex.pattern(r"[\[\](){}|=«»<>]")
_TOKEN = lazy_regex.pattern(r"[^\W_]+")
_WORD = lazy_regex.pattern(r"[^\W\d_]+")
_TAILS = (
    lazy_regex.pattern(r"\s+\W{0,3}\d{1,6}\b\W{0,3}$"),
    lazy_regex.pattern(r"\s*\b[A-Z]{4,11} \d{4,6}\b.{0,12}$"),
    lazy_regex.pattern(r"\s*\b[A-Z]{2,4} [A-Z][A-Za-z]{2,8} \d{4,6}\b.{0,12}$"),
)
"""What may stand behind a level: a number, or a post with the number of its telegram."""
_SPECKS = " \t.,;:'\"`‘’“”-–—~_*#•·|=<>«»{}()[]/\\"


class _Level:
    """A level with its folded letters, and how many of them may be wrong."""

    def __init__(self, text: str, key: str) -> None:
        self.text = text
        self.key = key
        self.max_errors = _max_errors(key)


class LevelRecognizer:
    """Recognizes levels at the edge of lines with other words, and garbled ones alone."""

    def __init__(self, rules: RuleSet) -> None:
        markings = rules.markings
        skipped = {*markings.levels_before_slashes, *markings.foreign_levels}
        names = sorted((set(markings.levels) - skipped), key=lambda level: (-len(level), level))
        self._folding = LookalikeFolding(rules.layout.lookalikes)
        self._levels = [
            _Level(name, key)
            for name in names
            if len(key := self._folding.key(name)) > _MIN_KEY_CHARS
        ]
        self._pattern = "|".join(spaced(level.text) for level in self._levels)
        self._exact: Any = None
        self._citing = frozenset(markings.citing_words)
        self._words = frozenset(map(str.upper, markings.level_like_words))

    def find(self, page: Page) -> Iterator[Match]:
        """Yield the levels of a page that stand beside other words or are garbled."""
        if not self._levels:
            return
        if self._exact is None:
            import re2

            self._exact = re2.compile(self._pattern)
        supported = any(match.type in _SUPPORTING_TYPES for match in page.matches)
        exact: dict[int, list[Span]] = {}
        for found in self._exact.finditer(page.text):
            number = page.line_at(found.start())
            start = page.starts[number]
            if len(page.lines[number]) <= _MAX_LINE_CHARS:
                exact.setdefault(number, []).append((found.start() - start, found.end() - start))
        if not exact and not supported:
            return
        taken = {match.line for match in page.matches if match.type == "classification"}
        marked: dict[int, list[Match]] = {}
        for match in page.matches:
            marked.setdefault(match.line, []).append(match)
        for number, spans in exact.items():
            line = _without(page.lines[number], page.starts[number], marked.get(number, ()))
            if len(spans) > 1 or number not in taken:
                yield from self._of_line(page, number, line, spans, supported)
        if supported:
            text = Paragraphs(page)
            edges = _edges(page, text)
            for number, line in text.lines.items():
                if (
                    len(line) <= _MAX_GARBLED_CHARS
                    and uppercase_share(line) >= _MIN_UPPERCASE_SHARE
                    and number not in taken
                    and number not in exact
                ):
                    yield from self._garbled(page, number, line, number in edges)

    def _of_line(
        self, page: Page, number: int, line: str, spans: list[Span], supported: bool
    ) -> Iterator[Match]:
        """Yield the levels in capitals at the edge of a line, or all boxes of a row."""
        raw = page.lines[number]
        outside = "".join(line[a:b] for a, b in _between(spans, len(line)))
        are_boxes = len({raw[a:b] for a, b in spans}) > 1 and bool(_BOX.search(outside))
        if are_boxes and self._is_furniture(outside):
            confidence = _LIKELY
        else:
            del spans[1:]
            a, b = spans[0]
            if raw[a - 1 : a].isalnum() or self._cites(raw[:a], raw[b:]):
                return
            confidence = self._beside_words(line[:a], line[b:], raw[b : b + 1], supported)
        for a, b in spans if confidence else ():
            start = page.starts[number]
            yield Match(
                start + a, start + b, number, "classification", _RULE, confidence, _PRIORITY, {}
            )

    def _is_furniture(self, text: str) -> bool:
        """Return whether the text around levels is no sentence."""
        words = _WORD.findall(text)
        lowercase = [word for word in words if word.islower() and len(word) >= _MIN_WORD_CHARS]
        if len(words) > _MAX_OTHER_WORDS or len(lowercase) > _MAX_LOWERCASE_WORDS:
            return False
        return not any(word.lower() in self._citing for word in words)

    def _cites(self, before: str, after: str) -> bool:
        """Return whether a word beside a level cites it."""
        beside = [*_TOKEN.findall(before)[-1:], *_TOKEN.findall(after)[:1]]
        return any(self._folding.key(word).lower() in self._citing for word in beside)

    def _beside_words(self, before: str, after: str, next_char: str, supported: bool) -> float:
        """Return the confidence that a level at the edge of a line is a banner."""
        if not before.strip(_SPECKS) and _NUMBERED.match(after):
            return _CONFIDENT
        if not supported or next_char.isalnum():
            return 0.0
        if before.strip(_SPECKS) and after.strip(_SPECKS + "0123456789"):
            return 0.0
        if before.rstrip()[-1:] in ("(", "[") and _WORD.search(before):
            return 0.0  # the level of a paper that is cited
        others = _WORD.findall(before) + _WORD.findall(after)
        lowercase = [word for word in others if word.islower() and len(word) >= _MIN_WORD_CHARS]
        if len(others) > _MAX_OTHER_WORDS or len(lowercase) > _MAX_LOWERCASE_WORDS:
            return 0.0
        beside = [*_WORD.findall(before)[-1:], *_WORD.findall(after)[:1]]
        if any(word.isupper() and len(word) > _MAX_LOWERCASE_WORDS for word in beside):
            return 0.0
        return _LIKELY

    def _garbled(self, page: Page, number: int, line: str, at_edge: bool) -> Iterator[Match]:
        """Yield the garbled level that a line consists of, with a number beside it or without."""
        bare = line.strip(_SPECKS)
        cut: list[str] = []
        if digit_count(bare):
            tails = [tail for end in _TAILS if (tail := end.search(bare))]
            cut = [bare[: tail.start()].rstrip(_SPECKS) for tail in tails]
        texts = [text for bare in (bare, *cut) for text in _without_specks(bare)]
        first = line.strip(_SPECKS).partition(" ")[0].strip(_SPECKS)
        if at_edge and len(first) > _MIN_KEY_CHARS and self._is_furniture(line):
            texts.append(first)
        readings = [reading for text in texts if (reading := self._read(text))]
        if not readings:
            return
        bare, level, errors = min(readings, key=lambda reading: reading[2])
        if not at_edge and (len(level.key) < _LONG_CHARS or 3 * errors > len(level.key)):
            return
        confidence = round(_MIN_CONFIDENCE + _CONFIDENCE_RANGE * (1.0 - errors / len(level.key)), 3)
        at = page.starts[number] + line.index(bare)
        fields = {"canonical": level.text}
        yield Match(
            at,
            at + len(bare),
            number,
            "classification",
            _GARBLED_RULE,
            confidence,
            _GARBLED_PRIORITY,
            fields,
        )

    def _read(self, text: str) -> tuple[str, _Level, int] | None:
        """Return the level that a text is a garbled form of, and how many letters are wrong."""
        key = self._folding.key(text)
        if len(key) < _MIN_KEY_CHARS or key in self._words or key.isdigit():
            return None
        best = self._nearest(key)
        if best is None:
            return None
        words = text.split()
        if len(words) > 1 and len(key) < _LONG_CHARS and best[1] > 1:
            return None
        if _ODD_CASE.search(text):
            return text, *best  # no word
        if any(word.upper().strip(_SPECKS) in self._words for word in words):
            return None
        nearer = best[1] - 1
        if nearer > 0 and any(edit_distance(key, word, nearer) <= nearer for word in self._words):
            return None
        return text, *best

    def _nearest(self, key: str) -> tuple[_Level, int] | None:
        """Return the level that a key is a garbled form of, and how many letters are wrong."""
        best: _Level | None = None
        least, size = 0, len(key)
        for level in self._levels:
            if abs(len(level.key) - size) > level.max_errors:
                continue
            errors = edit_distance(key, level.key, level.max_errors)
            if errors <= level.max_errors and (best is None or errors < least):
                best, least = level, errors
        return (best, least) if best else None


def _edges(page: Page, text: Paragraphs) -> set[int]:
    """Return the lines at the top and bottom of pages, and those near numbers and footers."""
    footers = {match.line for match in page.matches if match.type in _FOOTER_TYPES}
    edges: set[int] = set()
    for section in text.sections():
        numbers = [number for number in section if page.lines[number].strip()]
        edges.update(numbers[:_EDGE_LINES])
        edges.update(numbers[-_EDGE_LINES:])
        for at, number in enumerate(numbers):
            if number in footers:
                edges.update(numbers[max(at - _FOOTER_LINES, 0) : at + _FOOTER_LINES + 1])
    return edges


def _without(line: str, start: int, matches: Sequence[Match]) -> str:
    """Return a line with blanks instead of its markings."""
    for match in matches:
        a, b = match.start - start, match.end - start
        line = line[:a] + " " * (b - a) + line[b:]
    return line


def _between(spans: Sequence[Span], size: int) -> Iterator[Span]:
    """Yield the spans before, between and after spans.

    >>> list(_between([(2, 4)], 9))
    [(0, 2), (4, 9)]
    """
    at = 0
    for a, b in spans:
        yield at, a
        at = b
    yield at, size


def _without_specks(text: str) -> list[str]:
    """Return a text, and the same without a short word at its start or end.

    >>> _without_specks("ce COMFIDENTIAL")
    ['ce COMFIDENTIAL', 'COMFIDENTIAL']
    """
    texts = [text]
    first, _, rest = text.partition(" ")
    if rest and len(first) <= _MAX_SPECK_CHARS:
        texts.append(rest.strip(_SPECKS))
    rest, _, last = text.rpartition(" ")
    if rest and len(last) <= _MAX_SPECK_CHARS:
        texts.append(rest.strip(_SPECKS))
    return texts


def _max_errors(key: str) -> int:
    rate = _LONG_ERROR_RATE if len(key) >= _LONG_CHARS else _MAX_ERROR_RATE
    return int(len(key) * rate)
