"""Saving: appended and whole, twice, damaged, encrypted, signed; undo; shared streams."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

pikepdf = pytest.importorskip("pikepdf", reason="reading PDFs needs the extra pdf")
pytest.importorskip("pypdfium2", reason="verifying PDFs needs the extra pdf")

from pikepdf import Array, Dictionary, Name, Stream

from ocrfix.pages.file import PageFormatError, WordChange
from ocrfix.pdf import open_file
from ocrfix.pdf.file import Saving
from tests.pdf import make, readers

LINE = b"/F1 10 Tf 20 150 Td (first second third) Tj"
CHANGES = [
    WordChange(0, 1, ("1st",)),
    WordChange(1, 2, ("Второй",)),
]


def text_of(data: bytes) -> str:
    return open_file(data).paged.text


def document(pages: int = 2, **options) -> bytes:
    """Return a PDF with metadata and bookmarks, which must stay."""
    pdf = pikepdf.new()
    font = make.winansi_font(pdf)
    for _ in range(pages):
        make.add_page(pdf, make.scan(LINE), {"F1": font})
    pdf.docinfo["/Title"] = "Memorandum"
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Beginning", 0))
    return make.saved(pdf, **options)


KINDS = {
    "table": document(),
    "cross-reference stream": document(object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "linearized": document(linearize=True),
    "version 1.3": document(force_version="1.3"),
    "no final line end": document().rstrip(b"\n"),
    "blanks at the end": document() + b"\n \n",
}


@pytest.mark.parametrize("saving", Saving)
@pytest.mark.parametrize("kind", KINDS)
def test_everything_else_stays(kind, saving, tmp_path: Path):
    data = KINDS[kind]
    file = open_file(data)
    assert file.saving is Saving.INCREMENTAL
    assert file.notes == ()
    changed = file.write(CHANGES, saving)
    assert text_of(changed) == "1st Второй third\n\ffirst second third\n"
    path = tmp_path / "a.pdf"
    path.write_bytes(changed)
    if readers.needs_qpdf.args[0] is False:
        assert readers.qpdf_problems(path) == ""
    with pikepdf.open(io.BytesIO(data)) as old, pikepdf.open(io.BytesIO(changed)) as new:
        assert new.get_warnings() == []
        assert str(new.docinfo["/Title"]) == "Memorandum"
        assert len(new.pages) == len(old.pages)
        with new.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Beginning"]
        images = [page.obj.Resources.XObject.Im0.read_raw_bytes() for page in new.pages]
        assert images == [page.obj.Resources.XObject.Im0.read_raw_bytes() for page in old.pages]
        assert new.trailer["/ID"][0] == old.trailer["/ID"][0]
        is_table = b"\nxref\n" in changed[len(data) :]
        if saving is Saving.INCREMENTAL:
            assert is_table == (kind != "cross-reference stream")


@pytest.mark.parametrize("kind", KINDS)
def test_cutting_an_appended_update_off_undoes_it(kind):
    data = KINDS[kind]
    once = open_file(data).write(CHANGES)
    twice = open_file(once).write([WordChange(2, 3, ("3rd",)), WordChange(3, 4, ())])
    assert text_of(twice) == "1st Второй 3rd\n\fsecond third\n"
    assert twice[: len(once)] == once
    assert once[: len(data)] == data


def test_a_damaged_cross_reference_is_written_as_a_whole():
    data = re.sub(rb"startxref\n\d+", b"startxref\n7", document())
    file = open_file(data)
    assert file.saving is Saving.WHOLE
    assert "damaged" in file.notes[0]
    changed = file.write(CHANGES)
    assert text_of(changed).startswith("1st Второй third")
    assert open_file(changed).notes == ()


def test_bytes_before_the_header_are_written_as_a_whole():
    file = open_file(b"mail header\n" + document())
    assert file.saving is Saving.WHOLE
    assert text_of(file.write(CHANGES)).startswith("1st Второй third")


# Encryption


def encrypted(user: str, allow: bool) -> bytes:
    pdf = pikepdf.open(io.BytesIO(document()))
    permissions = pikepdf.Permissions(modify_other=allow)
    encryption = pikepdf.Encryption(owner="owner", user=user, R=6, allow=permissions)
    return make.saved(pdf, encryption=encryption, deterministic_id=False)


def test_an_encrypted_file_needs_its_password():
    data = encrypted("user", True)
    with pytest.raises(PageFormatError, match="is encrypted; give its password"):
        open_file(data)
    with pytest.raises(PageFormatError, match="does not open"):
        open_file(data, "wrong")
    assert open_file(data, "user").paged.text.startswith("first")


@pytest.mark.parametrize("password", ["user", "owner"])
def test_an_encrypted_file_is_never_appended_to_and_stays_encrypted(password):
    data = encrypted("user", True)
    changed = open_file(data, password).write(CHANGES, Saving.INCREMENTAL)
    assert not changed.startswith(data)
    with pytest.raises(PageFormatError, match="is encrypted"):
        open_file(changed)
    assert open_file(changed, "user").paged.text.startswith("1st Второй")


def test_permissions_are_respected():
    file = open_file(encrypted("", False))
    assert file.paged.text.startswith("first")
    with pytest.raises(PageFormatError, match="does not permit"):
        file.write(CHANGES)
    with pytest.raises(PageFormatError, match="does not permit"):
        file.relay()
    changed = open_file(encrypted("", False), "owner").write(CHANGES)
    assert text_of(changed).startswith("1st")


# Signatures


def signed(**entries) -> bytes:
    pdf = pikepdf.open(io.BytesIO(document()))
    field = pdf.make_indirect(Dictionary(FT=Name.Sig, V=Dictionary(Type=Name.Sig), T="signature"))
    parent = Dictionary(T="parent", Kids=Array([field]))
    pdf.Root.AcroForm = Dictionary(Fields=Array([parent]), **entries)
    return make.saved(pdf)


@pytest.mark.parametrize("entries", [{}, {"SigFlags": 3}])
def test_a_signed_file_is_read_but_not_changed(entries):
    file = open_file(signed(**entries))
    assert file.paged.text.startswith("first")
    assert file.write([]) == signed(**entries)
    with pytest.raises(PageFormatError, match="signed"):
        file.write(CHANGES)


def test_an_empty_signature_field_is_no_signature():
    pdf = pikepdf.open(io.BytesIO(document()))
    pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(FT=Name.Sig, T="sign here")]))
    assert text_of(open_file(make.saved(pdf)).write(CHANGES)).startswith("1st")


# Text that is not to be changed


def test_visible_text_is_not_changed():
    pdf = pikepdf.new()
    stamp = b"BT 0 Tr /F1 10 Tf 20 50 Td (UNCLASSIFIED) Tj ET"
    make.add_page(pdf, make.scan(LINE) + stamp, {"F1": make.winansi_font(pdf)})
    file = open_file(make.saved(pdf))
    assert file.paged.text == "first second third\nUNCLASSIFIED\n"
    assert file.has_text_layer
    assert not file.is_changeable(3, 4)
    with pytest.raises(PageFormatError, match="“UNCLASSIFIED” can be seen"):
        file.write([WordChange(3, 4, ("X",))])


def test_born_digital_text_is_not_changed():
    pdf = pikepdf.new()
    make.add_page(pdf, b"BT " + LINE + b" ET", {"F1": make.winansi_font(pdf)})
    data = make.saved(pdf)
    file = open_file(data)
    assert not file.has_text_layer
    with pytest.raises(PageFormatError, match="born digital"):
        file.write(CHANGES)
    assert file.write([]) == file.relay() == data


REPLACED = {
    "inline": b"/Span <</ActualText (x)>> BDC (second) Tj EMC",
    "by name": b"/Span /P0 BDC (second) Tj EMC",
    "in the structure": b"/Span <</MCID 0>> BDC (second) Tj EMC",
    "above it in the structure": b"/Span <</MCID 1>> BDC (second) Tj EMC",
    "nested": b"/Span /P0 BDC /Span <</MCID 2>> BDC (second) Tj EMC EMC",
}
NOT_REPLACED = b"/Span <</MCID 2>> BDC (second) Tj EMC"


def tagged(content: bytes) -> bytes:
    pdf = pikepdf.new()
    text = b"/F1 10 Tf 20 150 Td (first ) Tj " + content + b" ( third) Tj"
    make.add_page(
        pdf, make.scan(text), {"F1": make.winansi_font(pdf)}, StructParents=0,
        Resources=Dictionary(Properties=Dictionary(P0=Dictionary(ActualText="x"))),
    )  # fmt: skip
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    replaced = pdf.make_indirect(Dictionary(S=Name.Span, P=root, ActualText="x"))
    inner = pdf.make_indirect(Dictionary(S=Name.Span, P=replaced))
    plain = pdf.make_indirect(Dictionary(S=Name.P, P=root))
    root.ParentTree = Dictionary(Nums=Array([0, Array([replaced, inner, plain])]))
    pdf.Root.StructTreeRoot = root
    return make.saved(pdf)


@pytest.mark.parametrize("content", REPLACED.values(), ids=REPLACED)
def test_text_with_a_replacement_is_not_changed(content):
    file = open_file(tagged(content))
    assert [file.is_changeable(at, at + 1) for at in range(3)] == [True, False, True]
    with pytest.raises(PageFormatError):
        file.write([WordChange(1, 2, ("x",))])
    assert text_of(file.write([WordChange(0, 1, ("x",))])) == "x second third\n"


def test_tags_stay():
    data = tagged(NOT_REPLACED)
    changed = open_file(data).write([WordChange(1, 2, ("2nd",))])
    assert text_of(changed) == "first 2nd third\n"
    (stream,) = make.contents(changed)
    assert stream.count(b"BDC") == stream.count(b"EMC") == 1


def test_vertical_text_is_not_changed():
    pdf = pikepdf.new()
    font = make.type0_font(pdf, "abc")
    font.Encoding = Name("/Identity-V")
    make.add_page(pdf, make.scan(b"/F1 10 Tf 20 150 Td <000100020003> Tj"), {"F1": font})
    assert not open_file(make.saved(pdf)).has_text_layer


# Streams that several pages share


def test_a_shared_content_stream_changes_on_one_page_only():
    pdf = pikepdf.new()
    stream = pdf.make_indirect(Stream(pdf, make.scan(LINE)))
    font = make.winansi_font(pdf)
    for _ in range(2):
        make.add_page(pdf, [stream], {"F1": font})
    changed = open_file(make.saved(pdf)).write(CHANGES)
    assert text_of(changed) == "1st Второй third\n\ffirst second third\n"


def test_resources_of_all_pages_are_shared():
    pdf = pikepdf.new()
    for _ in range(2):
        make.add_page(pdf, make.scan(LINE), {"F1": make.winansi_font(pdf)})
    pdf.Root.Pages.Resources = pdf.pages[0].Resources
    for page in pdf.pages:
        del page.obj.Resources
    changed = open_file(make.saved(pdf)).write(CHANGES)
    assert text_of(changed) == "1st Второй third\n\ffirst second third\n"


def form(pdf, content: bytes, **resources):
    stream = Stream(pdf, content)
    stream.Subtype, stream.BBox = Name.Form, Array([0, 0, 300, 200])
    if resources:
        stream.Resources = Dictionary(**resources)
    return pdf.make_indirect(stream)


@pytest.mark.parametrize("own_resources", [True, False])
@pytest.mark.parametrize("new", ["1st", "Первый"])
def test_a_shared_form_changes_where_it_is_to(new, own_resources):
    """A form that draws a form, twice on a page, and on another page, too."""
    pdf = pikepdf.new()
    font = Dictionary(F1=make.winansi_font(pdf))
    resources = {"Font": font} if own_resources else {}
    inner = form(pdf, b"BT 3 Tr " + LINE + b" ET", **resources)
    outer = form(
        pdf, b"/Inner Do q 1 0 0 1 0 -20 cm /Inner Do Q",
        Font=font, XObject=Dictionary(Inner=inner),
    )  # fmt: skip
    content = b"/Outer Do q 1 0 0 1 0 -60 cm /Outer Do Q"
    for _ in range(2):
        make.add_page(
            pdf, content, {"F1": font.F1}, Resources=Dictionary(XObject=Dictionary(Outer=outer))
        )
    data = make.saved(pdf)
    line = "first second third\n"
    assert text_of(data) == line * 4 + "\f" + line * 4
    for saving in Saving:
        changed = open_file(data).write([WordChange(3, 4, (new,))], saving)
        expected = line + line.replace("first", new) + line * 2 + "\f" + line * 4
        assert text_of(changed) == expected
        again = open_file(changed).write([WordChange(0, 1, (new,))], saving)
        assert text_of(again) == line.replace("first", new) + expected[len(line) :]


def test_an_operator_across_two_streams():
    pdf = pikepdf.new()
    content = make.scan(LINE)
    at = content.index(b"Tj")
    parts = [pdf.make_indirect(Stream(pdf, part)) for part in (content[:at], content[at:])]
    make.add_page(pdf, parts, {"F1": make.winansi_font(pdf)})
    assert text_of(open_file(make.saved(pdf)).write(CHANGES)) == "1st Второй third\n"
