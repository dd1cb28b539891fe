"""Features: what the learned recognizer knows of a line and a token by their place.

Each feature is a name; the table of weights has a row for each. Training and tagging use these
functions alike.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from ocrfix.tagging.learned.letter_token import (
    NEIGHBORS,
    form_features,
    look_features,
)
from ocrfix.tagging.learned.token_line import (
    SENTENCE_END,
    SHORT_TOKEN_CHARS,
    TokenLine,
    measure_features,
    summary_features,
)
from ocrfix.text import lazy_regex

_LINES_BESIDE = (
    (-3, "3 before "),
    (-2, "2 before "),
    (-1, "before "),
    (1, "after "),
    (2, "2 after "),
    (3, "3 after "),
)
"""The lines whose markings count, by their distance."""

_ITEM = lazy_regex.pattern(r"\(?[\dA-Za-z]{1,2}[.)]")
_MAX_ITEM_CHARS = 4
_MAX_END_CHARS = 4
"""Where an item's number is no longer one, and where a key at the end of a line is cut."""


Position = tuple[int, int, int, int, int]
"""Lines from the top and from the foot of the page, blank lines before and after, equal lines."""


Ending = tuple[str, str, str, int, bool]
"""Whether a paragraph ends with the line and a sentence before its last token, as digits; length
and frequency of that token; the number of lines with a mark at their end, and whether it is one."""


class Placed:
    """A line at its place in a section: between its neighbors, with the markings found so far.

    Attributes:
        line: the line.
        number: its number in the text.
        kinds: the marker type at each token, or an empty string.
    """

    def __init__(self, line: TokenLine, number: int, kinds: Sequence[str]) -> None:
        self.line = line
        self.number = number
        self.kinds = kinds
        self.types = sorted(set(kinds) - {""}) if any(kinds) else []


class Section:
    """A page, or a stretch of a text without pages, as a sequence of placed lines.

    Args:
        lines: its lines with text.
        has_top: whether it begins at the top of a page.
        has_bottom: whether it ends at the foot of one.
    """

    def __init__(
        self, lines: Sequence[Placed], has_top: bool = True, has_bottom: bool = True
    ) -> None:
        self.lines = lines
        self._tops = has_top, has_bottom
        tokens = sum([len(one.kinds) for one in lines])
        single = sum([one.line.single_chars for one in lines])
        self._common: list[str] = ["letter-spaced"] if single > 0.3 * tokens else []
        self._common += [f"page has {kind}" for kind in sorted({k for p in lines for k in p.types})]
        self._marked_ends = min(sum([one.line.ends_marked for one in lines]), 3)
        self._copies: dict[str, int] = {}
        for one in lines:
            self._copies[one.line.key] = self._copies.get(one.line.key, 0) + 1

    def line_features(self, at: int) -> list[str]:
        """Return the features that the line at a position gives to all of its tokens."""
        here = self.lines[at].line
        found = [*measure_features(here.measures), *here.features]
        found += [*position_features(self.position(at)), *self.surroundings(at)]
        for side, other in (("before", at - 1), ("after", at + 1)):
            if 0 <= other < len(self.lines):
                line = self.lines[other].line
                found += [*summary_features((side, line.summary)), *line.seen_from(side)]
        return found

    def position(self, at: int) -> Position:
        """Return the position of a line in its section; see :func:`position_features`."""
        key = self.lines[at].line.key
        return (
            _distance(at) if self._tops[0] else 9,
            _distance(len(self.lines) - 1 - at) if self._tops[1] else 9,
            self._gap(at),
            self._gap(at + 1),
            min(self._copies[key], 3) if len(key) > 3 else 0,
        )

    def surroundings(self, at: int) -> list[str]:
        """Return the features of the section, and of the markings on and around a line."""
        found = [*self._common]
        found += ["line has " + kind for kind in self.lines[at].types]
        for distance, name in _LINES_BESIDE:
            other = at + distance
            if 0 <= other < len(self.lines):
                found += [name + "has " + kind for kind in self.lines[other].types]
            elif distance in (-1, 1):
                found.append(name + "none")
        return found

    def context(self, at: int) -> tuple[Hashable, ...]:
        """Return all that the features of the tokens of a line depend on.

        What was computed for a line holds for it in any text and at any place with this context.
        """
        here = self.lines[at]
        before = self.lines[at - 1].line.text if at else None
        after = self.lines[at + 1].line.text if at + 1 < len(self.lines) else None
        return (
            here.line.text,
            before,
            after,
            tuple(here.kinds) if here.types else None,
            self.position(at),
            *self.surroundings(at),
            self._marked_ends,
        )

    def place_features(self, at: int, number: int) -> list[str]:
        """Return the features of a token at the start of a paragraph or at the end of a line.

        All tokens have those of :meth:`inner_place`, the last of a line also those of
        :meth:`ending`.
        """
        found: list[str] = []
        tokens = self.lines[at].line.tokens
        token = tokens[number]
        if number == 0:
            found.append("first,known=" + token.known)
        if self.opens_paragraph(at, number):
            found.append(f"opens paragraph={token.shape()},{min(self._gap(at), 1)}")
        if number + 1 == len(tokens):
            place, *_ = self.ending(at)
            found.append(f"end of paragraph,shape={place},{token.shape()}")
            found.append(f"end of paragraph,key={place},{token.key[:_MAX_END_CHARS]}")
        return found

    def opens_paragraph(self, at: int, number: int) -> bool:
        """Return whether a token is the first of a line, or the first behind its number."""
        if number == 0:
            return True
        before = self.lines[at].line.tokens[number - 1].text
        return len(before) <= _MAX_ITEM_CHARS and bool(_ITEM.fullmatch(before))

    def inner_place(self, at: int, number: int) -> tuple[int, int, str, str]:
        """Return the distances of a token from the ends of its line, and what is beside it."""
        kinds = self.lines[at].kinds
        rest = len(kinds) - 1 - number
        left = kinds[number - 1] if number else "none"
        right = kinds[number + 1] if rest else "none"
        return min(number, 4), min(rest, 4), left, right

    def ending(self, at: int) -> Ending:
        """Return how a line ends; see :func:`ending_features`."""
        line = self.lines[at].line
        token = line.tokens[-1]
        is_last = at + 1 >= len(self.lines)
        ends = is_last or self._gap(at + 1) > 0 or self.lines[at + 1].line.starts_paragraph
        stop = len(line.tokens) > 1 and bool(SENTENCE_END.search(line.tokens[-2].text))
        short = "short" if len(token.text) <= SHORT_TOKEN_CHARS else "long"
        place = ("1" if ends else "0") + ("1" if stop else "0")
        return place, short, token.known, self._marked_ends, line.ends_marked

    def _gap(self, at: int) -> int:
        """Return how many blank lines are before the line at a position, at most 2."""
        if not 0 < at < len(self.lines):
            return 2
        return min(self.lines[at].number - self.lines[at - 1].number - 1, 2)


def position_features(position: Position) -> list[str]:
    """Return the features of the position of a line; see :meth:`Section.position`."""
    top, bottom, before, after, copies = position
    return [
        f"top={top}",
        f"bottom={bottom}",
        f"blank before={before}",
        f"blank after={after}",
        f"copies={copies}",
    ]


def inner_features(place: tuple[int, int, str, str]) -> list[str]:
    """Return the features of a place on a line; see :meth:`Section.inner_place`."""
    number, rest, left, right = place
    found = [
        f"place={number}",
        f"from end={rest}",
        f"place,from end={min(number, 2)},{min(rest, 2)}",
    ]
    if left:
        found.append("left " + left)
    if right:
        found.append("right " + right)
    return found


def ending_features(ending: Ending) -> list[str]:
    """Return the features of how a line ends; see :meth:`Section.ending`."""
    place, short, known, marked_ends, is_marked = ending
    return [
        "last,known=" + known,
        f"last,ends={place[0]}",
        f"end of paragraph={place},{short},{known}",
        f"marked ends={marked_ends},{int(is_marked)}",
    ]


def _distance(lines: int) -> int:
    """Return a distance from an edge of the page in steps: 0 to 3, 4 for up to 7, 9 beyond."""
    return lines if lines < 4 else 4 if lines < 8 else 9


def all_features(section: Section, at: int) -> list[list[str]]:
    """Return all features of each token of a line; for training."""
    here = section.lines[at]
    shared = section.line_features(at)
    tokens = here.line.tokens
    found = []
    for number, token in enumerate(tokens):
        features = [*form_features(token.form()), *token.own(), *shared]
        features += inner_features(section.inner_place(at, number))
        features += section.place_features(at, number)
        if number + 1 == len(tokens):
            features += ending_features(section.ending(at))
        for distance in NEIGHBORS:
            if 0 <= number + distance < len(tokens):
                other = tokens[number + distance]
                features += [*look_features(other.look(distance)), *other.seen_from(distance)]
        found.append(features)
    return found
