"""The pages of a scan in the report: their images, and the places of lines, changes and markers."""

from __future__ import annotations

import io
import json
import re
import zlib
from base64 import b64decode
from struct import unpack

import pytest

pytest.importorskip("pikepdf", reason="no libraries for PDF here: pip install 'ocrfix[pdf]'")

from hypothesis import given
from hypothesis import strategies as st

from ocrfix.pages.file import PageFormatError
from ocrfix.pages.image import GrayImage
from ocrfix.pdf.render import render_pages
from ocrfix.report import page_image
from ocrfix.report.data import page_data, page_document
from ocrfix.report.page import page
from ocrfix.report.page_image import encode_image, encode_png, encode_webp
from ocrfix.report.scan import Scan, chosen_pages
from ocrfix.text.pages import PagedText, PageLayout, Place, Quad
from tests.report.scans import MEMO_PAGES, full_pages, scanned, typed_pdf


@pytest.fixture(scope="module")
def memo() -> bytes:
    return typed_pdf(MEMO_PAGES)


@pytest.fixture
def without_pillow(monkeypatch):
    monkeypatch.setattr(page_image, "find_spec", lambda name: None)


def data_of(made: str) -> dict:
    (text,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', made)
    return json.loads(text)


def policy_of(made: str) -> str:
    return re.findall(r'Content-Security-Policy" content="(.*?)"', made)[0].replace("&#39;", "'")


# ------------------------------------------------------------------ images


def levels_of_png(data: bytes) -> tuple[int, int, list[list[int]]]:
    """Return the width, the height and the levels of a PNG with two bits for each pixel."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, chunks = 8, {}
    while at < len(data):
        length, name = unpack(">I4s", data[at : at + 8])
        content = data[at + 8 : at + 8 + length]
        (checksum,) = unpack(">I", data[at + 8 + length : at + 12 + length])
        assert checksum == zlib.crc32(name + content)
        chunks[name] = content
        at += 12 + length
    width, height, *kind = unpack(">IIBBBBB", chunks[b"IHDR"])
    assert kind == [2, 0, 0, 0, 0]
    raw = zlib.decompress(chunks[b"IDAT"])
    stride = 1 + -(-width // 4)
    assert len(raw) == stride * height
    rows = []
    for row in range(height):
        assert raw[row * stride] == 0
        packed = raw[row * stride + 1 : (row + 1) * stride]
        rows.append([packed[x // 4] >> (6 - 2 * (x % 4)) & 3 for x in range(width)])
    return width, height, rows


@st.composite
def images(draw) -> GrayImage:
    width, height = draw(st.integers(1, 9)), draw(st.integers(1, 4))
    stride = width + draw(st.integers(0, 3))
    pixels = draw(st.binary(min_size=stride * height, max_size=stride * height + 3))
    return GrayImage(width, height, stride, pixels)


@given(images())
def test_a_png_has_the_nearest_of_four_levels(image):
    width, height, rows = levels_of_png(encode_png(image))
    assert (width, height) == (image.width, image.height)
    for y, row in enumerate(rows):
        for x, level in enumerate(row):
            assert abs(85 * level - image.pixels[y * image.stride + x]) <= 43


@given(images())
def test_a_webp_has_the_same_pixels_as_a_png(image):
    pillow = pytest.importorskip("PIL.Image", reason="no Pillow here: pip install pillow")
    webp, png = (
        pillow.open(io.BytesIO(encode(image))).convert("L") for encode in (encode_webp, encode_png)
    )
    assert webp.size == png.size == (image.width, image.height)
    assert webp.tobytes() == png.tobytes()


def test_without_pillow_an_image_is_a_png(without_pillow):
    assert encode_image(GrayImage(1, 1, 1, b"\0")).type == "image/png"


def test_pages_are_rendered_at_their_size(memo):
    [image] = render_pages(memo, [2], 100)
    assert (image.width, image.height) == (850, 1100)
    assert min(image.pixels) < 85, "there is ink"
    assert image.pixels[: image.width] == b"\xff" * image.width


def test_a_huge_page_is_scaled_down():
    [image] = render_pages(typed_pdf([["Page 1"]], (14400, 14400)), [1], 100)
    assert image.width * image.height < 4_100_000


@pytest.mark.parametrize(("data", "number"), [(b"no PDF", 1), (None, 3)])
def test_what_cannot_be_rendered_is_one_error(memo, data, number):
    with pytest.raises(PageFormatError, match=r"^its pages cannot be rendered; "):
        list(render_pages(data or memo, [number], 100))


# ------------------------------------------------------------------ places


def test_each_line_has_its_box(memo):
    _, scan = scanned(memo)
    paged, found = scan.paged, scan.data([], [])
    lines = re.split("[\n\f]", paged.text)
    assert [lines[number - 1] for number, *_ in found["lines"]] == [
        line for page_lines in MEMO_PAGES for line in page_lines if line
    ]
    assert [index for _, index, *_ in found["lines"]] == [0] * 4 + [1] * 2
    for _, index, left, top, right, bottom in found["lines"]:
        of = found["pages"][index]
        assert 0 <= left < right <= of["width"]
        assert 0 <= top < bottom <= of["height"]


def test_each_change_and_marker_has_its_place_on_the_page(memo):
    document, scan = scanned(memo)
    told = page_data([page_document(document, None, scan)])["documents"][0]
    assert len(told["scan"]["changes"]) == len(told["changes"])
    assert len(told["scan"]["markers"]) == len(told["markers"])
    assert all(told["scan"]["changes"])
    boxes = {number: box for number, _, *box in told["scan"]["lines"]}
    for (start, *_), [(index, *corners)] in zip(
        told["changes"], told["scan"]["changes"], strict=True
    ):
        left, top, right, bottom = boxes[1 + len(re.findall("[\n\f]", document.original[:start]))]
        xs, ys = corners[0::2], corners[1::2]
        assert left - 0.1 <= min(xs) < max(xs) <= right + 0.1
        assert top - 0.1 <= min(ys) < max(ys) <= bottom + 0.1
        assert index == document.original[:start].count("\f")


def test_a_document_without_a_scan_has_no_pages(documents):
    made = page([page_document(document) for document in documents])
    assert all("scan" not in told for told in data_of(made)["documents"])
    assert 'id="scan"' not in made
    assert "img-src" not in policy_of(made)


def test_decisions_stored_by_the_browser_are_valid_with_and_without_pages(memo):
    document, scan = scanned(memo)
    plain, beside = page_document(document), page_document(document, None, scan)
    assert page_data([plain])["id"] == page_data([beside])["id"]


def pages_of(count: int) -> PagedText:
    layouts = [PageLayout(number, 9, 9, "pt", 0, 0, ()) for number in range(1, count + 1)]
    return PagedText("", (), layouts)


@pytest.mark.parametrize(
    ("count", "marked", "limit", "expected"),
    [
        (3, [], 5, [1, 2, 3]),
        (5, [], 2, [1, 2]),
        (5, [4], 2, [1, 4]),
        (5, [5, 3, 3], 2, [3, 5]),
        (5, [2, 3, 4], 2, [2, 3]),
        (5, [9], 1, [1]),
        (5, [2], 0, []),
        (0, [], 3, []),
    ],
)
def test_pages_with_changes_come_first(count, marked, limit, expected):
    places = [(Place(number, Quad.from_box(0, 0, 1, 1)),) for number in marked]
    assert chosen_pages(pages_of(count), places, limit) == expected


# ------------------------------------------------------------------ the page


def test_images_are_data_that_only_the_script_of_the_page_shows(memo):
    document, scan = scanned(memo)
    made = page([page_document(document, None, scan)])
    assert "; img-src blob:;" in policy_of(made) + ";"
    assert "<img" not in re.sub(r"<script.*?</script>", "", made, flags=re.DOTALL)
    for told, image in zip(
        data_of(made)["documents"][0]["scan"]["pages"], scan.images.values(), strict=True
    ):
        assert told["type"] in ("image/webp", "image/png")
        assert b64decode(told["image"]) == image.data


def test_pages_without_their_image_are_there(memo):
    document, scan = scanned(memo, images=1)
    first, second = page_data([page_document(document, None, scan)])["documents"][0]["scan"][
        "pages"
    ]
    assert "image" in first and "image" not in second
    assert second["width"] == 612
    blank = page([page_document(document, None, Scan(scan.paged))])
    assert "img-src" not in policy_of(blank)
    assert 'id="scan"' in blank and 'id="strips"' not in blank


def test_of_a_page_without_its_image_only_the_beginning_is_needed(memo):
    _, scan = scanned(memo, images=1)
    assert [index for _, index, *_ in scan.data([], [])["lines"]] == [0] * 4 + [1]


@pytest.mark.parametrize(
    "name", ["</script><script>alert(1)</script>.pdf", '"><img src=x onerror=alert(1)>', "\u202ex"]
)
def test_names_of_scans_cannot_end_their_element(memo, name):
    document, scan = scanned(memo, name)
    made = page([page_document(document, None, scan)])
    assert data_of(made)["documents"][0]["name"] == name
    markup = re.sub(r"<(script|style).*?</\1>", "", made, flags=re.DOTALL)
    assert "<img" not in markup


def test_words_of_scans_cannot_end_their_element():
    document, scan = scanned(typed_pdf([["</script><script>alert 1</script>", "<!--"]]))
    made = page([page_document(document, None, scan)])
    assert made.count("<script") == 2
    assert "<!--" not in made


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["png", "webp"])
def test_thirty_pages_make_less_than_two_megabytes(request, encoding):
    if encoding == "png":
        request.getfixturevalue("without_pillow")
    else:
        pytest.importorskip("PIL", reason="no Pillow here: pip install pillow")
    document, scan = scanned(typed_pdf(full_pages(30)))
    assert len(scan.images) == 30
    assert {image.type for image in scan.images.values()} == {f"image/{encoding}"}
    assert len(page([page_document(document, None, scan)]).encode()) < 2_000_000
