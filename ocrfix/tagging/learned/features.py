"""Features: what the learned recognizer knows of a token, its line and its place.

Each feature is a name; the table of weights has a row for each. Training and tagging use these
functions alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from ocrfix.tagging.learned.tokens import token_spans
from ocrfix.tagging.learned.vocabulary import MarkingWords
from ocrfix.text.letters import LookalikeFolding, digit_count, uppercase_share

NEIGHBORS = (-2, -1, 1, 2)
"""The neighbors of a token whose features count, by their distance."""

_NOT_ALNUM = re.compile(r"[\W_]+")
_OPENING = re.compile(r"^\W+")
_CLOSING = re.compile(r"\W+$")
_DIGIT = re.compile(r"\d")
_CAPITALS = re.compile(r"[A-Z]")
_SMALL = re.compile(r"[a-z]")
_REPEATED = re.compile(r"(.)\1{2,}")
_CAPITAL_RUN = re.compile(r"[A-Z]+")
_SMALL_RUN = re.compile(r"[a-z]+")
_DIGIT_RUN = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")
_MONTH = re.compile(r"(?i)\b(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)")
_SENTENCE_END = re.compile(r"[.!?\"”)]$")
_PLAIN_END = re.compile(r"[a-z]+[.,;:]?|[A-Z][a-z]+[.,]?|\d{3,}")
_ITEM = re.compile(r"\(?[\dA-Za-z]{1,2}[.)]")
_PARAGRAPH_START = re.compile(r"\s\s|\s*(?:\(?[a-zA-Z0-9]{1,2}[.)]|--|-|•|[A-Z][a-z]+:)\s")
_EDGE_SYMBOLS = ".,;:'\"`’‘“”*|"

_MAX_AFFIX = 4
_MAX_WORD = 16
_MAX_SHAPE = 8
_MAX_LINE_SHAPE = 20
_SHORT_LINE_CHARS = 28
_SHORT_TOKEN_CHARS = 5
_MAX_DIGITS = 9
_LONG_TOKEN_CHARS = 12
"""Where words, shapes and numbers are cut, since longer ones hardly repeat."""

COMMON = 3
"""From this level of frequency a word is common in prose."""
KNOWN = 2
"""From this level on, a word at the end of a line of prose is no misread mark."""
_PROSE_SHARE = 0.5
_PROSE_TOKENS = 5
_PROSE_EDGE = 2
"""A line of so many tokens, of which this share are common words in lower case, is prose: only its
last tokens can be a marking."""


class LetterToken:
    """What is known of a token by its letters alone.

    Attributes:
        text: the token.
        key: its folded letters and digits.
        level: how frequent the word is, from 0 (unknown); digits have none.
        known: the level as a feature, or ``digits``.
        near: the word of a marking that it is or resembles, with the number of wrong letters.
        scores: what the recognizer has computed of it.
    """

    def __init__(
        self, text: str, folding: LookalikeFolding, level: Callable[[str], int], words: MarkingWords
    ) -> None:
        self.text = text
        self.key = key = folding.key(text)
        letters = _NOT_ALNUM.sub("", text).lower()
        self._is_word = letters.isalpha()
        self._is_long = len(letters) > 1
        self.level = level(letters) if self._is_word else 0
        has_digit = not self._is_word and any(map(str.isdigit, text))
        self.known = "digits" if has_digit else str(self.level)
        # A common word is no misread marking.
        is_other = self.level >= COMMON and key not in words.types
        self.near = None if is_other else words.nearest(key)
        self._near_types = words.types[self.near[0]] if self.near else ()
        self._shape = ""
        self.scores: Any = None

    def shape(self) -> str:
        """Return its characters by kind; see :func:`shape_of`."""
        if not self._shape:
            self._shape = shape_of(self.text)
        return self._shape

    def own(self) -> list[str]:
        """Return the features of the token itself."""
        text, key, known = self.text, self.key, self.known
        own = [
            "word=" + self._word(),
            "key=" + key[:_MAX_WORD],
            "shape=" + self.shape(),
            f"length={min(len(text), _LONG_TOKEN_CHARS)}",
            "kinds=" + self._kinds(),
            "known=" + known,
        ]
        if 2 * len(key) < len(text):
            own.append("symbols")
        for size in range(1, _MAX_AFFIX + 1):
            if len(key) > size:
                own.append(f"start{size}={key[:size]}")
                own.append(f"end{size}={key[-size:]}")
        padded = f"^{key[: _MAX_WORD - 2]}$"
        own += ["part=" + padded[at : at + 3] for at in range(len(padded) - 2)]
        if self._is_word and self._is_long:
            case = "upper" if text.isupper() else "lower" if text.islower() else "mixed"
            own.append(f"known={known},{case}")
        if self.near:
            word, errors = self.near
            own.append("marking word=" + word)
            own.append(f"errors={errors}")
            own += [f"like {kind}={min(errors, 2)}" for kind in self._near_types]
        for name, edge in (
            ("opening=", _OPENING.search(text)),
            ("closing=", _CLOSING.search(text)),
        ):
            own.append(name + (edge[0][:2] if edge else ""))
        return own

    def seen_from(self, distance: int) -> list[str]:
        """Return the features that the token gives to the one it is at a distance from."""
        found = [
            "known=" + self.known + ",upper" * self.text.isupper(),
            "shape=" + self.shape()[:5],
        ]
        if self.known != "0":
            found.append("word=" + self._word())
        if self.near:
            found.append("marking word=" + self.near[0])
        return [f"{distance:+d} {name}" for name in found]

    def _word(self) -> str:
        """Return the token in capitals with any digit as 9."""
        return _DIGIT.sub("9", self.text.strip(_EDGE_SYMBOLS)).upper()[:_MAX_WORD] or self.text[:3]

    def _kinds(self) -> str:
        """Return which kinds of characters it has."""
        text = self.text
        kinds = "A" * (text.lower() != text) + "a" * (text.upper() != text)
        kinds += "9" * any(map(str.isdigit, text))
        return kinds + "." * (len(self.key) < len(text))


def shape_of(text: str) -> str:
    """Return the shape of a token: its characters by kind, with runs cut to two.

    >>> shape_of("(S)"), shape_of("C05758905"), shape_of("1990")
    ('(X)', 'X99', '99')
    """
    kinds = _DIGIT.sub("9", _SMALL.sub("x", _CAPITALS.sub("X", text)))
    return _REPEATED.sub(r"\1\1", kinds)[:_MAX_SHAPE]


class TokenLine:
    """The tokens of a line and what they show together; independent of the lines around it.

    Attributes:
        text: the line.
        spans: the tokens as spans of the line.
        tokens: the tokens.
        key: the folded letters and digits of the line.
        is_prose: whether only the last tokens can be a marking.
        marking_words: the words of markings on it.
        features: the features of the line alone.
        ends_marked: whether its last token may be a mark behind a sentence.
    """

    def __init__(self, text: str, token: Callable[[str], LetterToken]) -> None:
        self.text = text
        self.spans = list(token_spans(text))
        self.tokens = [token(text[a:b]) for a, b in self.spans]
        self.key = "".join([one.key for one in self.tokens])
        size = len(self.tokens)
        upper = uppercase_share(text)
        common = sum([one.level >= COMMON for one in self.tokens]) / size
        bare = text.strip()
        digits = digit_count(bare) / len(bare)
        self.is_prose = size >= _PROSE_TOKENS and common >= _PROSE_SHARE and upper < _PROSE_SHARE
        self.marking_words = sorted({one.near[0] for one in self.tokens if one.near})
        self.first_key = self.tokens[0].key[:_MAX_WORD]
        self.single_chars = sum([len(one.text) == 1 for one in self.tokens])
        self.summary = (
            f"upper={int(upper * 2.99)}",
            f"common={int(common * 2.99)}",
            f"tokens={min(size, 6)}",
        )
        self.features = [
            f"line tokens={min(size, 8)}",
            f"line upper={int(upper * 4.99)}",
            f"line digits={int(digits * 4.99)}",
            f"line common={int(common * 4.99)}",
            f"line tokens,common,upper={min(size, 6)},{int(common * 2.99)},{int(upper * 2.99)}",
            f"line length={min(len(text) // 12, 7)}",
        ]
        if len(bare) <= _SHORT_LINE_CHARS:
            self.features.append("line shape=" + _line_shape(bare))
        if _MONTH.search(text):
            self.features.append("month")
        self.features += ["line word=" + word for word in self.marking_words]
        last = self.tokens[-1].text
        self.ends_marked = (
            size > 2
            and len(last) <= _SHORT_TOKEN_CHARS
            and not _PLAIN_END.fullmatch(last)
            and bool(_SENTENCE_END.search(self.tokens[-2].text))
        )
        self.starts_paragraph = bool(_PARAGRAPH_START.match(text))

    def first_active(self) -> int:
        """Return the first token that may belong to a marking; their number, if there is none."""
        size = len(self.tokens)
        if not self.is_prose:
            return 0
        if all([one.level >= KNOWN for one in self.tokens[-_PROSE_EDGE:]]):
            return size
        return max(0, size - _PROSE_EDGE)


def _line_shape(bare: str) -> str:
    kinds = _SMALL_RUN.sub("x", _CAPITAL_RUN.sub("X", bare))
    kinds = _DIGIT_RUN.sub(lambda run: f"9{min(len(run[0]), _MAX_DIGITS)}", kinds)
    return _SPACES.sub("_", kinds)[:_MAX_LINE_SHAPE]


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
        self.types = sorted(set(kinds) - {""})


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
        here = self.lines[at]
        found = [*here.line.features, *self._common]
        found += ["line has " + kind for kind in here.types]
        top, bottom = at, len(self.lines) - 1 - at
        found.append(f"top={_distance(top) if self._tops[0] else 9}")
        found.append(f"bottom={_distance(bottom) if self._tops[1] else 9}")
        found.append(f"blank before={self._gap(at)}")
        found.append(f"blank after={self._gap(at + 1)}")
        copies = self._copies[here.line.key] if len(here.line.key) > 3 else 0
        found.append(f"copies={min(copies, 3)}")
        for name, other in (("before ", at - 1), ("after ", at + 1)):
            if not 0 <= other < len(self.lines):
                found.append(name + "none")
                continue
            near = self.lines[other]
            found += [name + text for text in near.line.summary]
            found += [name + "word=" + word for word in near.line.marking_words]
            found += [name + "has " + kind for kind in near.types]
            found.append(name + "first=" + near.line.first_key)
        for name, other in (
            ("2 before ", at - 2),
            ("3 before ", at - 3),
            ("2 after ", at + 2),
            ("3 after ", at + 3),
        ):
            if 0 <= other < len(self.lines):
                found += [name + "has " + kind for kind in self.lines[other].types]
        return found

    def place_features(self, at: int, number: int) -> list[str]:
        """Return the features of the place of a token: on its line, and beside markings."""
        found = inner_features(self.inner_place(at, number))
        here = self.lines[at]
        tokens = here.line.tokens
        token = tokens[number]
        if number == 0:
            found.append("first,known=" + token.known)
        if self.opens_paragraph(at, number):
            found.append(f"opens paragraph={token.shape()},{min(self._gap(at), 1)}")
        if number + 1 == len(tokens):
            found += self._end_features(at, token, tokens[number - 1] if number else None)
        return found

    def opens_paragraph(self, at: int, number: int) -> bool:
        """Return whether a token is the first of a line, or the first behind its number."""
        return number == 0 or bool(_ITEM.fullmatch(self.lines[at].line.tokens[number - 1].text))

    def inner_place(self, at: int, number: int) -> tuple[int, int, str, str]:
        """Return the distances of a token from the ends of its line, and what is beside it."""
        kinds = self.lines[at].kinds
        rest = len(kinds) - 1 - number
        left = kinds[number - 1] if number else "none"
        right = kinds[number + 1] if rest else "none"
        return min(number, 4), min(rest, 4), left, right

    def _end_features(self, at: int, token: LetterToken, before: LetterToken | None) -> list[str]:
        """Return the features of the last token of a line."""
        is_last = at + 1 >= len(self.lines)
        ends = is_last or self._gap(at + 1) > 0 or self.lines[at + 1].line.starts_paragraph
        stop = before is not None and bool(_SENTENCE_END.search(before.text))
        short = "short" if len(token.text) <= _SHORT_TOKEN_CHARS else "long"
        place = f"{int(ends)}{int(stop)}"
        return [
            "last,known=" + token.known,
            f"last,ends={int(ends)}",
            f"end of paragraph={place},{short},{token.known}",
            f"end of paragraph,shape={place},{token.shape()}",
            f"end of paragraph,key={place},{token.key[:4]}",
            f"marked ends={self._marked_ends},{int(self.lines[at].line.ends_marked)}",
        ]

    def _gap(self, at: int) -> int:
        """Return how many blank lines are before the line at a position, at most 2."""
        if not 0 < at < len(self.lines):
            return 2
        return min(self.lines[at].number - self.lines[at - 1].number - 1, 2)


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
        features = [*token.own(), *shared, *section.place_features(at, number)]
        for distance in NEIGHBORS:
            if 0 <= number + distance < len(tokens):
                features += tokens[number + distance].seen_from(distance)
        found.append(features)
    return found
