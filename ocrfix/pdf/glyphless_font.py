"""Fallback font: shows any letter as nothing, for words that the layer's own font cannot write.

A composite font whose codes are UTF-16 and whose only glyph is empty. It is embedded, and has a map
to Unicode, as archival PDFs require.
"""

from __future__ import annotations

import struct
from typing import Any

import pikepdf

from ocrfix.pdf.filters import deflated_stream

GLYPH_WIDTH = 0.5
"""Of every glyph, in parts of the font size."""

BASE_FONT = "/OcrfixGlyphless"

_UNITS_PER_EM = 1000
_MAX_EXTENT = 0x7FFF  # font programs have numbers of 16 bits
_ADVANCE = int(GLYPH_WIDTH * _UNITS_PER_EM)  # in the units of the font program
_ALL_CODES = 0x10000
_SERIF_AND_SYMBOLIC = 5  # flags of the font descriptor: it has no standard set of letters
_ON_CURVE = 1  # a point of an outline
_FIXED_PITCH = 1  # in the table `post`
_WINDOWS_EPOCH = 0  # no time of creation: equal files have equal bytes


def glyphless_font(
    pdf: pikepdf.Pdf, ascent: float, descent: float
) -> tuple[pikepdf.Object, list[pikepdf.Object]]:
    """Return a fallback font for a PDF, and all objects that it adds to the PDF.

    Args:
        pdf: the PDF; the objects are added to it.
        ascent: of the font replaced, in parts of its size, so that words stay as high as they were.
        descent: of the font replaced, negative.
    """
    low, high = (
        max(-_MAX_EXTENT, min(_MAX_EXTENT, round(extent * _UNITS_PER_EM)))
        for extent in (descent, ascent)
    )
    program = _font_program(high, low)
    font_file = deflated_stream(pdf, program)
    font_file["/Length1"] = len(program)
    added: list[Any] = [pdf.make_indirect(font_file)]
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name(BASE_FONT),
        Flags=_SERIF_AND_SYMBOLIC, FontBBox=[0, low, _ADVANCE, high], ItalicAngle=0, Ascent=high,
        Descent=low, CapHeight=high, StemV=80, FontFile2=added[0],
    )  # fmt: skip
    added.append(pdf.make_indirect(descriptor))
    added.append(pdf.make_indirect(deflated_stream(pdf, b"\x00\x01" * _ALL_CODES)))
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType2, BaseFont=pikepdf.Name(BASE_FONT),
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        DW=_ADVANCE, FontDescriptor=added[1], CIDToGIDMap=added[2],
    )  # fmt: skip
    added.append(pdf.make_indirect(descendant))
    added.append(pdf.make_indirect(deflated_stream(pdf, _to_unicode())))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=pikepdf.Name(BASE_FONT),
        Encoding=pikepdf.Name("/Identity-H"), DescendantFonts=[added[3]], ToUnicode=added[4],
    )  # fmt: skip
    added.append(pdf.make_indirect(font))
    return added[-1], added


def _to_unicode() -> bytes:
    """Return the character map: each code is its UTF-16 unit."""
    rows = [b"<%02X00> <%02XFF> <%02X00>" % (high, high, high) for high in range(0x100)]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]  # the most that are allowed
    ranges = b"".join(
        b"%d beginbfrange\n%s\nendbfrange\n" % (len(block), b"\n".join(block)) for block in blocks
    )
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        + ranges
        + b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )


def _font_program(ascent: int, descent: int) -> bytes:
    """Return a TrueType font of two glyphs, the second with specks in two corners of its box.

    Some viewers drop the text of a font without any outline, or of one whose box has no height.
    """
    corners = [(0, descent), (1, descent), (0, descent + 1)]
    corners += [(_ADVANCE, ascent), (_ADVANCE - 1, ascent), (_ADVANCE, ascent - 1)]
    outline = struct.pack(">5h", 2, 0, descent, _ADVANCE, ascent)
    outline += struct.pack(">3H6B", 2, 5, 0, *[_ON_CURVE] * len(corners))
    for axis in (0, 1):
        values = [corner[axis] for corner in corners]
        steps = [new - old for old, new in zip([0, *values], values, strict=False)]
        outline += struct.pack(">6h", *steps)
    outline += b"\x00" * (-len(outline) % 4)
    tables = {
        b"OS/2": struct.pack(
            ">HhHHH 11h 10s 4I 4s HHH hhhHH II hhHHH",
            4, _ADVANCE, 400, 5, 0, *[0] * 11, bytes(10), *[0] * 4, b"    ",
            0x40, 0x20, 0x20, ascent, descent, 0, max(ascent, 0), max(-descent, 0), 1, 0,
            0, 0, 0, 0x20, 0,
        ),
        b"cmap": struct.pack(">HHHHI HHH 256B", 0, 1, 1, 0, 12, 0, 262, 0, *[1] * 256),
        b"glyf": outline,
        b"head": struct.pack(
            ">IIIIHHQQ4hHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _UNITS_PER_EM, _WINDOWS_EPOCH,
            _WINDOWS_EPOCH, 0, descent, _ADVANCE, ascent, 0, 8, 2, 1, 0,
        ),
        b"hhea": struct.pack(
            ">I3hH11hH", 0x10000, ascent, descent, 0, _ADVANCE, *[0] * 11, 1
        ),
        b"hmtx": struct.pack(">Hhh", _ADVANCE, 0, 0),
        b"loca": struct.pack(">3I", 0, 0, len(outline)),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 6, 2, 0, 0, 2, *[0] * 8),
        b"name": _name_table(),
        b"post": struct.pack(">IIhhI4I", 0x30000, 0, 0, 0, _FIXED_PITCH, 0, 0, 0, 0),
    }  # fmt: skip
    return _font_file(tables)


def _name_table() -> bytes:
    name = BASE_FONT[1:].encode("utf-16-be")
    records = [struct.pack(">6H", 3, 1, 0x409, which, len(name), 0) for which in (1, 4, 6)]
    return struct.pack(">3H", 0, len(records), 6 + 12 * len(records)) + b"".join(records) + name


def _font_file(tables: dict[bytes, bytes]) -> bytes:
    """Return the tables of a font as a file, with their checksums."""
    power = len(tables).bit_length() - 1
    header = struct.pack(
        ">IHHHH", 0x10000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power)
    )
    offset = len(header) + 16 * len(tables)
    directory, body = b"", b""
    for tag, table in sorted(tables.items()):
        padded = table + b"\x00" * (-len(table) % 4)
        directory += struct.pack(">4sIII", tag, _checksum(padded), offset + len(body), len(table))
        body += padded
    font = header + directory + body
    adjustment = (0xB1B0AFBA - _checksum(font)) & 0xFFFFFFFF
    at = offset + body.index(struct.pack(">II", 0, 0x5F0F3CF5))
    return font[:at] + struct.pack(">I", adjustment) + font[at + 4 :]


def _checksum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}I", data)
    return sum(words) & 0xFFFFFFFF
