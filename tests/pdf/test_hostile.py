"""Hostile PDFs: bounded time and memory, and one clear line."""

from __future__ import annotations

import base64
import random
import zlib

import pytest

pikepdf = pytest.importorskip("pikepdf", reason="reading PDFs needs the extra pdf")
pytest.importorskip("pypdfium2", reason="verifying PDFs needs the extra pdf")

from pikepdf import Array, Dictionary, Name, Stream

from ocrfix.pages.file import PageFormatError, WordChange
from ocrfix.pdf import filters, limits, open_file
from tests.pdf import make

LINE = b"/F1 10 Tf 20 150 Td (first second) Tj"


def bomb(megabytes: int) -> bytes:
    """Return zlib data that expand a thousandfold."""
    compressor = zlib.compressobj(9)
    block = b" " * (1 << 20)
    return b"".join(compressor.compress(block) for _ in range(megabytes)) + compressor.flush()


def flate(pdf, data: bytes):
    stream = Stream(pdf, b"")
    stream.write(data, filter=Name.FlateDecode)
    return pdf.make_indirect(stream)


@pytest.fixture(autouse=True)
def low_limits(monkeypatch):
    """Limits at which the tests are quick; the errors are the same."""
    monkeypatch.setattr("ocrfix.pdf.content.MAX_CONTENT_BYTES", 8 << 20)
    monkeypatch.setattr("ocrfix.pdf.filters.MAX_OBJECT_STREAM_BYTES", 8 << 20)


def test_a_content_stream_that_is_a_bomb():
    pdf = pikepdf.new()
    make.add_page(pdf, [flate(pdf, bomb(40))], {})
    with pytest.raises(PageFormatError, match="too many bytes"):
        open_file(make.saved(pdf))


def test_a_bomb_in_many_streams():
    pdf = pikepdf.new()
    stream = flate(pdf, bomb(3))
    make.add_page(pdf, [stream] * 10, {})
    with pytest.raises(PageFormatError, match="too many bytes"):
        open_file(make.saved(pdf))


def test_a_bomb_in_a_bomb():
    pdf = pikepdf.new()
    stream = Stream(pdf, zlib.compress(bomb(40)))
    stream.Filter = Array([Name.FlateDecode, Name.FlateDecode])
    make.add_page(pdf, [pdf.make_indirect(stream)], {})
    with pytest.raises(PageFormatError, match="too many bytes"):
        open_file(make.saved(pdf))


def test_a_character_map_that_is_a_bomb():
    pdf = pikepdf.new()
    font = make.type0_font(pdf, "ab")
    font.ToUnicode = flate(pdf, bomb(40))
    make.add_page(pdf, make.scan(b"/F1 10 Tf (x) Tj"), {"F1": font})
    with pytest.raises(PageFormatError, match="too many bytes"):
        open_file(make.saved(pdf))


def test_an_object_stream_that_is_a_bomb():
    data = make.one_page(LINE)
    packed = bomb(40)
    head = (
        b"\n90 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n"
    )
    with pytest.raises(PageFormatError, match="object streams"):
        open_file(data + head % len(packed) + packed + b"\nendstream\nendobj\n")


def with_map(cmap: bytes) -> bytes:
    pdf = pikepdf.new()
    font = make.type0_font(pdf, "ab")
    font.ToUnicode = pdf.make_indirect(Stream(pdf, cmap))
    make.add_page(pdf, make.scan(b"/F1 10 Tf 20 100 Td <00010002> Tj"), {"F1": font})
    return make.saved(pdf)


def test_huge_ranges_of_a_character_map():
    row = b"<0000> <FFFFFFFF> <0041>\n"
    file = open_file(with_map(b"1 beginbfrange\n" + row * 10_000 + b"endbfrange"))
    assert file.paged.text == "BC\n"


def test_too_many_entries_of_a_character_map():
    rows = b"".join(b"<%08X> <0041>\n" % code for code in range(limits.MAX_CODES + 10))
    with pytest.raises(PageFormatError, match="codes of a font"):
        open_file(with_map(b"1 beginbfchar\n" + rows + b"endbfchar"))


def with_forms(count: int, times: int, content: bytes = b"") -> bytes:
    """Return a PDF whose forms draw each other: each draws the next so many times."""
    pdf = pikepdf.new()
    drawn = None
    for _ in range(count):
        form = Stream(pdf, content if drawn is None else b"/Fm Do " * times)
        form.Subtype, form.BBox = Name.Form, Array([0, 0, 300, 200])
        if drawn is not None:
            form.Resources = Dictionary(XObject=Dictionary(Fm=drawn))
        drawn = pdf.make_indirect(form)
    text = make.scan(LINE) + b"/Fm Do"
    resources = Dictionary(XObject=Dictionary(Fm=drawn, Im0=make.page_image(pdf)))
    make.add_page(pdf, text, {"F1": make.winansi_font(pdf)}, Resources=resources)
    return make.saved(pdf)


def test_forms_that_multiply(monkeypatch):
    monkeypatch.setattr("ocrfix.pdf.interpreter.MAX_FORMS", 1000)
    with pytest.raises(PageFormatError, match="forms of a page"):
        open_file(with_forms(20, 10))


def test_forms_full_of_blanks_that_multiply(monkeypatch):
    monkeypatch.setattr("ocrfix.pdf.interpreter.MAX_CONTENT_BYTES", 1 << 20)
    with pytest.raises(PageFormatError, match="bytes of a page's content"):
        open_file(with_forms(2, 200, b" " * 10_000))


def test_forms_that_nest_deeply():
    with pytest.raises(PageFormatError, match="forms that draw forms"):
        open_file(with_forms(limits.MAX_NESTING + 2, 1))


def test_a_form_that_draws_itself_is_drawn_once():
    pdf = pikepdf.new()
    form = pdf.make_indirect(Stream(pdf, b"BT 3 Tr /F1 10 Tf 20 50 Td (self) Tj ET /Fm Do"))
    form.Subtype, form.BBox = Name.Form, Array([0, 0, 300, 200])
    form.Resources = Dictionary(
        XObject=Dictionary(Fm=form), Font=Dictionary(F1=make.winansi_font(pdf))
    )
    resources = Dictionary(XObject=Dictionary(Fm=form))
    make.add_page(pdf, b"/Fm Do", {}, Resources=resources)
    data = make.saved(pdf)
    assert open_file(data).paged.text == "self\n"
    changed = open_file(data).write([WordChange(0, 1, ("other",))])
    assert open_file(changed).paged.text == "other\n"


def test_too_many_glyphs(monkeypatch):
    monkeypatch.setattr("ocrfix.pdf.interpreter.MAX_GLYPHS", 10)
    with pytest.raises(PageFormatError, match="glyphs of a page"):
        open_file(make.one_page(LINE))


def test_too_many_saved_states():
    with pytest.raises(PageFormatError, match="saved graphics states"):
        open_file(make.one_page(LINE + b" q" * 2000))


ODD = [
    b"/F1 10 Tf (x) Tj (first",
    b"Q Q Q EMC EMC ET /F1 10 Tf 20 100 Td (x) Tj",
    b"/F1 Tf 10 Tf /F1 (x) Tf Tj (x) Tj [] TJ [[(x)]] TJ () Tj",
    b"/F1 10 Tf (a) (b) Tj 1 0 0 1 Tm 0 Tz (c) Tj 0 0 0 0 0 0 cm (d) Tj",
    b"/F1 1e99 Tf 99999999999999999999 Tc (x) Tj",
    b"/F1 10 Tf 0 0 0 0 0 0 Tm (one) Tj (two) Tj",
    b"/Nothing Do /Im0 gs /F1 Do /X BDC /OC /Y BDC (x) Tj",
    b"/F1 0 Tf (zero) Tj /F1 10 Tf (x) Tj",
]


@pytest.mark.parametrize("content", ODD)
def test_odd_operands(content):
    try:
        file = open_file(make.one_page(content))
    except PageFormatError as error:
        assert "\n" not in str(error)
    else:
        changes = [WordChange(at, at + 1, ("new",)) for at in range(len(file.paged.words))]
        changes = [change for change in changes if file.is_changeable(change.first, change.last)]
        try:
            file.write(changes)
        except PageFormatError as error:
            assert "\n" not in str(error)


@pytest.mark.parametrize("seed", range(60))
def test_damaged_files(seed):
    """A PDF with some bytes replaced or cut off is read, or refused with one line."""
    random_ = random.Random(seed)
    kinds = [make.one_page(LINE), make.one_page(b"/F1 10 Tf [(a) 3 (b c)] TJ"), with_map(b"")]
    data = bytearray(random_.choice(kinds))
    for _ in range(random_.randint(1, 20)):
        at = random_.randrange(len(data))
        if random_.random() < 0.3:
            del data[at : at + random_.randint(1, 40)]
        else:
            data[at] = random_.randrange(256)
    try:
        file = open_file(bytes(data))
        if file.is_changeable(0, 1):
            changed = file.write([WordChange(0, 1, ("new",))])
            assert open_file(changed).paged.text.startswith("new")
    except PageFormatError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("name", ["/LZWDecode", "/RunLengthDecode", "/ASCII85Decode", "/AHx"])
def test_filters(name):
    content = make.scan(LINE)
    encoded = {
        "/LZWDecode": lzw(content),
        "/RunLengthDecode": b"".join(b"\x00" + bytes([byte]) for byte in content) + b"\x80",
        "/ASCII85Decode": ascii85(content),
        "/AHx": content.hex().encode() + b">",
    }[name]
    pdf = pikepdf.new()
    stream = Stream(pdf, encoded)
    stream.Filter = Name(name)
    make.add_page(pdf, [pdf.make_indirect(stream)], {"F1": make.winansi_font(pdf)})
    file = open_file(make.saved(pdf))
    assert file.paged.text == "first second\n"
    assert open_file(file.write([WordChange(0, 1, ("1st",))])).paged.text == "1st second\n"


def ascii85(data: bytes) -> bytes:
    return base64.a85encode(data) + b"~>"


def lzw(data: bytes) -> bytes:
    """Return data in LZW, with the codes of nine bits only: the table is cleared in time."""
    codes: list[int] = []
    for start in range(0, len(data), 200):
        codes += [256, *data[start : start + 200]]
    bits = "".join(f"{code:09b}" for code in [*codes, 257])
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))


def test_lzw_agrees_with_qpdf():
    """Codes of nine to twelve bits, made by a program of our own and read by two others."""
    random_ = random.Random(3)
    data = bytes(random_.choice(b"abcd ") for _ in range(30_000))
    encoded = lzw_greedy(data)
    pdf = pikepdf.new()
    stream = Stream(pdf, encoded)
    stream.Filter = Name.LZWDecode
    assert stream.read_bytes() == data
    assert filters.stream_bytes(stream, 1 << 20) == data


def lzw_greedy(data: bytes) -> bytes:
    table = {bytes([byte]): byte for byte in range(256)}
    bits, width, current = [f"{256:09b}"], 9, b""
    for byte in data:
        longer = current + bytes([byte])
        if longer in table:
            current = longer
            continue
        bits.append(f"{table[current]:0{width}b}")
        table[longer] = len(table) + 2
        if len(table) + 2 >= (1 << width):
            width += 1
        if len(table) + 2 > 4090:
            bits.append(f"{256:0{width}b}")
            table = {bytes([one]): one for one in range(256)}
            width = 9
        current = bytes([byte])
    bits += [f"{table[current]:0{width}b}", f"{257:0{width}b}"]
    text = "".join(bits)
    text += "0" * (-len(text) % 8)
    return bytes(int(text[at : at + 8], 2) for at in range(0, len(text), 8))


def test_a_truncated_flate_stream_is_read_as_far_as_it_goes():
    content = make.scan(LINE) + b" " + bytes(random.Random(1).randbytes(3000))
    assert len(filters.inflate(zlib.compress(content)[:-800], 1 << 20)) > 100
