"""PDFs on the command line: corrected, re-laid, left as they are, restored byte for byte."""

from __future__ import annotations

import io

import pytest

pikepdf = pytest.importorskip("pikepdf", reason="reading PDFs needs the extra pdf")
pytest.importorskip("pypdfium2", reason="verifying PDFs needs the extra pdf")

from ocrfix.document import Document
from ocrfix.pdf import open_file
from tests.pdf import make

LAYER = b"/F1 10 Tf 20 150 Td (tbe letter of) Tj 0 -14 Td (Decembe 12) Tj"
SPACED = b"/F1 10 Tf 40 Tz 9 Tc 20 150 Td (tbe letter) Tj"
HOCR = """<html xmlns="http://www.w3.org/1999/xhtml"><body>
<div class="ocr_page" title="bbox 0 0 600 400"><span class="ocr_line" title="bbox 10 10 90 30">
<span class="ocrx_word" title="bbox 10 10 90 30">letter</span></span></div></body></html>
"""


def born_digital() -> bytes:
    pdf = pikepdf.new()
    make.add_page(pdf, b"BT /F1 10 Tf 20 150 Td (the letter) Tj ET", {"F1": make.winansi_font(pdf)})
    return make.saved(pdf)


def signed() -> bytes:
    pdf = pikepdf.open(io.BytesIO(make.one_page(LAYER)))
    pdf.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=pikepdf.Array())
    return make.saved(pdf)


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda data: (tmp_path / "a.pdf").write_bytes(data)


def test_a_layer_is_corrected(run, write, tmp_path):
    write(make.one_page(LAYER))
    outcome = run("clean", "a.pdf", "-o", "b.pdf")
    assert (outcome.exit_code, outcome.stderr) == (1, "")
    assert open_file((tmp_path / "b.pdf").read_bytes()).paged.text == "the letter of\nDecember 12\n"


def test_in_place_and_back(run, write, tmp_path):
    data = make.one_page(LAYER)
    write(data)
    assert run("clean", "--in-place", "a.pdf").exit_code == 1
    changed = (tmp_path / "a.pdf").read_bytes()
    assert changed.startswith(data) and changed != data
    assert run("clean", "--in-place", "a.pdf").exit_code == 0
    assert (tmp_path / "a.pdf").read_bytes() == changed
    assert run("undo", "--in-place", "a.pdf.ocrfix.json").exit_code == 1
    assert (tmp_path / "a.pdf").read_bytes() == data


def test_a_born_digital_pdf_is_left_as_it_is(run, write, tmp_path):
    write(born_digital())
    outcome = run("clean", "a.pdf", "-o", "b.pdf")
    assert outcome.exit_code == 0
    assert outcome.stderr == (
        "ocrfix: a.pdf: its text is born digital, not a layer of OCR under a scan; it is left as "
        "it is\n"
    )
    assert (tmp_path / "b.pdf").read_bytes() == born_digital()


def test_a_signed_pdf_is_refused(run, write):
    write(signed())
    outcome = run("clean", "a.pdf", "-o", "b.pdf")
    assert outcome.exit_code == 2
    assert outcome.stderr.startswith("ocrfix: a.pdf: the PDF is signed")
    assert outcome.stderr.count("\n") == 1


def test_an_image_without_text_is_refused(run, write):
    write(make.one_page(b""))
    outcome = run("clean", "a.pdf", "-o", "b.pdf")
    assert outcome.exit_code == 2
    assert "ocrmypdf --force-ocr" in outcome.stderr


def test_relay_changes_no_word(run, write, tmp_path):
    data = make.one_page(SPACED)
    write(data)
    outcome = run("clean", "--relay", "a.pdf", "-o", "b.pdf")
    assert (outcome.exit_code, outcome.stderr) == (1, "")
    relaid = (tmp_path / "b.pdf").read_bytes()
    assert relaid != data
    assert open_file(relaid).paged.text == "tbe letter\n"
    assert run("clean", "--relay", "b.pdf", "-o", "c.pdf").exit_code == 0
    assert (tmp_path / "c.pdf").read_bytes() == relaid


def test_relay_in_place_and_back(run, write, tmp_path):
    data = make.one_page(SPACED)
    write(data)
    assert run("clean", "--relay", "--in-place", "a.pdf").exit_code == 1
    assert (tmp_path / "a.pdf").read_bytes() != data
    assert run("undo", "--in-place", "a.pdf.ocrfix.json").exit_code == 1
    assert (tmp_path / "a.pdf").read_bytes() == data


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.pdf"], "--relay writes PDFs"),
        (["a.pdf", "--diff", "-o", "b.pdf"], "--diff"),
        (["a.pdf", "--format", "json", "-o", "b"], "--relay changes no word"),
        (["a.txt", "-o", "b.txt"], "--relay is for PDFs"),
    ],
)
def test_relay_is_for_pdfs(run, write, tmp_path, arguments, message):
    write(make.one_page(SPACED))
    (tmp_path / "a.txt").write_text("text\n", encoding="utf-8")
    outcome = run("clean", "--relay", *arguments)
    assert outcome.exit_code == 2
    assert message in outcome.stderr


# Markup

MARKED = b"/F1 10 Tf 20 150 Td (SECRET) Tj 0 -14 Td (tbe letter of B1) Tj"


@pytest.mark.parametrize("options", [[], ["--embed-record", "--annotate"], ["--relay"]])
def test_markup_in_a_copy_and_back(run, write, tmp_path, options):
    data = make.one_page(MARKED)
    write(data)
    outcome = run("clean", "--bookmarks", *options, "a.pdf", "-o", "b.pdf")
    assert (outcome.exit_code, outcome.stderr) == (1, "")
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        assert pdf.Root.Outlines.First.Title == "Markings"
    assert run("undo", "b.pdf.ocrfix.json", "-o", "c.pdf").exit_code == 1
    assert (tmp_path / "c.pdf").read_bytes() == data


def test_bookmarks_in_place_and_back(run, write, tmp_path):
    data = make.one_page(MARKED)
    write(data)
    assert run("clean", "--bookmarks", "--in-place", "a.pdf").exit_code == 1
    changed = (tmp_path / "a.pdf").read_bytes()
    assert changed.startswith(data) and changed != data
    assert run("clean", "--bookmarks", "--in-place", "a.pdf").exit_code == 0
    assert (tmp_path / "a.pdf").read_bytes() == changed
    assert run("undo", "--in-place", "a.pdf.ocrfix.json").exit_code == 1
    assert (tmp_path / "a.pdf").read_bytes() == data


def test_the_record_in_a_file_names_no_folder(run, write, tmp_path):
    write(make.one_page(MARKED))
    assert run("clean", "--embed-record", str(tmp_path / "a.pdf"), "-o", "b.pdf").exit_code == 1
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        attached = pdf.attachments["a.pdf.ocrfix.json"].get_file().read_bytes()
    record = Document.from_json(attached)
    assert record.source.name == "a.pdf"
    assert [marker.text for marker in record.markers] == ["SECRET", "B1"]
    assert record.undo() == open_file((tmp_path / "a.pdf").read_bytes()).paged.text
    beside = Document.from_json((tmp_path / "b.pdf.ocrfix.json").read_bytes())
    assert beside.written
    assert record.edits == beside.edits


def test_a_file_is_never_annotated_itself(run, write, tmp_path):
    data = make.one_page(MARKED)
    write(data)
    for over in (["--in-place"], ["-o", "a.pdf"], ["-o", str(tmp_path / "a.pdf")]):
        outcome = run("clean", "--annotate", "a.pdf", *over)
        assert outcome.exit_code == 2
        assert outcome.stderr == (
            "ocrfix: --annotate writes a copy, never the file itself; use --output\n"
        )
    assert (tmp_path / "a.pdf").read_bytes() == data


def test_highlights_in_a_copy_and_back(run, write, tmp_path):
    data = make.one_page(MARKED)
    write(data)
    outcome = run("clean", "--annotate", "a.pdf", "-o", "b.pdf")
    assert (outcome.exit_code, outcome.stderr) == (1, "")
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        notes = [str(one.Contents) for one in pdf.pages[0].Annots]
    assert notes == ["classification", "exemption: FOIA:b1"]
    assert run("undo", "b.pdf.ocrfix.json", "-o", "c.pdf").exit_code == 1
    assert (tmp_path / "c.pdf").read_bytes() == data


MARKUP_OPTIONS = ["--bookmarks", "--embed-record", "--annotate"]


@pytest.mark.parametrize("option", MARKUP_OPTIONS)
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.pdf"], "writes PDFs; add --output"),
        (["a.pdf", "--diff"], "writes PDFs; "),
        (["a.pdf", "--format", "json", "-o", "b"], "writes PDFs; leave out"),
        (["a.txt", "-o", "b.txt"], "a.txt: {} is for PDFs; leave it out"),
        (["a.html", "-o", "b.html"], "a.html: {} is for PDFs; leave it out"),
    ],
)
def test_markup_is_for_pdfs(run, write, tmp_path, option, arguments, message):
    write(make.one_page(MARKED))
    (tmp_path / "a.txt").write_text("text\n", encoding="utf-8")
    (tmp_path / "a.html").write_text(HOCR, encoding="utf-8")
    outcome = run("clean", option, *arguments)
    assert outcome.exit_code == 2
    assert message.format(option) in outcome.stderr
    assert outcome.stderr.count("\n") == 1
    assert not (tmp_path / "b.txt").exists() and not (tmp_path / "b.html").exists()
