"""The pages of files beside their text: in reports of their records, and what is said if not."""

from __future__ import annotations

import json
import re
from hashlib import sha256

import pytest

pytest.importorskip("pikepdf", reason="no libraries for PDF here: pip install 'ocrfix[pdf]'")

from msgspec.structs import replace

from ocrfix.cli import scans
from ocrfix.document import Document
from ocrfix.page_xml.hocr import open_file as open_hocr
from ocrfix.pdf import open_file as open_pdf
from ocrfix.records import Source
from tests.report.scans import typed_pdf

HOCR = b"""\
<html xmlns="http://www.w3.org/1999/xhtml"><body><div class="ocr_page" title="bbox 0 0 90 40">
<span class="ocr_line" title="bbox 1 2 80 9"><span class="ocrx_word" title="bbox 1 2 8 9">Tbe</span>
</span></div></body></html>
"""


def told(page: bytes) -> dict:
    found = re.search(rb'<script type="application/json" id="data">(.*?)</script>', page)
    return json.loads(found[1])


def record(data: bytes, name: str = "memo.pdf", format: str = "pdf") -> Document:
    """Return the record of a file in which nothing was found."""
    text = {"pdf": open_pdf, "hocr": open_hocr}[format](data).paged.text
    source = Source(name=name, format=format, sha256=sha256(data).hexdigest(), size=len(data))
    return Document(original=text, clean=text, source=source)


@pytest.fixture
def memo(tmp_path):
    """Write a PDF of three pages and its record; return its bytes."""
    data = typed_pdf([["Page 1"], ["Page 2"], ["Page 3"]])
    (tmp_path / "memo.pdf").write_bytes(data)
    (tmp_path / "memo.json").write_text(record(data).to_json(), encoding="utf-8")
    return data


def images(page: bytes) -> list[list[int]]:
    """Return the numbers of the pages that have an image, document by document."""
    return [
        [one["number"] for one in document.get("scan", {"pages": ()})["pages"] if "image" in one]
        for document in told(page)["documents"]
    ]


def test_pages_are_beside_the_text_of_a_record(run, memo):
    outcome = run("report", "memo.json")
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert images(outcome.stdout) == [[1, 2, 3]]


@pytest.mark.parametrize("path", ["memo.pdf", "-", "."])
def test_pages_are_beside_the_text_of_a_pdf(run, memo, tmp_path, path):
    (tmp_path / "memo.json").unlink()
    outcome = run("report", path, stdin=memo)
    assert (outcome.exit_code, outcome.stderr) == (0, "")
    assert images(outcome.stdout) == [[1, 2, 3]]


def test_a_file_corrected_in_place_still_has_its_pages(run, memo, tmp_path):
    (tmp_path / "memo.pdf").write_bytes(memo + b"\nan update\n")
    outcome = run("report", "memo.json")
    assert outcome.stderr == ""
    assert images(outcome.stdout) == [[1, 2, 3]]


def test_a_file_beside_its_record_is_found(run, memo, tmp_path):
    (tmp_path / "box").mkdir()
    for name in ("memo.pdf", "memo.json"):
        (tmp_path / name).rename(tmp_path / "box" / name)
    assert images(run("report", "box/memo.json").stdout) == [[1, 2, 3]]


@pytest.mark.parametrize(
    ("pages", "shown", "said"),
    [
        ("0", [[], []], ""),
        ("2", [[1, 2], []], "ocrfix: 2 of 6 pages have their image, those with changes first; "),
        ("5", [[1, 2, 3], [1, 2]], "ocrfix: 5 of 6 pages have their image"),
        ("6", [[1, 2, 3], [1, 2, 3]], ""),
        ("-1", [[], []], ""),
    ],
)
def test_no_more_images_than_asked_for(run, memo, tmp_path, pages, shown, said):
    (tmp_path / "again.json").write_bytes((tmp_path / "memo.json").read_bytes())
    outcome = run("report", "memo.json", "again.json", "--pages", pages)
    assert outcome.exit_code == 0
    assert images(outcome.stdout) == shown
    assert outcome.stderr.startswith(said)
    assert outcome.stderr.count("\n") == (1 if said else 0)
    has_scans = [bool("scan" in document) for document in told(outcome.stdout)["documents"]]
    assert has_scans == [pages not in ("0", "-1")] * 2


def test_there_is_a_limit_by_default(run, memo, monkeypatch):
    monkeypatch.setattr(scans, "DEFAULT_PAGES", 1)
    assert images(run("report", "memo.json").stdout) == [[1]]


def test_pages_that_cannot_be_shown_are_a_line_and_no_error(run, memo, tmp_path, monkeypatch):
    def said() -> str:
        outcome = run("report", "memo.json")
        assert outcome.exit_code == 0
        assert images(outcome.stdout) == [[]]
        assert outcome.stderr.count("\n") == 1
        start = "ocrfix: memo.pdf: its pages are not shown: "
        assert outcome.stderr.startswith(start)
        return outcome.stderr.removeprefix(start).rstrip("\n")

    (tmp_path / "memo.pdf").write_bytes(memo[:-1])
    assert said() == "the file is not the one that was cleaned"
    (tmp_path / "memo.pdf").unlink()
    assert said() == "cannot be read: no such file or directory"
    (tmp_path / "memo.pdf").write_bytes(b"no PDF")
    one = record(memo)
    forged = replace(one, source=replace(one.source, sha256=sha256(b"no PDF").hexdigest(), size=6))
    (tmp_path / "memo.json").write_text(forged.to_json(), encoding="utf-8")
    assert said().startswith("the PDF is damaged: ")
    (tmp_path / "memo.pdf").write_bytes(memo)
    other = replace(one, original="Page 1\n", clean="Page 1\n")
    (tmp_path / "memo.json").write_text(other.to_json(), encoding="utf-8")
    assert said() == "its text is read otherwise than when its record was written"


def test_the_extra_for_pdf_is_named_where_it_is_missing(run, memo, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "ocrfix.pdf.file", None)
    outcome = run("report", "memo.json")
    assert outcome.exit_code == 0
    assert "install it: pip install 'ocrfix[pdf]'" in outcome.stderr


def test_pages_of_xml_are_shown_without_images(run, tmp_path):
    (tmp_path / "a.hocr").write_bytes(HOCR)
    (tmp_path / "a.json").write_text(record(HOCR, "a.hocr", "hocr").to_json(), encoding="utf-8")
    outcome = run("report", "a.json")
    assert outcome.stderr == ""
    (document,) = told(outcome.stdout)["documents"]
    assert document["scan"]["pages"] == [{"number": 1, "width": 90, "height": 40}]
    assert document["scan"]["lines"] == [[1, 0, 1, 2, 8, 9]]


@pytest.fixture
def hocr(tmp_path):
    """Write an hOCR file, its record, and a folder of images; return the folder."""
    (tmp_path / "a.hocr").write_bytes(HOCR)
    (tmp_path / "a.json").write_text(record(HOCR, "a.hocr", "hocr").to_json(), encoding="utf-8")
    (tmp_path / "images").mkdir()
    return tmp_path / "images"


def test_pages_of_xml_have_images_from_a_folder(run, hocr):
    pillow = pytest.importorskip("PIL.Image", reason="no Pillow here: pip install pillow")
    pillow.new("1", (900, 400), 1).save(hocr / "a.tif", save_all=True, append_images=[])
    outcome = run("report", "a.json", "--images", "images")
    assert outcome.stderr == ""
    assert images(outcome.stdout) == [[1]]
    assert images(run("report", "a.json", "--images", "images", "--pages", "0").stdout) == [[]]


def test_images_that_cannot_be_shown_are_a_line(run, hocr, monkeypatch):
    pillow = pytest.importorskip("PIL.Image", reason="no Pillow here: pip install pillow")

    def said() -> str:
        outcome = run("report", "a.json", "--images", "images")
        assert outcome.exit_code == 0
        assert images(outcome.stdout) == [[]]
        assert "scan" in told(outcome.stdout)["documents"][0], "blank pages with boxes"
        assert outcome.stderr.count("\n") == 1
        return outcome.stderr.rstrip("\n")

    assert said() == "ocrfix: a.hocr: no image for it in images; its pages are blank"
    pillow.new("L", (400, 900)).save(hocr / "a.png")
    assert "a.png has another shape than page 1" in said()
    pillow.new("L", (900, 400)).save(hocr / "a.png")
    data = (hocr / "a.png").read_bytes()
    for broken in (b"", b"no image", data[:50]):
        (hocr / "a.png").write_bytes(broken)
        assert "a.png cannot be read as an image" in said()
    (hocr / "a.png").write_bytes(data)
    monkeypatch.setattr(pillow, "MAX_IMAGE_PIXELS", 300_000)  # a warning; an error from twice
    assert "a.png cannot be read as an image" in said()
    monkeypatch.setattr(pillow, "MAX_IMAGE_PIXELS", 100_000)
    assert "a.png cannot be read as an image" in said()


def test_a_tiff_has_an_image_for_each_page(tmp_path):
    pillow = pytest.importorskip("PIL.Image", reason="no Pillow here: pip install pillow")
    from ocrfix.report.image_file import read_image
    from ocrfix.text.pages import PageLayout

    pages = [PageLayout(number, 90, 40, "px", 0, 0, ()) for number in (1, 2, 3)]
    first, second = (pillow.new("L", (2700, 1200), gray) for gray in (0, 255))
    first.save(tmp_path / "a.tif", save_all=True, append_images=[second])
    found = {number: image for number, image in read_image(tmp_path / "a.tif", pages, 3)}
    assert {number: image.pixels[0] for number, image in found.items()} == {1: 0, 2: 255}
    assert (found[1].width, found[1].height) == (1100, 489)
    assert [number for number, _ in read_image(tmp_path / "a.tif", pages, 1)] == [1]


def test_names_of_documents_do_not_lead_out_of_the_folder_of_images(tmp_path):
    from ocrfix.report.image_file import find_image

    (tmp_path / "images").mkdir()
    (tmp_path / "secret.png").write_bytes(b"")
    (tmp_path / "images" / "a.png").write_bytes(b"")
    folder = tmp_path / "images"
    assert find_image(folder, "../secret.xml") is None
    assert find_image(folder, str(tmp_path / "secret.xml")) is None
    assert find_image(folder, "elsewhere/a.alto.xml") == folder / "a.png"
    for name in ("-", "", "..", ".", ".png", "a/"):
        assert find_image(folder, name) in (None, folder / "a.png")


def test_a_review_without_its_page_needs_no_pages(run, memo, tmp_path):
    (tmp_path / "memo.pdf").unlink()
    outcome = run("review", "memo.json")
    assert outcome.stderr == ""
    assert outcome.stdout.startswith(b"memo.pdf ")
