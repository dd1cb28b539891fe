"""Lexer of content streams: operators with their operands, each with its place in the bytes.

Places are what editing needs: bytes outside the operators that are rewritten stay as they are.
Damaged streams are read as viewers read them: what is no token is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from ocrfix.pdf.limits import MAX_NESTING, MAX_OPERATORS, exceeded


class Name(str):
    """A name, without its slash; escapes (``#20``) are not resolved."""

    __slots__ = ()


class Array(list[Any]):
    """The values of an array.

    Attributes:
        places: where each value begins and ends in the stream.
    """

    __slots__ = ("places",)

    def __init__(self, values: list[Any], places: list[Place]) -> None:
        super().__init__(values)
        self.places = places


Place = tuple[int, int]
"""Where something begins in a stream, and where it ends, exclusive."""


class Operator(NamedTuple):
    """An operator with its operands.

    Attributes:
        name: its name; ``BI`` for a whole inline image.
        values: the values of its operands, each a ``float``, ``bytes`` (a string), :class:`Name`,
            :class:`Array`, ``dict`` of values by name, ``bool`` or ``None``.
        places: where its operands are in the stream; not those of numbers right before its name.
        start: where its first operand begins, or its name if it has none.
        end: where its name ends, exclusive.
    """

    name: str
    values: list[Any]
    places: list[Place]
    start: int
    end: int


# The commonest operators, numbers with a name and a string with Tj, are one token: it takes half as
# long. Numbers are at most six there, as many as an operator has: in arrays they may be thousands.
_TOKEN = re.compile(
    rb"""(?:[\x00\t\n\f\r\x20]+|%[^\r\n]*)*+  # blanks and comments
    (?:
     # 1: numbers; 2: the operator after them
     ((?:[+-]?(?:[0-9]++\.?[0-9]*+|\.[0-9]++)[\t\n\f\r\x20]++){1,6}+)
     (?!true|false|null)([A-Za-z]++[0-9]?\*?)(?=[\x00\t\n\f\r\x20()<\[/%]|\Z)
    |(\((?:[^()\\]|\\.)*+\))(\s*+Tj(?=[\t\n\f\r\x20]))?+  # 3: a string; 4: Tj
    |([+-]*(?:\d+\.?\d*|\.\d+)(?:-\d*)?(?![A-Za-z*'"]))  # 5: a number; some write 1.0-2
    |([^\x00\t\n\f\r\x20()<>\[\]{}/%]+)       # 6: an operator, or a constant
    |/([^\x00\t\n\f\r\x20()<>\[\]{}/%]*)      # 7: a name
    |([\[\]])                                 # 8: an end of an array
    |<([0-9A-Fa-f\x00\t\n\f\r\x20]*)>         # 9: a hexadecimal string
    |(<<|>>)                                  # 10: an end of a dictionary
    |(\()                                     # 11: a string with brackets in it
    |(.)                                      # 12: no token
    )""",
    re.VERBOSE | re.DOTALL,
)
_NUMBERS, _NUMBERED, _STRING, _SHOW, _NUMBER, _WORD = range(1, 7)
_NAME, _ARRAY, _HEX, _DICT, _NESTED, _BAD = range(7, 13)

_ESCAPE = re.compile(rb"\\(\r\n|[0-7]{1,3}|.)|\r\n?", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_LINE_ENDS = (b"\r\n", b"\r", b"\n")
_LEADING_NUMBER = re.compile(rb"[+-]?(?:\d+\.?\d*|\.\d+)")
_CONSTANTS = {b"true": True, b"false": False, b"null": None}
_BLANKS = b"\x00\t\n\f\r\x20"
_TO_ESCAPE = re.compile(rb"[()\\\r\n]")

# An inline image ends with EI between blanks, after which there is text: its data may contain such
# bytes, too, so some bytes more are looked at.
_IMAGE_END = re.compile(rb"[\x00\t\n\f\r\x20]EI(?=[\x00\t\n\f\r\x20][\t\n\f\r\x20-\x7e]{0,10}|\Z)")
_IMAGE_LOOKAHEAD_BYTES = 10


class _Container(NamedTuple):
    """An array or dictionary that is not closed yet, and the operands before it."""

    opening: bytes
    values: list[Any]
    places: list[Place]
    start: int


def operators(data: bytes) -> Iterator[Operator]:
    r"""Return the operators of a content stream.

    Raises:
        PageFormatError: it has too many of them.

    >>> [(operator.name, operator.values) for operator in operators(b"(a\\)b)Tj 0 -12.5 Td T*")]
    [('Tj', [b'a)b']), ('Td', [0.0, -12.5]), ('T*', [])]
    """
    # Long: the loop over tokens runs a thousand times a page; calls would double its time.
    match = _TOKEN.match
    containers: list[_Container] = []
    values: list[Any] = []
    places: list[Place] = []
    position, count, start = 0, 0, -1
    name: str | None
    while (token := match(data, position)) is not None:
        kind = token.lastindex or 0
        name = None
        if kind == _NUMBERED:
            values += map(float, token[_NUMBERS].split())
            first, position, name = token.start(_NUMBERS), token.end(), token[kind].decode()
        elif kind == _SHOW:
            first, position = token.span(_STRING)
            values.append(unescape(data[first + 1 : position - 1]))
            places.append((first, position))
            position, name = token.end(), "Tj"
        else:
            first, position = token.span(kind)
            if kind == _WORD and token[kind] not in _CONSTANTS:
                name = token[kind].decode("latin-1")
        if name is not None:
            count += 1
            if count > MAX_OPERATORS:
                raise exceeded("operators", MAX_OPERATORS)
            if containers:  # never closed: what they have belongs to nothing
                containers, values, places = [], [], []
            if name == "BI":
                start = first
                continue
            if name == "ID":
                name, position = "BI", _end_of_image(data, position)
            yield Operator(name, values, places, first if start < 0 else start, position)
            values, places, start = [], [], -1
            continue
        value: Any
        if kind == _STRING:
            value = unescape(data[first + 1 : position - 1])
        elif kind == _NUMBER:
            value = _number(token[kind])
        elif kind == _NAME:
            first -= 1
            value = Name(token[kind].decode("latin-1"))
        elif kind == _HEX:
            first, position = first - 1, position + 1
            value = from_hex(token[kind])
        elif kind == _NESTED:
            position = _end_of_string(data, position)
            value = unescape(data[first + 1 : position - 1])
        elif kind == _WORD:
            value = _CONSTANTS[token[kind]]
        elif kind == _BAD:
            continue
        elif token[kind] in (b"[", b"<<"):
            if len(containers) >= MAX_NESTING:
                raise exceeded("nested arrays", MAX_NESTING)
            containers.append(_Container(token[kind], values, places, first))
            values, places, start = [], [], first if start < 0 else start
            continue
        elif not containers:
            continue
        else:
            opened = containers.pop()
            value = Array(values, places) if opened.opening == b"[" else dictionary(values)
            values, places, first = opened.values, opened.places, opened.start
        if start < 0:
            start = first
        values.append(value)
        places.append((first, position))


def _number(token: bytes) -> float:
    try:
        return float(token)
    except ValueError:  # two signs, or a minus in the middle
        leading = _LEADING_NUMBER.match(token.lstrip(b"+-"))
        value = float(leading[0]) if leading else 0.0
        return -value if token.startswith(b"-") else value


def dictionary(values: list[Any]) -> dict[str, Any]:
    """Return the values of keys and values that alternate, as in an inline image."""
    return {
        key: value
        for key, value in zip(values[::2], values[1::2], strict=False)
        if isinstance(key, Name)
    }


def _end_of_string(data: bytes, position: int) -> int:
    """Return the end of a string whose opening bracket is before the position."""
    depth = 1
    for bracket in re.compile(rb"\\.|[()]", re.DOTALL).finditer(data, position):
        if bracket[0] == b"(":
            depth += 1
        elif bracket[0] == b")":
            depth -= 1
            if not depth:
                return bracket.end()
    return len(data)


def _end_of_image(data: bytes, position: int) -> int:
    """Return the end of an inline image whose data begin at the position."""
    for end in _IMAGE_END.finditer(data, position):
        after = data[end.end() : end.end() + _IMAGE_LOOKAHEAD_BYTES]
        if all(32 <= byte < 127 or byte in _BLANKS for byte in after):
            return end.end()
    return len(data)


def unescape(string: bytes) -> bytes:
    r"""Return the bytes of a literal string, given without its brackets.

    >>> unescape(rb"\101\
    ... \)")
    b'A)'
    """
    if b"\\" not in string and b"\r" not in string:
        return string

    def resolve(found: re.Match[bytes]) -> bytes:
        escaped = found[1]
        if escaped is None:
            return b"\n"
        if escaped[0] in b"01234567":
            return bytes([int(escaped, 8) & 0xFF])
        return b"" if escaped in _LINE_ENDS else _ESCAPED.get(escaped, escaped)

    return _ESCAPE.sub(resolve, string)


def from_hex(digits: bytes) -> bytes:
    """Return the bytes of a hexadecimal string, given without its brackets.

    >>> from_hex(b"48 4")
    b'H@'
    """
    digits = digits.translate(None, _BLANKS)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def literal(string: bytes) -> bytes:
    r"""Return bytes as a literal string, with its brackets.

    >>> literal(b"a(b\\") == rb"(a\(b\\)"
    True
    """
    line_ends = {b"\r": b"\\r", b"\n": b"\\n"}
    return (
        b"("
        + _TO_ESCAPE.sub(lambda found: line_ends.get(found[0], b"\\" + found[0]), string)
        + b")"
    )


def hexadecimal(string: bytes) -> bytes:
    """Return bytes as a hexadecimal string, with its brackets.

    >>> hexadecimal(b"Hi")
    b'<4869>'
    """
    return b"<" + string.hex().upper().encode("ascii") + b">"


def number(value: float, digits: int = 4) -> bytes:
    """Return a number in decimal notation, as PDF has no exponents.

    Args:
        value: the number.
        digits: digits after the point.

    >>> number(-0.00001), number(2.5), number(100)
    (b'0', b'2.5', b'100')
    """
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return b"0" if text in ("-0", "") else text.encode("ascii")


def exact_number(value: float) -> bytes:
    """Return a number that was read, as it was.

    >>> exact_number(0.0000123), exact_number(12.0)
    (b'0.0000123', b'12')
    """
    return format(Decimal(repr(value)).normalize(), "f").encode("ascii")
