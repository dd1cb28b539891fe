"""Reading text layers: operators and fonts, boxes on the displayed page, hidden text."""

from __future__ import annotations

import math

import pytest

pikepdf = pytest.importorskip("pikepdf", reason="reading PDFs needs the extra pdf")
pytest.importorskip("pypdfium2", reason="verifying PDFs needs the extra pdf")

from pikepdf import Array, Dictionary, Name, Stream

from ocrfix.pages.file import PageFormatError
from ocrfix.pdf import open_file
from tests.pdf import make

SHOWN = [
    ("Tj", b"/F1 10 Tf 20 100 Td (one two) Tj", "one two\n"),
    ("TJ", b"/F1 10 Tf 20 100 Td [(o) -20 (ne t) 5 (wo)] TJ", "one two\n"),
    ("TJ: a jump parts words", b"/F1 10 Tf 20 100 Td [(one) -600 (two)] TJ", "one two\n"),
    ("'", b"/F1 10 Tf 12 TL 20 100 Td (one) Tj (two) '", "one\ntwo\n"),
    ('"', b'/F1 10 Tf 12 TL 20 100 Td (one) Tj 3 1 (two x) "', "one\ntwo x\n"),
    ("T*", b"/F1 10 Tf 12 TL 20 100 Td (one) Tj T* (two) Tj", "one\ntwo\n"),
    ("TD", b"/F1 10 Tf 20 100 TD (one) Tj 0 -12 TD (two) Tj T* (three) Tj", "one\ntwo\nthree\n"),
    ("Tm", b"/F1 10 Tf 1 0 0 1 20 100 Tm (one ) Tj 1 0 0 1 40 100 Tm (two) Tj", "one two\n"),
    ("letters by Tm", b"/F1 10 Tf 1 0 0 1 20 99 Tm(o)Tj 1 0 0 1 25 99 Tm(n)Tj", "on\n"),
    ("letter-spaced", b"/F1 10 Tf 8 Tc 20 100 Td (one two) Tj", "one two\n"),
    ("letter-spaced, narrow", b"/F1 10 Tf 40 Tz 9 Tc 20 100 Td (one) Tj 3 Tc ( two) Tj",
     "one two\n"),
    ("word spacing", b"/F1 10 Tf 30 Tw 20 100 Td (one two) Tj", "one two\n"),
    ("rise", b"/F1 10 Tf 20 100 Td (no) Tj 3 Ts (2) Tj 0 Ts ( x) Tj", "no2 x\n"),
    ("columns", b"/F1 10 Tf 20 100 Td (a) Tj 0 -12 Td (b) Tj 90 12 Td (c) Tj 0 -12 Td (d) Tj",
     "a\nb\nc\nd\n"),
    ("a table", b"/F1 10 Tf 20 100 Td (a) Tj 90 0 Td (b) Tj", "a b\n"),
    ("back on the line", b"/F1 10 Tf 120 100 Td (b) Tj -100 0 Td (a) Tj", "b\na\n"),
    ("blanks alone", b"/F1 10 Tf 20 100 Td (one) Tj ( ) Tj (two) Tj", "one two\n"),
    ("more blanks", b"/F1 10 Tf 20 100 Td (  one   two ) Tj", "one two\n"),
    ("no-break blank", b"/F1 10 Tf 20 100 Td (one\\240two) Tj", "one two\n"),
    ("a font that is missing", b"/F9 10 Tf 20 100 Td (one) Tj /F1 10 Tf (two) Tj", "two\n"),
    ("hexadecimal", b"/F1 10 Tf 20 100 Td <6F6E65> Tj", "one\n"),
    ("flipped", b"/F1 -10 Tf -1 0 0 -1 20 100 Tm (one) Tj (two) Tj", "onetwo\n"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "content", "text"), SHOWN, ids=[case[0] for case in SHOWN])
def test_words_and_lines(label, content, text):
    assert open_file(make.one_page(content)).paged.text == text


def page_of(font_of, content: bytes, **entries) -> bytes:
    pdf = pikepdf.new()
    make.add_page(pdf, make.scan(content), {"F1": font_of(pdf)}, **entries)
    return make.saved(pdf)


FONTS = [
    ("WinAnsi", make.winansi_font, b"(\x93caf\xe9\x94)", "“café”"),
    ("standard", make.standard_font, b"(AWAY)", "AWAY"),
    ("differences", lambda pdf: make.differences_font(pdf, ["H", "eacute", "f_i", "uni0416"]),
     b"<01020304>", "HéfiЖ"),
    ("Type 3", make.type3_font, b"(abc)", "abc"),
    ("Type 0", lambda pdf: make.type0_font(pdf, "abЖ"), b"<000100020003>", "abЖ"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "font", "string", "text"), FONTS, ids=[f[0] for f in FONTS])
def test_fonts(label, font, string, text):
    paged = open_file(page_of(font, b"/F1 10 Tf 20 100 Td " + string + b" Tj")).paged
    assert paged.text == text + "\n"


def test_widths_of_standard_fonts():
    content = b"/F1 10 Tf 20 100 Td (AWAY) Tj"
    (word,) = open_file(page_of(make.standard_font, content)).paged.words
    assert word.quad.box[2] - word.quad.box[0] == pytest.approx((667 + 944 + 667 + 667) / 100)


def test_text_with_swapped_bytes_is_not_read():
    data = page_of(
        lambda pdf: make.type0_font(pdf, "abcd", swapped=True),
        b"/F1 10 Tf 20 100 Td <0001000200030004> Tj",
    )
    with pytest.raises(PageFormatError, match="do not say which letters"):
        open_file(data)


WORD = b"/F1 10 Tf 1 0 0 1 %d %d Tm (word) Tj"
"""Of size 10, 20 wide, from 2.07 below the baseline to 7.18 above it."""

BOXES = [
    ("plain", (0, 0, 300, 200), {}, (20, 92.82, 40, 102.07)),
    ("origin elsewhere", (-50, -30, 250, 170), {}, (70, 62.82, 90, 72.07)),
    ("cropped", (0, 0, 300, 200), {"CropBox": [10, 20, 200, 180]}, (10, 72.82, 30, 82.07)),
    ("crop box larger than the page", (0, 0, 300, 200), {"CropBox": [-9, -9, 999, 999]},
     (20, 92.82, 40, 102.07)),
    ("unit", (0, 0, 300, 200), {"UserUnit": 2}, (40, 185.64, 80, 204.14)),
    ("rotated 90", (0, 0, 300, 200), {"Rotate": 90}, (97.93, 20, 107.18, 40)),
    ("rotated 180", (0, 0, 300, 200), {"Rotate": 180}, (260, 97.93, 280, 107.18)),
    ("rotated 270", (0, 0, 300, 200), {"Rotate": 270}, (92.82, 260, 102.07, 280)),
    ("rotated -90", (0, 0, 300, 200), {"Rotate": -90}, (92.82, 260, 102.07, 280)),
    ("rotated and cropped", (0, 0, 300, 200), {"Rotate": 90, "CropBox": [10, 20, 200, 180]},
     (77.93, 10, 87.18, 30)),
]  # fmt: skip


@pytest.mark.parametrize(("label", "box", "entries", "expected"), BOXES, ids=[b[0] for b in BOXES])
def test_boxes_are_on_the_displayed_page(label, box, entries, expected):
    entries = {
        key: Array(value) if isinstance(value, list) else value for key, value in entries.items()
    }
    paged = open_file(make.one_page(WORD % (20, 100), box=box, **entries)).paged
    assert paged.words[0].quad.box == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("degrees", [0, 3, 90, 135, 180, 270])
def test_corners_go_around_the_text(degrees):
    """Lower left, lower right, upper right, upper left as its reader sees them."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    matrix = b"%.5f %.5f %.5f %.5f 150 100 Tm" % (cosine, sine, -sine, cosine)
    data = make.one_page(b"/F1 10 Tf " + matrix + b" (word) Tj")
    quad = open_file(data).paged.words[0].quad
    points = list(zip(quad[0::2], quad[1::2], strict=True))

    def page(along: float, up: float) -> tuple[float, float]:
        return 150 + along * cosine - up * sine, 200 - (100 + along * sine + up * cosine)

    expected = [page(0, -2.07), page(20, -2.07), page(20, 7.18), page(0, 7.18)]
    for point, other in zip(points, expected, strict=True):
        assert point == pytest.approx(other, abs=0.01)


def test_pages_are_parted_by_form_feeds():
    pdf = pikepdf.new()
    font = make.winansi_font(pdf)
    for content in (b"/F1 10 Tf 20 100 Td (one) Tj", b"", b"/F1 10 Tf 20 100 Td (two) Tj"):
        make.add_page(pdf, make.scan(content), {"F1": font})
    paged = open_file(make.saved(pdf)).paged
    assert paged.text == "one\n\f\ftwo\n"
    assert [paged.text[page.start : page.end] for page in paged.pages] == ["one\n", "", "two\n"]


IMAGE = b"q 300 0 0 200 0 0 cm /Im0 Do Q "
TEXT = b"BT /F1 10 Tf 20 100 Td (word) Tj ET "
HIDDEN = [
    ("render mode 3", b"BT 3 Tr ET " + TEXT, True),
    ("render mode 7", b"BT 7 Tr ET " + TEXT, True),
    ("render mode 0 over the image", IMAGE + TEXT, False),
    ("under the page image", TEXT + IMAGE, True),
    ("under the page image, in strips",
     TEXT + b"q 300 0 0 50 0 0 cm /Im0 Do Q q 300 0 0 150 0 50 cm /Im0 Do Q", True),
    ("under a stamp", TEXT + b"q 60 0 0 60 10 80 cm /Im0 Do Q", False),
    ("beside an image", TEXT + b"q 300 0 0 80 0 0 cm /Im0 Do Q q 300 0 0 60 0 130 cm /Im0 Do Q",
     False),
    ("half under an image", TEXT + b"q 300 0 0 200 30 0 cm /Im0 Do Q", False),
    ("under a turned image", TEXT + b"q 0 200 -300 0 300 0 cm /Im0 Do Q", True),
    ("under a transparent image", TEXT + b"/GS0 gs " + IMAGE, False),
    ("under a clipped image", TEXT + b"q 0 0 300 90 re W n " + IMAGE + b"Q", False),
    ("under an image clipped to the page", TEXT + b"q 0 0 300 200 re W n " + IMAGE + b"Q", True),
    ("under an image clipped by a curve", TEXT + b"q 0 0 m 9 9 l W n " + IMAGE + b"Q", False),
    ("under an optional image", TEXT + b"/OC /OC0 BDC " + IMAGE + b"EMC", False),
    ("under a mask", TEXT + b"q 300 0 0 200 0 0 cm /Mask Do Q", False),
    ("under an image with a soft mask", TEXT + b"q 300 0 0 200 0 0 cm /Soft Do Q", False),
    ("under an inline image",
     TEXT + b"q 300 0 0 200 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q ", True),
    ("under an inline mask",
     TEXT + b"q 300 0 0 200 0 0 cm BI /W 1 /H 1 /IM true ID a EI Q ", False),
]  # fmt: skip


@pytest.mark.parametrize(("label", "content", "hidden"), HIDDEN, ids=[case[0] for case in HIDDEN])
def test_hidden_text_is_changeable(label, content, hidden):
    pdf = pikepdf.new()
    mask, soft = (make.page_image(pdf) for _ in range(2))
    mask.ImageMask, mask.BitsPerComponent = True, 1
    del mask.ColorSpace
    soft.SMask = make.page_image(pdf)
    resources = Dictionary(
        ExtGState=Dictionary(GS0=Dictionary(ca=0.5)),
        Properties=Dictionary(OC0=Dictionary(Type=Name.OCG, Name="layer")),
        XObject=Dictionary(Im0=make.page_image(pdf), Mask=mask, Soft=soft),
    )
    make.add_page(pdf, content, {"F1": make.winansi_font(pdf)}, Resources=resources)
    file = open_file(make.saved(pdf))
    assert file.is_changeable(0, 1) is hidden
    assert file.has_text_layer is hidden


def test_a_form_is_read_where_it_is_drawn():
    pdf = pikepdf.new()
    form = Stream(pdf, b"BT /F1 10 Tf 3 Tr (inner) Tj ET")
    form.Subtype, form.BBox = Name.Form, Array([0, -10, 300, 200])
    form.Matrix = Array([1, 0, 0, 1, 5, 0])
    form.Resources = Dictionary(Font=Dictionary(F1=make.winansi_font(pdf)))
    drawn = pdf.make_indirect(form)
    content = b"q 1 0 0 1 10 100 cm /Fm0 Do Q BT 3 Tr /F1 10 Tf 15 80 Td (outer) Tj ET"
    make.add_page(
        pdf, content, {"F1": make.winansi_font(pdf)},
        Resources=Dictionary(XObject=Dictionary(Fm0=drawn)),
    )  # fmt: skip
    paged = open_file(make.saved(pdf)).paged
    assert paged.text == "inner\nouter\n"
    assert [word.quad.box[0] for word in paged.words] == pytest.approx([15, 15])


def test_a_page_image_without_text_is_refused():
    with pytest.raises(PageFormatError, match=r"images without text.*ocrmypdf --force-ocr"):
        open_file(make.one_page(b""))


NO_PDF = [b"", b"%PDF-1.4", b"hello", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<</Root 1 0 R>>"]


@pytest.mark.parametrize("data", NO_PDF)
def test_what_is_no_pdf_is_refused(data):
    with pytest.raises(PageFormatError):
        open_file(data)
