"""Character maps: from the codes of a font to Unicode, or to the glyphs of the font (CIDs)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ocrfix.pdf.lexer import operators
from ocrfix.pdf.limits import MAX_CODES, exceeded

UNKNOWN = "\ufffd"
"""The text of a glyph that no map gives a text."""


@dataclass
class CMap:
    """A character map.

    Attributes:
        code_lengths: the lengths of its codes in bytes.
        texts: the texts of single codes.
        cids: the CIDs of single codes.
        text_ranges: first code, last code and first code point of adjacent codes.
        cid_ranges: first code, last code and first CID of adjacent codes.
    """

    code_lengths: set[int] = field(default_factory=set)
    texts: dict[int, str] = field(default_factory=dict)
    cids: dict[int, int] = field(default_factory=dict)
    text_ranges: list[tuple[int, int, int]] = field(default_factory=list)
    cid_ranges: list[tuple[int, int, int]] = field(default_factory=list)

    def text(self, code: int) -> str | None:
        """Return the text of a code; ``None`` if the map has none."""
        found = self.texts.get(code)
        if found is None:
            value = _in_ranges(self.text_ranges, code)
            found = None if value is None else character(value)
        return found

    def cid(self, code: int) -> int | None:
        """Return the CID of a code; ``None`` if the map has none."""
        found = self.cids.get(code)
        return _in_ranges(self.cid_ranges, code) if found is None else found

    def code(self, char: str) -> int | None:
        """Return the code in a range of texts that shows a character."""
        point = ord(char)
        for first, last, start in self.text_ranges:
            if start <= point <= start + last - first:
                return first + point - start
        return None

    @property
    def has_swapped_bytes(self) -> bool:
        """Whether most of it maps to code points ``xx00``: Latin letters with swapped bytes.

        Of the characters of any real script, one in 256 has such a code point.
        """
        points = [ord(text) for text in self.texts.values() if len(text) == 1]
        points += [start for first, last, start in self.text_ranges if first == last]
        swapped = sum(point > 0xFF and point % 0x100 == 0 for point in points)
        return swapped > len(points) / 2


def _in_ranges(ranges: list[tuple[int, int, int]], code: int) -> int | None:
    at = bisect_right(ranges, (code, _LAST_CODE, 0)) - 1
    if at < 0:
        return None
    first, last, start = ranges[at]
    return start + code - first if code <= last else None


_LAST_CODE = 1 << 33  # codes have at most four bytes


def character(point: int) -> str:
    """Return the character of a code point; :data:`UNKNOWN` for half of a surrogate pair."""
    return chr(point) if point < 0xD800 or 0xDFFF < point < 0x110000 else UNKNOWN


def parse_cmap(data: bytes) -> CMap:
    """Return the character map that a stream holds.

    Raises:
        PageFormatError: it has too many entries.

    >>> map = parse_cmap(b"1 beginbfrange <41> <43> <0061> endbfrange")
    >>> map.text(0x42), map.text(0x44)
    ('b', None)
    """
    found = CMap()
    for operator in operators(data):
        values = operator.values
        match operator.name:
            case "endcodespacerange":
                for low, _ in _tuples(values, 2):
                    if isinstance(low, bytes):
                        found.code_lengths.add(len(low))
            case "endbfchar":
                for code, text in _tuples(values, 2):
                    if isinstance(code, bytes) and isinstance(text, bytes):
                        found.texts[_integer(code)] = _text(text)
            case "endcidchar":
                for code, cid in _tuples(values, 2):
                    if isinstance(code, bytes) and isinstance(cid, float):
                        found.cids[_integer(code)] = int(cid)
            case "endbfrange":
                for low, high, start in _tuples(values, 3):
                    _add_text_range(found, low, high, start)
            case "endcidrange":
                for low, high, cid in _tuples(values, 3):
                    if _are_codes(low, high) and isinstance(cid, float):
                        found.cid_ranges.append((_integer(low), _integer(high), int(cid)))
        if len(found.texts) + len(found.cids) > MAX_CODES:
            raise exceeded("codes of a font", MAX_CODES)
    found.text_ranges.sort()
    found.cid_ranges.sort()
    return found


def _tuples(values: list[Any], size: int) -> Iterable[tuple[Any, ...]]:
    return zip(*[iter(values)] * size, strict=False)


def _are_codes(low: Any, high: Any) -> bool:
    return isinstance(low, bytes) and isinstance(high, bytes) and _integer(low) <= _integer(high)


def _add_text_range(found: CMap, low: Any, high: Any, start: Any) -> None:
    if not isinstance(low, bytes) or not isinstance(high, bytes):
        return
    first, last = _integer(low), _integer(high)
    if isinstance(start, list):
        for code, text in zip(range(first, last + 1), start, strict=False):
            if isinstance(text, bytes):
                found.texts[code] = _text(text)
    elif isinstance(start, bytes) and len(start) <= 2 and first <= last:
        found.text_ranges.append((first, last, _integer(start)))
    elif isinstance(start, bytes) and start:
        # Of several characters, the last one is counted up.
        text = _text(start)
        for code in range(first, min(last, first + 0xFF) + 1):
            found.texts[code] = text[:-1] + character(ord(text[-1]) + code - first)


def _integer(code: bytes) -> int:
    return int.from_bytes(code, "big")


def _text(utf_16: bytes) -> str:
    if len(utf_16) == 1:  # some producers leave out the zero byte
        return chr(utf_16[0])
    return utf_16.decode("utf-16-be", "replace")
