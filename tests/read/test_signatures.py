"""Files are recognized by their contents: texts, files with pages, and those that are refused."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocrfix.read import ReadError
from ocrfix.read.paged import may_have_pages
from ocrfix.read.signatures import recognize
from tests.page_xml.samples import alto, hocr, page_xml

LINES = [[["tbe", "letter"]]]
BOM = b"\xef\xbb\xbf"


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


PAGED = [
    ("hocr", hocr(LINES).encode()),
    ("hocr", b"<!DOCTYPE html>\n<html><body><div class=ocr_page></div>"),
    ("hocr", b"<div class='page ocr_page' title='bbox 0 0 1 1'></div>"),
    ("hocr", BOM + hocr(LINES).encode()),
    ("alto", alto(LINES).encode()),
    ("alto", alto(LINES, prefix="a").encode()),
    ("alto", b"\r\n <!-- a comment --> <?pi?><alto><Layout/></alto>"),
    ("alto", alto(LINES).replace("UTF-8", "UTF-16").encode("utf-16")),
    ("alto", b'<!DOCTYPE alto [\n<!ENTITY a "b">\n]><alto/>'),
    ("page", page_xml(LINES, prefix="pc").encode()),
    ("pdf", b"%PDF-1.3\n"),
]

TEXTS = [
    b"SECRET\n",
    b"<SECRET>\n\nThe letter <of March> was",
    b"< 5 % of the",
    b"<illegible> words",
    b"<",
    b"BZh is a name, and RIFF is, too",
    b"RIFF is another",
    b"PK and MM and II* are initials",
    b'{"original": "a"}',
    b"\xff\xfe<\0a\0 \0",
    "<déjà".encode("utf-16"),
    b"\xef\xbb\xbf< a",
    b"the alto <alto> and ocr_page",
]

REFUSED = [
    (b"\x89PNG\r\n\x1a\n", "a PNG image", "tesseract x out hocr"),
    (b"\xff\xd8\xff\xe0", "a JPEG image", "tesseract"),
    (b"II*\0\x08", "a TIFF image", "tesseract"),
    (b"MM\0*\0\0", "a TIFF image", "tesseract"),
    (b"RIFF\0\0\0\0WEBP", "a WebP image", "tesseract"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "a JPEG 2000 image", "tesseract"),
    (b"AT&TFORM\0\0", "a DjVu file", "djvutxt x"),
    (b"{\\rtf1\\ansi", "RTF", "pandoc -t plain x"),
    (b"\xd0\xcf\x11\xe0\xa1", "an old Word or Excel file", "save it as text"),
    (zipped("[Content_Types].xml", "word/document.xml"), "a Word file", "pandoc"),
    (zipped("xl/workbook.xml"), "an Excel file", "CSV"),
    (zipped("a.txt"), "a ZIP archive", "unzip x first"),
    (zipped(), "a ZIP archive", "unzip"),
    (b"\x1f\x8b\x08", "compressed", "gunzip"),
    (b"%!PS-Adobe-3.0", "PostScript", "ps2pdf"),
    (b"<!DOCTYPE html><p>SECRET", "HTML", "pandoc"),
    (b"  <HTML><body>SECRET", "HTML", "pandoc"),
    (b"<?xml version='1.0'?><TEI xmlns='http://www.tei-c.org/ns/1.0'>", "TEI", "ocrfix convert"),
    (b"<mets:mets xmlns:mets='x'>", "METS", "ALTO or PAGE files"),
    (b"<?xml version='1.0'?>\n<document/>", "XML (document)", "export"),
    (b"<memo>SECRET</memo>\n", "XML (memo)", "export"),
]


@pytest.mark.parametrize(("name", "data"), PAGED)
def test_files_with_pages(name, data):
    assert recognize(data, "x").name == name


@pytest.mark.parametrize("data", TEXTS)
def test_texts(data):
    assert recognize(data, "x") is None


@pytest.mark.parametrize(("data", "problem", "advice"), REFUSED)
def test_other_files_are_refused_with_what_to_do(data, problem, advice):
    with pytest.raises(ReadError) as refused:
        recognize(data, "x")
    assert refused.value.problem.startswith(problem)
    assert advice in refused.value.advice
    assert "\n" not in str(refused.value)


@given(st.text("<>!?-[]xmlaltohtDOCTYPE \n'\"/", max_size=60))
def test_any_text_with_tags_is_recognized_or_refused(text):
    try:
        recognize(text.encode(), "x")
    except ReadError as error:
        assert str(error)


@pytest.mark.parametrize("part", [b"<!--", b"<?", b"<!DOCTYPE a [", b"class=a ", b"<a ", b" "])
def test_a_hostile_beginning_takes_no_time(part, a_minute):
    for start in (b"<", b"<?xml?>", b"<alto "):
        try:
            recognize(start + part * (1_000_000 // len(part)), "x")
        except ReadError as error:
            assert str(error)


def test_a_file_is_looked_at_if_its_extension_may_have_pages(tmp_path):
    for name, data in {
        "a.xml": alto(LINES).encode(), "b.xml": b"<TEI/>", "c.txt": alto(LINES).encode(),
        "d.pdf": b"%PDF-1",
        "e.html": b"<html>", "f.pdf": b"",
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(data)
    paths = sorted(tmp_path.iterdir())
    assert [path.name for path in paths if may_have_pages(str(path))] == ["a.xml", "d.pdf"]
