"""The plugin for OCRmyPDF: alone, with engines of its own, and with the real one and Tesseract."""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("ocrmypdf", reason="OCRmyPDF is not installed: pip install 'ocrfix[ocrmypdf]'")

from hypothesis import given
from hypothesis import strategies as st
from ocrmypdf import OcrEngine
from ocrmypdf.exceptions import BadArgsError

from ocrfix.integrations.ocr_tree import OcrTree
from ocrfix.integrations.page_correction import corrected_text
from ocrfix.ocrmypdf import CorrectingEngine, check_options
from ocrfix.page_xml.hocr import open_file
from ocrfix.pages.changes import changed_lines, lines_of
from ocrfix.pages.file import WordChange

MISREAD = [
    "The Ambassador said that the talks hetween the two",
    "governments would begin in Decembe, and that the",
    "Secretary of State was to attend the meeting.",
]
CORRECTED = [
    MISREAD[0].replace("hetween", "between"),
    MISREAD[1].replace("be,", "ber,"),
    MISREAD[2],
]

HOCR = """\
<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><body>
<div class="ocr_page" title="bbox 0 0 900 200"><p class="ocr_par">
<span class="ocr_line" title="bbox 10 10 890 40">{}</span></p></div>
</body></html>
"""


def hocr_of(line: str) -> str:
    return HOCR.format(
        " ".join(
            f'<span class="ocrx_word" title="bbox {40 * k} 10 {40 * k + 35} 40; x_wconf 61">'
            f"{word}</span>"
            for k, word in enumerate(line.split())
        )
    )


class FixedEngine(OcrEngine):
    """An engine that reads the same in every image."""

    hocr, text = hocr_of(MISREAD[0]), f"{MISREAD[0]}\n\n\f"

    def __str__(self):
        return "Fixed 1"

    def version(self):
        return "1"

    def creator_tag(self, options):
        return "Fixed"

    def languages(self, options):
        return {"eng"}

    def get_orientation(self, input_file, options):
        return (90, 1.5)

    def generate_hocr(self, input_file, output_hocr, output_text, options):
        output_hocr.write_text(self.hocr, encoding="utf-8")
        output_text.write_text(self.text, encoding="utf-8")

    def generate_pdf(self, input_file, output_pdf, output_text, options):
        output_pdf.write_bytes(b"no PDF")
        output_text.write_text(self.text, encoding="utf-8")


@pytest.fixture
def engine():
    return FixedEngine()


def generated(engine, folder) -> tuple[str, str]:
    hocr, text = folder / "page.hocr", folder / "page.txt"
    CorrectingEngine(engine).generate_hocr(folder / "page.png", hocr, text, SimpleNamespace())
    return hocr.read_text(encoding="utf-8"), text.read_text(encoding="utf-8")


def test_both_outputs_are_corrected(engine, tmp_path):
    hocr, text = generated(engine, tmp_path)
    assert open_file(hocr.encode()).paged.text == f"{CORRECTED[0]}\n"
    assert text == f"{CORRECTED[0]}\n\n\f"
    assert 'x_wconf 61" data-ocrfix-before="hetween">between<' in hocr


def test_a_page_without_errors_is_written_as_the_engine_did(engine, tmp_path):
    engine.hocr, engine.text = hocr_of(CORRECTED[0]), f"{CORRECTED[0]}\n"
    assert generated(engine, tmp_path) == (engine.hocr, engine.text)


def test_the_settings_are_followed(engine, tmp_path):
    config = tmp_path / "none.yaml"
    config.write_text("correct:\n  threshold: 1.0\n  suggest: 1.0\n", encoding="utf-8")
    hocr, text = tmp_path / "page.hocr", tmp_path / "page.txt"
    options = SimpleNamespace(ocrfix_config=str(config))
    CorrectingEngine(engine).generate_hocr(tmp_path / "page.png", hocr, text, options)
    assert hocr.read_text(encoding="utf-8") == engine.hocr


@pytest.mark.parametrize("hocr", ["", "<html", "no markup", hocr_of("")])
def test_hocr_that_cannot_be_read_stays(engine, tmp_path, hocr):
    engine.hocr = hocr
    assert generated(engine, tmp_path) == (hocr, engine.text)


def test_a_page_that_fails_stays_and_is_named(engine, tmp_path, caplog):
    pdf, text = tmp_path / "page.pdf", tmp_path / "page.txt"
    with caplog.at_level(logging.WARNING):
        CorrectingEngine(engine).generate_pdf(tmp_path / "page.png", pdf, text, SimpleNamespace())
    assert pdf.read_bytes() == b"no PDF"
    assert text.read_text(encoding="utf-8") == engine.text
    [message] = [record.getMessage() for record in caplog.records]
    assert message.startswith("ocrfix: the page stays as the engine read it: the PDF is damaged")
    assert "\n" not in message


def test_all_else_is_done_by_the_engine(engine):
    made = CorrectingEngine(engine)
    assert re.fullmatch(r"Fixed 1 \+ ocrfix \S+", str(made))
    assert re.fullmatch(r"Fixed \+ ocrfix \S+", made.creator_tag(None))
    assert made.version() == "1"
    assert made.languages(None) == {"eng"}
    assert made.get_orientation(Path(), None) == (90, 1.5)
    assert made.get_deskew(Path(), None) == 0.0
    assert not made.supports_generate_ocr()


def test_settings_that_cannot_be_used_are_an_error_before_the_first_page(tmp_path):
    config = tmp_path / "bad.yaml"
    config.write_text("correct:\n  threshold: 2\n", encoding="utf-8")
    with pytest.raises(BadArgsError, match=r"^ocrfix: \S+bad.yaml:2: correct.threshold: .*$"):
        check_options(SimpleNamespace(ocrfix_config=str(config)))
    with pytest.raises(BadArgsError, match=r"missing.yaml"):
        check_options(SimpleNamespace(ocrfix_config=str(tmp_path / "missing.yaml")))
    check_options(SimpleNamespace())


# ------------------------------------------------------------------ engines that return elements


def tree(lines: list[list[str]]):
    """Return a page; a word with blanks is one element with several words."""
    hocrtransform = pytest.importorskip(
        "ocrmypdf.hocrtransform", reason="this OCRmyPDF has no element trees"
    )
    if not hasattr(hocrtransform, "BoundingBox"):
        pytest.skip("this OCRmyPDF has no element trees")
    element, box = hocrtransform.OcrElement, hocrtransform.BoundingBox

    def word(text: str, row: int, column: int):
        bbox = box(100 * column, 50 * row, 100 * column + 80, 50 * row + 30)
        return element("ocrx_word", bbox=bbox, text=text, confidence=0.5)

    made = [
        element("ocr_line", children=[word(text, row, column) for column, text in enumerate(line)])
        for row, line in enumerate(lines)
    ]
    paragraph = element("ocr_par", children=made)
    return element("ocr_page", bbox=box(0, 0, 900, 500), children=[paragraph])


def words_of(page) -> list[list[str]]:
    return [[word.text for word in line.children] for line in page.children[0].children]


@pytest.mark.parametrize(
    ("lines", "change", "expected"),
    [
        ([["Tbe", "end"]], WordChange(0, 1, ("The",)), [["The", "end"]]),
        ([["com", "mittee", "met"]], WordChange(0, 2, ("committee",)), [["committee", "met"]]),
        ([["a", "thetalks"]], WordChange(1, 2, ("the", "talks")), [["a", "the", "talks"]]),
        ([["a", "~", "b"]], WordChange(1, 2, ()), [["a", "", "b"]]),
        ([["a"], ["Tbe end"]], WordChange(1, 2, ("The",)), [["a"], ["The end"]]),
        ([["a"], ["Tbe end"]], WordChange(2, 3, ()), [["a"], ["Tbe"]]),
    ],
)
def test_words_of_a_tree_are_changed(lines, change, expected):
    page = tree(lines)
    OcrTree(page).change([change])
    assert words_of(page) == expected


def test_words_of_a_tree_share_the_box_of_those_they_replace():
    page = tree([["com", "mittee", "thetalks"]])
    OcrTree(page).change([WordChange(0, 2, ("committee",)), WordChange(2, 3, ("the", "talks"))])
    joined, the, talks = page.words
    assert (joined.bbox.left, joined.bbox.right) == (0, 180)
    assert (the.bbox.left, talks.bbox.right) == (200, 280)
    assert the.bbox.right < talks.bbox.left
    assert {word.confidence for word in page.words} == {0.5}


@given(
    st.lists(st.lists(st.sampled_from(["Tbe", "end", "of it", "", "com"]), max_size=4), max_size=4),
    st.data(),
)
def test_a_changed_tree_is_read_as_changed(lines, data):
    page = tree(lines)
    before = OcrTree(page)
    changes = [
        WordChange(k, k + 1, data.draw(st.sampled_from([("x",), ("x", "y"), ()])))
        for k in range(len(before.paged.words))
        if data.draw(st.booleans())
    ]
    before.change(changes)
    assert lines_of(OcrTree(page).paged.text) == changed_lines(before.paged, changes)
    text = corrected_text("", before.paged, changes)
    assert text.split() == OcrTree(page).paged.text.split()


def test_what_a_sure_engine_read_stays():
    """The confidences of a tree are weighed by what is known of its engine."""
    from ocrfix.integrations.page_correction import correct_pages
    from ocrfix.pipeline import get_pipeline

    def edits(confidence: float, name: str) -> int:
        page = tree([line.split() for line in MISREAD])
        for word in page.words:
            word.confidence = confidence
        read = OcrTree(page, name).paged
        return sum(edit.confidence for edit in correct_pages(read, get_pipeline()).edits)

    assert edits(0.99, "Tesseract OCR 5.3.0") < edits(0.1, "Tesseract OCR 5.3.0")
    assert edits(0.99, "Unknown 1") == edits(0.1, "Unknown 1")


def test_a_tree_and_its_text_are_corrected(engine):
    page = tree([line.split() for line in MISREAD])
    engine.supports_generate_ocr = lambda: True
    engine.generate_ocr = lambda input_file, options, page_number=0: (page, "\n\n".join(MISREAD))
    made = CorrectingEngine(engine)
    assert made.supports_generate_ocr()
    found, text = made.generate_ocr(Path("page.png"), SimpleNamespace(), 3)
    assert words_of(found) == [line.split() for line in CORRECTED]
    assert text == "\n\n".join(CORRECTED)


# ------------------------------------------------------------------ the real program


@pytest.fixture(scope="module")
def scan(tmp_path_factory) -> Path:
    """A PDF of two page images, on which a word is misspelled as engines misread it."""
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (1700, 700), 255)
    draw = ImageDraw.Draw(image)
    for row, line in enumerate(MISREAD):
        draw.text((150, 150 + 80 * row), line, font=ImageFont.load_default(size=44), fill=0)
    path = tmp_path_factory.mktemp("scan") / "scan.pdf"
    image.save(path, save_all=True, append_images=[image], resolution=200)
    return path


def ocrmypdf(scan: Path, output: Path, *options: str) -> str:
    """Run OCRmyPDF with the plugin, and return what it says."""
    arguments = ["--force-ocr", "--output-type", "pdf", "--plugin", "ocrfix.ocrmypdf", *options]
    done = subprocess.run(
        [sys.executable, "-m", "ocrmypdf", *arguments, str(scan), str(output)],
        capture_output=True,
        text=True,
        cwd=output.parent,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None or shutil.which("gs") is None,
    reason="no Tesseract or Ghostscript here (apt-get install tesseract-ocr ghostscript)",
)


@pytest.mark.slow
@needs_tesseract
@pytest.mark.parametrize(
    "options", [("-j1",), ("-j2",), ("-j1", "--pdf-renderer", "sandwich")], ids=" ".join
)
def test_what_tesseract_reads_is_corrected(scan, tmp_path, options):
    import pikepdf

    from ocrfix.pdf import open_file as open_pdf

    output, sidecar = tmp_path / "out.pdf", tmp_path / "out.txt"
    said = ocrmypdf(scan, output, *options, "--sidecar", str(sidecar))
    assert said.count("ocrfix: 2 corrections") == 2, "both pages"
    expected = " ".join(CORRECTED * 2).split()
    assert sidecar.read_text(encoding="utf-8").split() == expected
    layer = open_pdf(output.read_bytes())
    assert layer.has_text_layer
    assert layer.paged.text.split() == expected
    with pikepdf.open(output) as pdf:
        assert "Tesseract" in str(pdf.docinfo["/Creator"])
        assert "+ ocrfix" in str(pdf.docinfo["/Creator"])


ELEMENT_ENGINE = """
import ocrmypdf
from ocrmypdf import hookimpl
from ocrmypdf.builtin_plugins.null_ocr import NullOcrEngine
from ocrmypdf.hocrtransform import BoundingBox, OcrElement

class Engine(NullOcrEngine):
    @staticmethod
    def languages(options):
        return {"eng"}

    @staticmethod
    def generate_ocr(input_file, options, page_number=0):
        page, _ = NullOcrEngine.generate_ocr(input_file, options, page_number)
        words = [
            OcrElement("ocrx_word", bbox=BoundingBox(90 * k, 50, 90 * k + 80, 90), text=text)
            for k, text in enumerate("LINE".split())
        ]
        page.children = [OcrElement("ocr_line", bbox=BoundingBox(0, 50, 900, 90), children=words)]
        return page, "LINE"

@hookimpl
def get_ocr_engine(options):
    return Engine()
"""


@pytest.mark.slow
def test_what_an_engine_returns_as_elements_is_corrected(scan, tmp_path):
    tree([])  # skips if this OCRmyPDF has none
    engine = tmp_path / "engine.py"
    engine.write_text(ELEMENT_ENGINE.replace("LINE", MISREAD[0]), encoding="utf-8")
    output, sidecar = tmp_path / "out.pdf", tmp_path / "out.txt"
    ocrmypdf(scan, output, "-j1", "--plugin", str(engine), "--sidecar", str(sidecar))
    assert sidecar.read_text(encoding="utf-8").split() == (CORRECTED[0] + " ").split() * 2
