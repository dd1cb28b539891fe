"""Tokens by their letters: what the learned recognizer knows of a token wherever it stands.

Each feature is a name; the table of weights has a row for each. Training and tagging use these
functions alike.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from ocrfix.tagging.learned.vocabulary import MarkingWords
from ocrfix.text import lazy_regex
from ocrfix.text.letters import LookalikeFolding

_NOT_ALNUM = lazy_regex.pattern(r"[\W_]+")
_OPENING = lazy_regex.pattern(r"^\W+")
_CLOSING = lazy_regex.pattern(r"\W+$")
_DIGIT = lazy_regex.pattern(r"\d")
_CAPITALS = lazy_regex.pattern(r"[A-Z]")
_SMALL = lazy_regex.pattern(r"[a-z]")
_REPEATED = lazy_regex.pattern(r"(.)\1{2,}")
_ASCII_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ASCII_KINDS = bytes.maketrans(_ASCII_LETTERS + b"012345678", b"x" * 26 + b"X" * 26 + b"9" * 9)
_EDGE_SYMBOLS = ".,;:'\"`’‘“”*|"

MAX_WORD = 16
"""Where a word or key is cut as a feature, since longer ones hardly repeat."""
_MAX_AFFIX = 4
_MAX_SHAPE = 8
_MAX_NEIGHBOR_SHAPE = 5
_LONG_TOKEN_CHARS = 12
"""Likewise for affixes, shapes and lengths."""
_SHAPES_CACHED = 5_000

NEIGHBORS = (-2, -1, 1, 2)
"""The neighbors of a token whose features count, by their distance."""
_AT = {distance: f"{distance:+d} " for distance in NEIGHBORS}

COMMON = 3
"""From this level of frequency a word is common in prose."""


Form = tuple[int, str, str, str, bool, str, str]
"""Length, kinds of characters, frequency, case, whether symbols prevail, those at the ends."""
Look = tuple[int, str, str]
"""Distance, frequency and case, shape."""


class LetterToken:
    """What is known of a token by its letters alone.

    Attributes:
        text: the token.
        key: its folded letters and digits.
        level: how frequent the word is, from 0 (unknown); digits have none.
        known: the level as a feature, or ``digits``.
        near: the word of a marking that it is or resembles, with the number of wrong letters.
        total: the packed weights of its own features, once the recognizer has summed them.
        margin: by how much text exceeds all other labels in them.
        seen: the packed weights of what it gives to tokens at a distance, by that.
    """

    def __init__(
        self, text: str, folding: LookalikeFolding, level: Callable[[str], int], words: MarkingWords
    ) -> None:
        self.text = text
        self.key = key = folding.key(text)
        letters = (text if text.isalnum() else _NOT_ALNUM.sub("", text)).lower()
        self._is_word = letters.isalpha()
        self._is_long = len(letters) > 1
        self.level = level(letters) if self._is_word else 0
        self._has_digit = not self._is_word and any(map(str.isdigit, text))
        self.known = "digits" if self._has_digit else str(self.level)
        # A common word is no misread marking.
        is_other = self.level >= COMMON and key not in words.types
        self.near = None if is_other else words.nearest(key)
        self._near_types = words.types[self.near[0]] if self.near else ()
        self._shape = ""
        self._bare = ""
        self.total: int | None = None
        self.margin = 0
        self.seen: dict[int, int] = {}

    def shape(self) -> str:
        """Return its characters by kind; see :func:`shape_of`."""
        if not self._shape:
            self._shape = shape_of(self.text)
        return self._shape

    def own(self) -> list[str]:
        """Return the features of the token itself."""
        key = self.key
        own = ["word=" + self._word(), "key=" + key[:MAX_WORD], "shape=" + self.shape()]
        for size in range(1, _MAX_AFFIX + 1):
            if len(key) > size:
                own.append(f"start{size}={key[:size]}")
                own.append(f"end{size}={key[-size:]}")
        padded = f"^{key[: MAX_WORD - 2]}$"
        own += ["part=" + padded[at : at + 3] for at in range(len(padded) - 2)]
        if self.near:
            word, errors = self.near
            own.append("marking word=" + word)
            own.append(f"errors={errors}")
            own += [f"like {kind}={min(errors, 2)}" for kind in self._near_types]
        return own

    def form(self) -> Form:
        """Return how it is written, which many tokens share; see :func:`form_features`."""
        text = self.text
        case = ""
        if self._is_word and self._is_long:
            case = "upper" if text.isupper() else "lower" if text.islower() else "mixed"
        opening = _OPENING.match(text) if not _is_word_char(text[0]) else None
        closing = _CLOSING.search(text) if not _is_word_char(text[-1]) else None
        return (
            min(len(text), _LONG_TOKEN_CHARS),
            self._kinds(),
            self.known,
            case,
            2 * len(self.key) < len(text),
            opening[0][:2] if opening else "",
            closing[0][:2] if closing else "",
        )

    def look(self, distance: int) -> Look:
        """Return what the token at a distance sees of many alike; see :func:`look_features`."""
        known = self.known + ",upper" if self.text.isupper() else self.known
        return distance, known, self.shape()[:_MAX_NEIGHBOR_SHAPE]

    def seen_from(self, distance: int) -> list[str]:
        """Return the other features that it gives to the token it is at a distance from."""
        at = _AT[distance]
        found: list[str] = []
        if self.known != "0":
            found.append(at + "word=" + self._word())
        if self.near:
            found.append(at + "marking word=" + self.near[0])
        return found

    def _word(self) -> str:
        """Return the token in capitals with any digit as 9."""
        if not self._bare:
            bare = self.text.strip(_EDGE_SYMBOLS)
            if self._has_digit:
                bare = _DIGIT.sub("9", bare)
            self._bare = bare.upper()[:MAX_WORD] or self.text[:3]
        return self._bare

    def _kinds(self) -> str:
        """Return which kinds of characters it has."""
        text = self.text
        kinds = "A" * (text.lower() != text) + "a" * (text.upper() != text)
        kinds += "9" * self._has_digit
        return kinds + "." * (len(self.key) < len(text))


def form_features(form: Form) -> list[str]:
    """Return the features of how a token is written; see :meth:`LetterToken.form`."""
    length, kinds, known, case, has_symbols, opening, closing = form
    found = [
        f"length={length}",
        "kinds=" + kinds,
        "known=" + known,
        "opening=" + opening,
        "closing=" + closing,
    ]
    if has_symbols:
        found.append("symbols")
    if case:
        found.append(f"known={known},{case}")
    return found


def look_features(look: Look) -> list[str]:
    """Return the features that tokens of the same look give; see :meth:`LetterToken.look`."""
    distance, known, shape = look
    return [_AT[distance] + "known=" + known, _AT[distance] + "shape=" + shape]


def shape_of(text: str) -> str:
    """Return the shape of a token: its characters by kind, with runs cut to two.

    >>> shape_of("(S)"), shape_of("C05758905"), shape_of("1990")
    ('(X)', 'X99', '99')
    """
    if text.isascii():
        kinds = text.encode().translate(_ASCII_KINDS).decode()
    else:
        kinds = _DIGIT.sub("9", _SMALL.sub("x", _CAPITALS.sub("X", text)))
    return _shortened(kinds)


@lru_cache(_SHAPES_CACHED)
def _shortened(kinds: str) -> str:
    return _REPEATED.sub(r"\1\1", kinds)[:_MAX_SHAPE]


def _is_word_char(char: str) -> bool:
    return char.isalnum() or char == "_"
