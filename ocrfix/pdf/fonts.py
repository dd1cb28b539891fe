"""Fonts: how the bytes of a string become glyphs with a text and a width, and back.

Widths are in text space for a font of size 1: most fonts state them in 1/1000 of that.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import pikepdf

from ocrfix.pdf.cmap import UNKNOWN, CMap, parse_cmap
from ocrfix.pdf.filters import stream_bytes
from ocrfix.pdf.glyph_names import encoding, glyph_text, standard_widths
from ocrfix.pdf.limits import MAX_CODES, MAX_FONT_STREAM_BYTES

_COURIER_WIDTH = 600.0
_DEFAULT_WIDTH = 500.0
"""Widths in 1/1000 of the font size: of Courier, and of fonts that do not state any."""

_DEFAULT_ASCENT = 0.9
_DEFAULT_DESCENT = -0.2
"""Of fonts that do not state them, in parts of the font size."""

_STANDARD_EXTENTS = {
    "Helvetica": (0.718, -0.207),
    "Arial": (0.718, -0.207),
    "Times": (0.683, -0.217),
    "Courier": (0.629, -0.157),
}
"""Ascent and descent of the standard fonts, by how their names begin."""

_BLANKS = "\x00\u200b\ufeff"
"""Characters that stand for no ink, beside those that Python counts as blank."""


class Font:
    """A font of a PDF.

    Attributes:
        code_length: the number of bytes of a code.
        is_vertical: whether its text runs downward.
        ascent: how far its glyphs reach above the baseline, in parts of its size.
        descent: how far below, negative.
        glyphs: what :meth:`glyph` returned so far, by code.
    """

    def __init__(self, source: pikepdf.Object) -> None:
        """Read a font.

        Args:
            source: its dictionary.
        """
        self.code_length = 1
        self.is_vertical = False
        self._scale = 0.001
        self._unicode = _to_unicode(source)
        self._widths: dict[int, float] = {}
        self._width_ranges: list[tuple[int, int, float]] = []
        self._cid_map: CMap | None = None
        self._encoding: dict[int, str] = {}
        self._codes_are_unicode = False
        descriptor = source.get("/FontDescriptor")
        if source.get("/Subtype") == "/Type0":
            descendants = source.get("/DescendantFonts")
            descendant = descendants[0] if isinstance(descendants, pikepdf.Array) else source
            descriptor = descendant.get("/FontDescriptor")
            self._read_composite(source, descendant)
        else:
            self._read_simple(source, descriptor)
        self.ascent, self.descent = _extents(source, descriptor)
        if source.get("/Subtype") == "/Type3":
            matrix = source.get("/FontMatrix")
            self._scale = abs(float(matrix[0])) if isinstance(matrix, pikepdf.Array) else 0.001
        self.glyphs: dict[int, tuple[str, float]] = {}

    def _read_simple(self, source: pikepdf.Object, descriptor: Any) -> None:
        given = source.get("/Encoding")
        base = ""
        differences: list[Any] = []
        if isinstance(given, pikepdf.Name):
            base = str(given)[1:]
        elif isinstance(given, pikepdf.Dictionary):
            base = str(given.get("/BaseEncoding", "/"))[1:]
            listed = given.get("/Differences")
            if isinstance(listed, pikepdf.Array):
                differences += list(listed.as_list())
        self._encoding = dict(encoding(base))
        code = 0
        for entry in differences:
            if isinstance(entry, pikepdf.Name):
                self._encoding[code] = glyph_text(str(entry)[1:])
                code += 1
            else:
                code = int(entry)
        base_font = str(source.get("/BaseFont", "/"))[1:]
        widths = source.get("/Widths")
        self._default_width = _number(descriptor, "/MissingWidth", 0.0)
        if isinstance(widths, pikepdf.Array):
            first = int(source.get("/FirstChar", 0))
            for code, width in enumerate(widths.as_list()[:0x100], first):
                self._widths[code] = float(width)
        else:
            known = standard_widths(base_font)
            self._default_width = _COURIER_WIDTH if "Courier" in base_font else _DEFAULT_WIDTH
            for code, text in self._encoding.items():
                self._widths[code] = known.get(text, self._default_width)

    def _read_composite(self, source: pikepdf.Object, descendant: Any) -> None:
        self.code_length = 2
        given = source.get("/Encoding")
        if isinstance(given, pikepdf.Stream):
            self._cid_map = parse_cmap(stream_bytes(given, MAX_FONT_STREAM_BYTES))
            self.is_vertical = int(given.get("/WMode", 0)) == 1
            # Codes of different lengths in one font are read with the shortest; their texts are
            # unknown, so that such words stay as they are.
            lengths = self._cid_map.code_lengths
            self.code_length = min(lengths, default=2) or 1
            if len(lengths) > 1:
                self._unicode = CMap()
        else:
            name = str(given or "/")[1:]
            self.is_vertical = name.endswith("V")
            self._codes_are_unicode = "-UCS2-" in name or "-UTF16-" in name
        self._default_width = _number(descendant, "/DW", 1000.0)
        widths = descendant.get("/W")
        entries: list[Any] = []
        if isinstance(widths, pikepdf.Array):
            entries += list(widths.as_list())
        at = 0
        while at + 1 < len(entries) and len(self._widths) <= MAX_CODES:
            first = int(entries[at])
            if isinstance(entries[at + 1], pikepdf.Array):
                listed = entries[at + 1].as_list()
                self._widths.update((first + i, float(width)) for i, width in enumerate(listed))
                at += 2
            elif at + 2 < len(entries):
                span = (first, int(entries[at + 1]), float(entries[at + 2]))
                self._width_ranges.append(span)
                at += 3
            else:
                break
        self._width_ranges.sort()

    def glyph(self, code: int) -> tuple[str, float]:
        """Return the text of a glyph and its width.

        The text is :data:`UNKNOWN` where no map has it, and a blank for every kind of blank. It has
        no blanks beside other characters.
        """
        found = self.glyphs.get(code)
        if found is None:
            found = self.glyphs[code] = (_plain(self._text(code)), self._width(code))
        return found

    def _text(self, code: int) -> str:
        if self._unicode is not None:
            text = self._unicode.text(code)
            if text is not None:
                return text
        if self.code_length == 1:
            return self._encoding.get(code, UNKNOWN)
        return chr(code) if self._codes_are_unicode else UNKNOWN

    def _width(self, code: int) -> float:
        if self._cid_map is not None:
            code = self._cid_map.cid(code) or 0
        width = self._widths.get(code)
        if width is None:
            width = self._default_width
            at = bisect_right(self._width_ranges, code, key=lambda span: span[0]) - 1
            if at >= 0 and code <= self._width_ranges[at][1]:
                width = self._width_ranges[at][2]
        return width * self._scale

    def codes(self, string: bytes) -> Sequence[int]:
        """Return the codes of a string; bytes that are left over at its end are not shown."""
        size = self.code_length
        if size == 1:
            return string
        return [
            int.from_bytes(string[at : at + size], "big")
            for at in range(0, len(string) - size + 1, size)
        ]

    @cached_property
    def _codes_by_text(self) -> dict[str, int]:
        """The codes by which texts can be written: those whose glyph has a width."""
        if self.code_length == 1:
            codes: Sequence[int] = range(0x100)
        else:
            codes = sorted(self._unicode.texts) if self._unicode is not None else []
        found: dict[str, int] = {}
        for code in codes:
            text, width = self.glyph(code)
            if width > 0 and UNKNOWN not in text:
                found.setdefault(text, code)
        return found

    def encode(self, text: str) -> bytes | None:
        """Return the string that shows a text; ``None`` if the font lacks a letter of it."""
        found = bytearray()
        for char in text:
            code = self._codes_by_text.get(char)
            if code is None and self._unicode is not None:
                code = self._unicode.code(char)
                if code is None or self.glyph(code) != (char, self._width(code)):
                    return None
            if code is None or self._width(code) <= 0:
                return None
            found += code.to_bytes(self.code_length, "big")
        return bytes(found)

    def text_width(self, string: bytes) -> float:
        """Return how wide a string is, without spacing."""
        return sum(self.glyph(code)[1] for code in self.codes(string))


def _to_unicode(source: pikepdf.Object) -> CMap | None:
    """Return the font's map to Unicode; ``None`` if it has none, an empty one if it is wrong."""
    stream = source.get("/ToUnicode")
    if not isinstance(stream, pikepdf.Stream):
        return None
    found = parse_cmap(stream_bytes(stream, MAX_FONT_STREAM_BYTES))
    return CMap() if found.has_swapped_bytes else found


def _extents(source: pikepdf.Object, descriptor: Any) -> tuple[float, float]:
    """Return ascent and descent in parts of the font size."""
    if source.get("/Subtype") == "/Type3":
        matrix, box = source.get("/FontMatrix"), source.get("/FontBBox")
        if isinstance(matrix, pikepdf.Array) and isinstance(box, pikepdf.Array) and float(box[3]):
            scale = float(matrix[3])
            return float(box[3]) * scale, float(box[1]) * scale
        return _DEFAULT_ASCENT, _DEFAULT_DESCENT
    ascent = _number(descriptor, "/Ascent", 0.0) / 1000
    descent = -abs(_number(descriptor, "/Descent", 0.0)) / 1000
    name = str(source.get("/BaseFont", "/"))[1:]
    known = (value for start, value in _STANDARD_EXTENTS.items() if name.startswith(start))
    default_ascent, default_descent = next(known, (_DEFAULT_ASCENT, _DEFAULT_DESCENT))
    return ascent or default_ascent, descent or default_descent


def _number(dictionary: Any, key: str, default: float) -> float:
    if not isinstance(dictionary, pikepdf.Dictionary):
        return default
    try:
        return float(dictionary.get(key, default))
    except (TypeError, ValueError):
        return default


def _plain(text: str) -> str:
    """Return the text of a glyph as one blank, or without blanks and control characters."""
    words = text.translate(dict.fromkeys(map(ord, _BLANKS), " ")).split()
    if not words:
        return " "
    return "".join(
        char if char.isprintable() or char == "\xad" else UNKNOWN for char in "".join(words)
    )
