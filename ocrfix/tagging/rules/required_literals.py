r"""What a text has to hold for a pattern to be met in it: a few strings, one of which is there.

To ask for them takes no time, and most patterns are ruled out by it on a page; to build all
patterns into automata takes longer than Python itself needs to start. It is found out when the
dictionaries are compiled. The idea is that of FilteredRE2: R. Cox, "Regular Expression Matching
with a Trigram Index", 2012.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

_MOST = 48
"""More strings than so many say little, and take long to look for."""
_LONGEST = 24
_MANY = 6
"""A set of more characters is taken for any character."""

_REPEAT = re.compile(r"(?:[*+?]|\{(\d+)(,?)(\d*)\})\??")
_GROUP = re.compile(r"\(\?(?:P?<\w+>|[imsU-]*:)")
_FLAGS = re.compile(r"\(\?[imsU-]+\)")
_FOLDING = re.compile(r"\(\?[a-zA-Z]*i")
_NAMED = re.compile(r"\[:\^?\w+:\]")
_BETWEEN = "AbBz"
"""Escapes that stand for a place and not for a character."""
_CLASSES = {"d": "0", "s": " "}
_ANY = "DSwW"
_PLAIN = str.maketrans("123456789\t\n\f\r", "000000000    ")

_Strings = frozenset[str]
_NOTHING: _Strings = frozenset([""])


class _Unread(Exception):
    """The pattern holds something that is not known here."""


class _Part:
    """A part of a pattern.

    Attributes:
        whole: all that the part can match, where that is little.
        need: strings of which one is in all that it matches; none where that cannot be said.
        edge: with which of them it begins and ends, where it is one thing repeated.
    """

    def __init__(
        self, whole: _Strings | None, need: _Strings = frozenset(), edge: _Strings | None = None
    ) -> None:
        self.edge = edge
        self.whole = whole if whole is None or _few(whole) else None
        if whole is not None and "" not in whole:
            need = _better(need, whole)
        self.need = need if len(need) <= _MOST else frozenset()


def needed(pattern: str) -> tuple[str, ...]:
    r"""Return strings of which each text that a pattern matches has one; none if none are known.

    They stand in the text as :func:`plain` makes it or, where the pattern is read in either case,
    in what comes of that when its case is folded.

    Args:
        pattern: RE2 syntax.

    >>> needed(r"(?i)\bCopy \d+ of"), needed(r"[A-Z]+ N[0O](?:FORN|DIS)")
    (('copy 0',), (' N0DIS', ' N0FORN', ' NODIS', ' NOFORN'))
    >>> needed(r"No\.?\s\d{2,}-A"), needed(r"a*|b"), needed(r"\pL")
    (('No 00', 'No. 00'), (), ())
    """
    try:
        part, at = _either(pattern, 0)
    except _Unread:
        return ()
    folded = _FOLDING.search(pattern)
    found = {text.casefold() for text in part.need} if folded else part.need
    return tuple(sorted(found)) if at == len(pattern) else ()


def plain(text: str) -> str:
    r"""Return a text with one figure for all and one blank, as the strings that are needed have it.

    >>> plain("No. 1963\t7")
    'No. 0000 0'
    """
    return text.translate(_PLAIN)


def _few(strings: Iterable[str]) -> bool:
    found = list(strings)
    return len(found) <= _MOST and all(len(text) <= _LONGEST for text in found)


def _better(one: _Strings, other: _Strings) -> _Strings:
    """Return which of two sets of strings is the less likely to be met."""

    def worth(strings: _Strings) -> tuple[int, int]:
        return min(map(len, strings), default=0), -len(strings)

    return max(one, other, key=worth)


def _either(pattern: str, at: int) -> tuple[_Part, int]:
    """Read parts of which one has to match, as far as a bracket closes them."""
    part, at = _row(pattern, at)
    parts = [part]
    while pattern[at : at + 1] == "|":
        part, at = _row(pattern, at + 1)
        parts.append(part)
    if len(parts) == 1:
        return part, at
    whole: _Strings | None = frozenset()
    need: _Strings = frozenset()
    for part in parts:
        whole = whole | part.whole if whole is not None and part.whole is not None else None
        need |= part.need
    return _Part(whole, need if all(part.need for part in parts) else frozenset()), at


def _row(pattern: str, at: int) -> tuple[_Part, int]:
    """Read parts that follow each other."""
    run = _NOTHING
    whole: _Strings | None = _NOTHING
    need: _Strings = frozenset()
    while at < len(pattern) and pattern[at] not in "|)":
        part, at = _piece(pattern, at)
        joined = _joined(run, part.whole)
        if joined is None:
            edge = _joined(run, part.edge) or run
            need = _better(need, _Part(edge).need)
            joined = part.whole or part.edge or _NOTHING
        if part.whole is None or whole is None:
            whole = None
            need = _better(need, part.need)
        else:
            whole = _joined(whole, part.whole)
        run = joined
    return _Part(whole, _better(need, _Part(run).need)), at


def _joined(one: _Strings, other: _Strings | None) -> _Strings | None:
    if other is None:
        return None
    if len(one) * len(other) > _MOST:
        return None
    found = frozenset(map("".join, product(one, other)))
    return found if _few(found) else None


def _piece(pattern: str, at: int) -> tuple[_Part, int]:
    """Read one part, with how often it may stand."""
    part, at = _atom(pattern, at)
    while repeat := _REPEAT.match(pattern, at):
        at = repeat.end()
        sign = repeat[0][0]
        least = int(repeat[1]) if repeat[1] else int(sign == "+")
        most = int(repeat[3] or 0) if repeat[2] else least
        many = _times(part.whole, least)
        if sign == "{" and not repeat[2] and many is not None:
            part = _Part(many)
        elif (sign == "?" or (sign == "{" and least == 0 and most == 1)) and part.whole is not None:
            part = _Part(part.whole | _NOTHING)
        else:
            part = _Part(None, _Part(many).need or part.need if least else frozenset(), many)
    return part, at


def _times(once: _Strings | None, times: int) -> _Strings | None:
    """Return a few strings, repeated so many times."""
    many: _Strings | None = _NOTHING
    for _ in range(times):
        many = None if many is None else _joined(many, once)
    return many


def _atom(pattern: str, at: int) -> tuple[_Part, int]:
    sign = pattern[at]
    if sign == "(":
        if flags := _FLAGS.match(pattern, at):  # none of them changes more than the case
            return _Part(_NOTHING), flags.end()
        if group := _GROUP.match(pattern, at):
            inside = group.end()
        elif pattern[at + 1 : at + 2] == "?":
            raise _Unread
        else:
            inside = at + 1
        part, at = _either(pattern, inside)
        if pattern[at : at + 1] != ")":
            raise _Unread
        return part, at + 1
    if sign == "[":
        return _set(pattern, at)
    if sign == ".":
        return _Part(None), at + 1
    if sign in "^$":
        return _Part(_NOTHING), at + 1
    if sign == "\\":
        name = pattern[at + 1 : at + 2]
        if name and name in _BETWEEN:
            return _Part(_NOTHING), at + 2
        if name and name in _ANY:
            return _Part(None), at + 2
        if name in _CLASSES:
            return _Part(frozenset([_CLASSES[name]])), at + 2
        return _Part(frozenset([_escaped(name)])), at + 2
    return _Part(frozenset([plain(sign)])), at + 1


def _set(pattern: str, at: int) -> tuple[_Part, int]:
    """Read a set of characters."""
    at += 1
    many = pattern[at : at + 1] == "^"
    at += many
    signs: set[str] = set()
    first = at
    while at < len(pattern) and (pattern[at] != "]" or at == first):
        if named := _NAMED.match(pattern, at):
            many = True
            at = named.end()
            continue
        sign, at = pattern[at], at + 1
        if sign == "\\":
            name, at = pattern[at : at + 1], at + 1
            if name and name in _ANY:
                many = True
                continue
            if name in _CLASSES:
                signs.add(_CLASSES[name])
                continue
            sign = _escaped(name)
        if pattern[at : at + 1] == "-" and pattern[at + 1 : at + 2] not in ("]", ""):
            last, at = pattern[at + 1], at + 2
            if last == "\\":
                last, at = _escaped(pattern[at : at + 1]), at + 1
            stop = min(ord(last), ord(sign) + _MOST)
            many = many or stop < ord(last)
            signs.update(plain("".join(map(chr, range(ord(sign), stop + 1)))))
        else:
            signs.add(plain(sign))
    if at >= len(pattern):
        raise _Unread
    return _Part(None if many or len(signs) > _MANY else frozenset(signs)), at + 1


def _escaped(name: str) -> str:
    """Return the sign for which an escape stands."""
    if not name or name.isalnum() or not name.isascii():
        raise _Unread
    return plain(name)
