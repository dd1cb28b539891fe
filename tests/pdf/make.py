"""PDFs for the tests: pages with a hidden text layer, built with pikepdf."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

HELVETICA = "Helvetica"
GRAY = bytes(range(0, 240, 10))
"""The pixels of a page image, 6 across and 4 down."""


def winansi_font(pdf: pikepdf.Pdf, base: str = HELVETICA, width: int = 500) -> Any:
    """Return a simple font, not embedded, all of whose letters are equally wide."""
    widths = Array([width] * 224)
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/" + base), FirstChar=32,
        LastChar=255, Widths=widths, Encoding=Name.WinAnsiEncoding,
    )  # fmt: skip
    return pdf.make_indirect(font)


def standard_font(pdf: pikepdf.Pdf, base: str = HELVETICA) -> Any:
    """Return a standard font, which states no widths."""
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + base),
        Encoding=Name.WinAnsiEncoding,
    )  # fmt: skip
    return pdf.make_indirect(font)


def differences_font(pdf: pikepdf.Pdf, names: Sequence[str]) -> Any:
    """Return a font whose codes from 1 on are glyphs by name, as some scanners' software makes."""
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/Scan"), FirstChar=1,
        LastChar=len(names), Widths=Array([480 + 10 * (i % 5) for i in range(len(names))]),
        Encoding=Dictionary(Differences=Array([1, *(Name("/" + name) for name in names)])),
        FontDescriptor=Dictionary(
            Type=Name.FontDescriptor, FontName=Name("/Scan"), Flags=32, Ascent=800, Descent=-150,
            FontBBox=Array([0, -150, 1000, 800]), ItalicAngle=0, CapHeight=700, StemV=80,
        ),
    )  # fmt: skip
    return pdf.make_indirect(font)


def type3_font(pdf: pikepdf.Pdf) -> Any:
    """Return a Type 3 font with the letters a to z and the blank, which paint nothing."""
    names = ["space", *"abcdefghijklmnopqrstuvwxyz"]
    codes = [32, *range(97, 123)]
    nothing = pdf.make_indirect(Stream(pdf, b"50 0 0 0 50 70 d1"))
    differences: list[Any] = []
    for code, name in zip(codes, names, strict=True):
        differences += [code, Name("/" + name)]
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontMatrix=Array([0.01, 0, 0, 0.01, 0, 0]),
        FontBBox=Array([0, -20, 100, 80]), FirstChar=32, LastChar=122,
        Widths=Array([50 if code in codes else 0 for code in range(32, 123)]),
        CharProcs=Dictionary({"/" + name: nothing for name in names}),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array(differences)),
        Resources=Dictionary(),
    )  # fmt: skip
    return pdf.make_indirect(font)


def type0_font(pdf: pikepdf.Pdf, letters: str, swapped: bool = False) -> Any:
    """Return a composite font whose codes from 1 on are the letters."""
    order = "little" if swapped else "big"
    rows = b"\n".join(
        b"<%04X> <%s>" % (code, ord(letter).to_bytes(2, order).hex().encode())  # type: ignore[arg-type]
        for code, letter in enumerate(letters, 1)
    )
    cmap = (
        b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        b"%d beginbfchar\n%s\nendbfchar endcmap" % (len(letters), rows)
    )
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/Composite"), DW=450,
        W=Array([1, Array([500, 520]), 3, 10, 480]),
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=Dictionary(
            Type=Name.FontDescriptor, FontName=Name("/Composite"), Flags=4, Ascent=750,
            Descent=-250, FontBBox=Array([0, -250, 1000, 750]), ItalicAngle=0, CapHeight=700,
            StemV=80,
        ),
    )  # fmt: skip
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/Composite"),
        Encoding=Name("/Identity-H"), DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_indirect(Stream(pdf, cmap)),
    )  # fmt: skip
    return pdf.make_indirect(font)


def page_image(pdf: pikepdf.Pdf) -> Any:
    image = Stream(pdf, zlib.compress(GRAY))
    image.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=6, Height=4, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray, Filter=Name.FlateDecode,
    )  # fmt: skip
    return pdf.make_indirect(image)


def add_page(
    pdf: pikepdf.Pdf,
    content: bytes | Sequence[Any],
    fonts: dict[str, Any],
    box: Sequence[float] = (0, 0, 300, 200),
    **entries: Any,
) -> pikepdf.Page:
    """Add a page.

    Args:
        pdf: the PDF.
        content: its content, or the streams of its content.
        fonts: its fonts, by name.
        box: its media box.
        entries: of the page, such as ``Rotate``.
    """
    if isinstance(content, bytes):
        contents = pdf.make_indirect(Stream(pdf, content))
    else:
        contents = Array(list(content))
    resources = Dictionary(
        Font=Dictionary({"/" + name: font for name, font in fonts.items()}),
        XObject=Dictionary(Im0=page_image(pdf)),
    )
    resources.update(entries.pop("Resources", {}))
    page = Dictionary(
        Type=Name.Page, MediaBox=Array(list(box)), Contents=contents, Resources=resources, **entries
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf.pages[-1]


def scan(text: bytes, box: Sequence[float] = (0, 0, 300, 200)) -> bytes:
    """Return a content stream: the page image, then hidden text between ``BT`` and ``ET``."""
    left, bottom, right, top = box
    image = b"q %g 0 0 %g %g %g cm /Im0 Do Q\n" % (right - left, top - bottom, left, bottom)
    return image + b"BT 3 Tr " + text + b" ET\n"


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    output = io.BytesIO()
    options.setdefault("deterministic_id", True)
    options.setdefault("compress_streams", False)
    options.setdefault("object_stream_mode", pikepdf.ObjectStreamMode.disable)
    pdf.save(output, **options)
    return output.getvalue()


def one_page(text: bytes, fonts: Iterable[str] = ("F1",), **entries: Any) -> bytes:
    """Return a PDF of one page with hidden text in a font of equally wide letters."""
    pdf = pikepdf.new()
    box = entries.pop("box", (0, 0, 300, 200))
    add_page(pdf, scan(text, box), {name: winansi_font(pdf) for name in fonts}, box, **entries)
    return saved(pdf)


def contents(data: bytes) -> list[bytes]:
    """Return the content streams of the first page of a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = pdf.pages[0].obj.Contents
        parts = list(found) if isinstance(found, Array) else [found]
        return [part.read_bytes() for part in parts]
