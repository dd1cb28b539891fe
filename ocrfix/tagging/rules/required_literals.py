r"""Required literals of a pattern: strings of which every text that it matches contains one.

Searching for them takes no time and rules out most patterns on a page, whereas building all
patterns into automata takes longer than Python itself needs to start. They are computed when the
dictionaries are compiled. The idea is that of FilteredRE2: R. Cox, "Regular Expression Matching
with a Trigram Index", 2012.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

_MAX_STRINGS = 48
"""More strings than this are little evidence, and slow to search for."""
_MAX_STRING_CHARS = 24
_MAX_CLASS_SIZE = 6
"""A larger character class is treated as any character."""

_QUANTIFIER = re.compile(r"(?:[*+?]|\{(\d+)(,?)(\d*)\})\??")
_GROUP = re.compile(r"\(\?(?:P?<\w+>|[imsU-]*:)")
_FLAGS = re.compile(r"\(\?[imsU-]+\)")
_IGNORE_CASE = re.compile(r"\(\?[a-zA-Z]*i")
_NAMED_CLASS = re.compile(r"\[:\^?\w+:\]")
_ZERO_WIDTH_ESCAPES = "AbBz"
_CLASS_ESCAPES = {"d": "0", "s": " "}
"""Classes that are one character after :func:`normalize`."""
_ANY_CHAR_ESCAPES = "DSwW"
_NORMALIZED = str.maketrans("123456789\t\n\f\r", "000000000    ")

_Strings = frozenset[str]
_EMPTY: _Strings = frozenset([""])


class _UnsupportedSyntax(Exception):
    """The pattern contains something that this parser does not know."""


class _Part:
    """A part of a pattern.

    Attributes:
        exact: all strings that the part can match, if they are few.
        required: strings of which one is in every match; empty if none are known.
        repeated: for a repetition, the strings of its least number of repeats, with which a match
            begins and ends.
    """

    def __init__(
        self,
        exact: _Strings | None,
        required: _Strings = frozenset(),
        repeated: _Strings | None = None,
    ) -> None:
        self.repeated = repeated
        self.exact = exact if exact is None or _are_few(exact) else None
        if exact is not None and "" not in exact:
            required = _rarer(required, exact)
        self.required = required if len(required) <= _MAX_STRINGS else frozenset()


def required_literals(pattern: str) -> tuple[str, ...]:
    r"""Return strings of which each text that a pattern matches contains one; empty if unknown.

    They are contained in the text after :func:`normalize` and, for a pattern that ignores case,
    after its case is folded as well.

    Args:
        pattern: RE2 syntax.

    >>> required_literals(r"(?i)\bCopy \d+ of"), required_literals(r"[A-Z]+ N[0O](?:FORN|DIS)")
    (('copy 0',), (' N0DIS', ' N0FORN', ' NODIS', ' NOFORN'))
    >>> required_literals(r"No\.?\s\d{2,}-A"), required_literals(r"a*|b"), required_literals(r"\pL")
    (('No 00', 'No. 00'), (), ())
    """
    try:
        part, at = _alternatives(pattern, 0)
    except _UnsupportedSyntax:
        return ()
    ignores_case = _IGNORE_CASE.search(pattern)
    found = {text.casefold() for text in part.required} if ignores_case else part.required
    return tuple(sorted(found)) if at == len(pattern) else ()


def normalize(text: str) -> str:
    r"""Return a text with one digit for all digits and one space for all spaces.

    >>> normalize("No. 1963\t7")
    'No. 0000 0'
    """
    return text.translate(_NORMALIZED)


def _are_few(strings: Iterable[str]) -> bool:
    found = list(strings)
    return len(found) <= _MAX_STRINGS and all(len(text) <= _MAX_STRING_CHARS for text in found)


def _rarer(one: _Strings, other: _Strings) -> _Strings:
    """Return which of two sets of strings is less likely to occur in a text."""

    def rarity(strings: _Strings) -> tuple[int, int]:
        return min(map(len, strings), default=0), -len(strings)

    return max(one, other, key=rarity)


def _alternatives(pattern: str, at: int) -> tuple[_Part, int]:
    """Parse alternatives up to a closing bracket or the end."""
    part, at = _sequence(pattern, at)
    parts = [part]
    while pattern[at : at + 1] == "|":
        part, at = _sequence(pattern, at + 1)
        parts.append(part)
    if len(parts) == 1:
        return part, at
    exact: _Strings | None = frozenset()
    required: _Strings = frozenset()
    for part in parts:
        exact = exact | part.exact if exact is not None and part.exact is not None else None
        required |= part.required
    return _Part(exact, required if all(part.required for part in parts) else frozenset()), at


def _sequence(pattern: str, at: int) -> tuple[_Part, int]:
    """Parse parts that follow one another."""
    run = _EMPTY
    exact: _Strings | None = _EMPTY
    required: _Strings = frozenset()
    while at < len(pattern) and pattern[at] not in "|)":
        part, at = _quantified(pattern, at)
        joined = _concatenated(run, part.exact)
        if joined is None:
            edge = _concatenated(run, part.repeated) or run
            required = _rarer(required, _Part(edge).required)
            joined = part.exact or part.repeated or _EMPTY
        if part.exact is None or exact is None:
            exact = None
            required = _rarer(required, part.required)
        else:
            exact = _concatenated(exact, part.exact)
        run = joined
    return _Part(exact, _rarer(required, _Part(run).required)), at


def _concatenated(one: _Strings, other: _Strings | None) -> _Strings | None:
    if other is None:
        return None
    if len(one) * len(other) > _MAX_STRINGS:
        return None
    found = frozenset(map("".join, product(one, other)))
    return found if _are_few(found) else None


def _quantified(pattern: str, at: int) -> tuple[_Part, int]:
    """Parse one part with its quantifiers."""
    part, at = _atom(pattern, at)
    while quantifier := _QUANTIFIER.match(pattern, at):
        at = quantifier.end()
        symbol = quantifier[0][0]
        least = int(quantifier[1]) if quantifier[1] else int(symbol == "+")
        most = int(quantifier[3] or 0) if quantifier[2] else least
        repeated = _repeated(part.exact, least)
        is_optional = symbol == "?" or (symbol == "{" and least == 0 and most == 1)
        if symbol == "{" and not quantifier[2] and repeated is not None:
            part = _Part(repeated)
        elif is_optional and part.exact is not None:
            part = _Part(part.exact | _EMPTY)
        else:
            required = _Part(repeated).required or part.required if least else frozenset()
            part = _Part(None, required, repeated)
    return part, at


def _repeated(once: _Strings | None, times: int) -> _Strings | None:
    """Return strings repeated a number of times, if they are few."""
    result: _Strings | None = _EMPTY
    for _ in range(times):
        result = None if result is None else _concatenated(result, once)
    return result


def _atom(pattern: str, at: int) -> tuple[_Part, int]:
    """Parse a group, a character class, an escape or a character."""
    char = pattern[at]
    if char == "(":
        if flags := _FLAGS.match(pattern, at):  # none of them changes more than the case
            return _Part(_EMPTY), flags.end()
        if group := _GROUP.match(pattern, at):
            inside = group.end()
        elif pattern[at + 1 : at + 2] == "?":
            raise _UnsupportedSyntax
        else:
            inside = at + 1
        part, at = _alternatives(pattern, inside)
        if pattern[at : at + 1] != ")":
            raise _UnsupportedSyntax
        return part, at + 1
    if char == "[":
        return _char_class(pattern, at)
    if char == ".":
        return _Part(None), at + 1
    if char in "^$":
        return _Part(_EMPTY), at + 1
    if char == "\\":
        name = pattern[at + 1 : at + 2]
        if name and name in _ZERO_WIDTH_ESCAPES:
            return _Part(_EMPTY), at + 2
        if name and name in _ANY_CHAR_ESCAPES:
            return _Part(None), at + 2
        if name in _CLASS_ESCAPES:
            return _Part(frozenset([_CLASS_ESCAPES[name]])), at + 2
        return _Part(frozenset([_escaped(name)])), at + 2
    return _Part(frozenset([normalize(char)])), at + 1


def _char_class(pattern: str, at: int) -> tuple[_Part, int]:
    """Parse a character class."""
    at += 1
    is_any = pattern[at : at + 1] == "^"
    at += is_any
    chars: set[str] = set()
    first = at
    while at < len(pattern) and (pattern[at] != "]" or at == first):
        if named := _NAMED_CLASS.match(pattern, at):
            is_any = True
            at = named.end()
            continue
        char, at = pattern[at], at + 1
        if char == "\\":
            name, at = pattern[at : at + 1], at + 1
            if name and name in _ANY_CHAR_ESCAPES:
                is_any = True
                continue
            if name in _CLASS_ESCAPES:
                chars.add(_CLASS_ESCAPES[name])
                continue
            char = _escaped(name)
        if pattern[at : at + 1] == "-" and pattern[at + 1 : at + 2] not in ("]", ""):
            last, at = pattern[at + 1], at + 2
            if last == "\\":
                last, at = _escaped(pattern[at : at + 1]), at + 1
            stop = min(ord(last), ord(char) + _MAX_STRINGS)
            is_any = is_any or stop < ord(last)
            chars.update(normalize("".join(map(chr, range(ord(char), stop + 1)))))
        else:
            chars.add(normalize(char))
    if at >= len(pattern):
        raise _UnsupportedSyntax
    return _Part(None if is_any or len(chars) > _MAX_CLASS_SIZE else frozenset(chars)), at + 1


def _escaped(name: str) -> str:
    """Return the character that an escape stands for."""
    if not name or name.isalnum() or not name.isascii():
        raise _UnsupportedSyntax
    return normalize(name)
