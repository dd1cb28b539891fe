"""Names of glyphs, as simple fonts use them: their characters, encodings and standard widths.

The table is ``glyphs.tsv``: the names of the Adobe Glyph List for New Fonts, their place in the
standard encoding, and their widths in the standard fonts that are not embedded.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ocrfix.pdf.cmap import UNKNOWN, character

_UNI = re.compile(r"uni((?:[0-9A-F]{4})+)")
_U = re.compile(r"u([0-9A-F]{4,6})")


class _GlyphTable(NamedTuple):
    """The table, by name of the glyph and by character."""

    texts: dict[str, str]
    standard_encoding: dict[int, str]
    widths: dict[str, dict[str, float]]


@cache
def _table() -> _GlyphTable:
    texts: dict[str, str] = {}
    standard: dict[int, str] = {}
    widths: dict[str, dict[str, float]] = {}
    with files("ocrfix.pdf").joinpath("glyphs.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            name, point, code = row.pop("name"), row.pop("code_point"), row.pop("standard")
            texts[name] = text = chr(int(point, 16))
            if code:
                standard[int(code, 16)] = text
            for font, width in row.items():
                if width:
                    widths.setdefault(font, {})[text] = float(width)
    return _GlyphTable(texts, standard, widths)


@cache
def glyph_text(name: str) -> str:
    """Return the text of a glyph by its name; :data:`UNKNOWN` if the name does not say.

    >>> glyph_text("eacute"), glyph_text("f_i"), glyph_text("uni00410042"), glyph_text("a.alt")
    ('é', 'fi', 'AB', 'a')
    """
    name = name.partition(".")[0]
    texts = _table().texts
    parts = [name] if name in texts else name.split("_")
    found = []
    for part in parts:
        if part in texts:
            found.append(texts[part])
        elif match := _UNI.fullmatch(part):
            digits = match[1]
            points = [int(digits[at : at + 4], 16) for at in range(0, len(digits), 4)]
            found.append("".join(map(character, points)))
        elif match := _U.fullmatch(part):
            found.append(character(int(match[1], 16)))
        else:
            return UNKNOWN
    return "".join(found) or UNKNOWN


@cache
def encoding(name: str) -> dict[int, str]:
    """Return the characters of the codes of a predefined encoding; the standard one if unknown.

    >>> encoding("WinAnsiEncoding")[0x93], encoding("StandardEncoding")[0xAE]
    ('“', 'ﬁ')
    """
    codec = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}.get(name)
    if codec is None:
        return _table().standard_encoding
    texts = {code: bytes([code]).decode(codec, "replace") for code in range(0x20, 0x100)}
    if codec == "cp1252":  # codes that Windows leaves free are bullets in PDF; AD is a hyphen
        texts = {code: "•" if text in (UNKNOWN, "\x7f") else text for code, text in texts.items()}
        texts[0xA0], texts[0xAD] = " ", "-"
    return texts


def standard_widths(base_font: str) -> dict[str, float]:
    """Return the widths of the characters of a standard font, in 1/1000 of its size.

    Args:
        base_font: its name; also those by which Windows calls it. Courier is not listed, as all
            of its glyphs have the same width.

    >>> standard_widths("Arial,Bold")["A"], standard_widths("Fraktur")
    (722.0, {})
    """
    name = base_font.partition("+")[2] or base_font
    bold, italic = "Bold" in name, "Italic" in name or "Oblique" in name
    if name.startswith(("Helvetica", "Arial")):
        return _table().widths["Helvetica-Bold" if bold else "Helvetica"]
    if name.startswith("Times"):
        style = "Bold" * bold + "Italic" * italic or "Roman"
        return _table().widths[f"Times-{style}"]
    return {}
