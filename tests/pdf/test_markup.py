"""Markup of PDFs: what is added about markers, and that all else stays."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

pikepdf = pytest.importorskip("pikepdf", reason="reading PDFs needs the extra pdf")
pypdfium2 = pytest.importorskip("pypdfium2", reason="verifying PDFs needs the extra pdf")

from pikepdf import Dictionary, Name, OutlineItem, String

from ocrfix.pages.file import PageFormatError, WordChange
from ocrfix.pages.markup import Markup, MarkupRequest
from ocrfix.pages.restore import restored, undo_of
from ocrfix.pdf import open_file
from ocrfix.pdf.file import Saving
from ocrfix.records import Marker
from tests.pdf import make, readers

LINES = b"/F1 10 Tf 20 150 Td (SECRET memo) Tj 0 -40 Td (see B1 SECRET) Tj"
CHANGE = WordChange(1, 2, ("memorandum",))
BOOKMARKS = MarkupRequest(bookmarks=True)
EMBEDDED = MarkupRequest(record=True)
ANNOTATED = MarkupRequest(highlights=True)
RECORD = '{"clean": "Côte d’Ivoire"}\n'.encode()
NAME = "Mémo (1).pdf.ocrfix.json"


REQUESTS = [BOOKMARKS, EMBEDDED, ANNOTATED, MarkupRequest(True, True, True)]


def document(pages: int = 2, /, box=(0, 0, 300, 200), **entries: Any) -> bytes:
    pdf = pikepdf.new()
    font = make.winansi_font(pdf)
    for _ in range(pages):
        make.add_page(pdf, make.scan(LINES, box), {"F1": font}, box, **entries)
    return make.saved(pdf)


def edited(data: bytes, edit, **options: Any) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        edit(pdf)
        return make.saved(pdf, **options)


def with_outline(pdf) -> None:
    with pdf.open_outline() as outline:
        chapter = OutlineItem("Chapter", 0)
        chapter.children.append(OutlineItem("Section", 1))
        outline.root += [OutlineItem("Beginning", 0), chapter]


KINDS = {
    "plain": document(),
    "with an outline": edited(document(), with_outline),
    "cross-reference stream": edited(
        document(), with_outline, object_stream_mode=pikepdf.ObjectStreamMode.generate
    ),
    "linearized": edited(document(), with_outline, linearize=True),
}


def markers(data: bytes) -> list[Marker]:
    """Return markers for each SECRET and B1 of a file."""
    paged = open_file(data).paged
    found = []
    at = 0
    for word in paged.text.split():
        at = paged.text.index(word, at)
        end = at + len(word)
        if word in ("SECRET", "B1"):
            is_code = word == "B1"
            found.append(
                Marker(
                    start=at, end=end, clean_start=at, clean_end=end, text=word,
                    type="exemption" if is_code else "classification",
                    code="FOIA:b1" if is_code else None,
                    fields={"meaning": "national security"} if is_code else {},
                    places=paged.places(at, end),
                )
            )  # fmt: skip
        at = end
    return found


def marked(data: bytes, request: MarkupRequest, saving: Saving | None = None, changes=()) -> bytes:
    markup = Markup(request, markers(data), RECORD, NAME)
    return open_file(data).write_marked(changes, markup, saving)


def check_all_else_stays(data: bytes, changed: bytes, saving: Saving, path: Path) -> None:
    assert readers.pixels(changed, annotations=False) == readers.pixels(data, annotations=False)
    assert restored(changed, undo_of(data, changed)) == data
    assert changed.startswith(data) == (saving is Saving.INCREMENTAL)
    path.write_bytes(changed)
    if readers.needs_qpdf.args[0] is False:
        assert readers.qpdf_problems(path) == ""
    with pikepdf.open(io.BytesIO(changed)) as pdf:
        assert pdf.get_warnings() == []


@pytest.mark.parametrize("saving", Saving)
@pytest.mark.parametrize("kind", KINDS)
def test_bookmarks_are_a_closed_branch_by_type(kind, saving, tmp_path: Path):
    data = KINDS[kind]
    changed = marked(data, BOOKMARKS, saving, [CHANGE])
    check_all_else_stays(data, changed, saving, tmp_path / "a.pdf")
    assert open_file(changed).paged.text.startswith("SECRET memorandum\n")
    with pikepdf.open(io.BytesIO(changed)) as pdf, pdf.open_outline() as outline:
        *others, branch = outline.root
        assert [item.title for item in others] == (
            [] if kind == "plain" else ["Beginning", "Chapter"]
        )
        assert branch.title == "Markings"
        assert branch.is_closed
        assert [item.title for item in branch.children] == ["exemption (2)", "classification (4)"]
        exemptions, classifications = (item.children for item in branch.children)
        assert [item.title for item in exemptions] == [
            "FOIA:b1: B1, page 1",
            "FOIA:b1: B1, page 2",
        ]
        destinations = [item.destination for item in classifications]
        assert [pdf.pages.index(pikepdf.Page(one[0])) for one in destinations] == [0, 0, 1, 1]
        assert all(one[1] == Name.XYZ for one in destinations)
        left, top = (float(one) for one in list(destinations[1])[2:4])
        assert left == pytest.approx(20 + 7 * 5)
        assert 110 < top < 122
        before = 0 if kind == "plain" else 3
        assert pdf.Root.Outlines.Count == before + 1


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (15, 25, 290, 195)])
@pytest.mark.parametrize("origin", [(0, 0), (-30, 12)])
def test_a_bookmark_leads_to_the_marker_in_the_space_of_its_page(rotate, crop, origin):
    entries: dict[str, Any] = {} if crop is None else {"CropBox": pikepdf.Array(crop)}
    box = (*origin, 300, 200)
    data = document(1, box, Rotate=rotate, **entries)
    with pikepdf.open(io.BytesIO(marked(data, BOOKMARKS))) as pdf:
        item = pdf.Root.Outlines.First.First.First
        assert [float(one) for one in list(item.Dest)[2:4]] == [
            pytest.approx(20 + 4 * 5, abs=0.02),
            pytest.approx(110 + 7.2, abs=3),
        ]


@pytest.mark.parametrize("request_", REQUESTS)
def test_what_a_file_has_already_is_not_added_again(request_):
    once = marked(document(), request_)
    assert marked(once, request_) == once


def test_nothing_is_added_without_markers_or_places():
    data = document()
    without = [Marker(start=0, end=2, clean_start=0, clean_end=2, text="B1", type="exemption")]
    for found in ([], without):
        assert open_file(data).write_marked([], Markup(BOOKMARKS, found)) == data


@pytest.mark.parametrize("request_", REQUESTS)
def test_the_result_is_always_the_same(request_):
    assert marked(document(), request_) == marked(document(), request_)


def test_a_title_is_one_short_line():
    data = document()
    long = [
        Marker(
            start=0, end=960, clean_start=0, clean_end=960, text="DECL\nASSIFIED\x1b\x07 " * 60,
            type="stamp", places=open_file(data).paged.places(0, 6),
        )
    ]  # fmt: skip
    changed = open_file(data).write_marked([], Markup(BOOKMARKS, long))
    with pikepdf.open(io.BytesIO(changed)) as pdf:
        title = str(pdf.Root.Outlines.First.First.First.Title)
    assert title.startswith("DECL ASSIFIED DECL") and title.endswith("…, page 1")
    assert len(title) <= 110


def _circle(pdf) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("again")))
    item.Next = item
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))


def _no_outline(pdf) -> None:
    pdf.Root.Outlines = String("none")


def _direct(pdf) -> None:
    pdf.Root.Outlines = Dictionary(Type=Name.Outlines)


@pytest.mark.parametrize("damage", [_circle, _no_outline, _direct])
def test_a_damaged_outline_gets_the_branch_too(damage):
    changed = marked(edited(document(), damage), BOOKMARKS)
    with pikepdf.open(io.BytesIO(changed)) as pdf:
        assert pdf.Root.Outlines.Last.Title == "Markings"


def test_a_born_digital_file_gets_no_markup():
    pdf = pikepdf.new()
    make.add_page(pdf, b"BT " + LINES + b" ET", {"F1": make.winansi_font(pdf)})
    data = make.saved(pdf)
    assert all(marked(data, request) == data for request in REQUESTS)


def test_a_signed_file_gets_no_markup():
    def sign(pdf):
        pdf.Root.AcroForm = Dictionary(SigFlags=3, Fields=pikepdf.Array())

    with pytest.raises(PageFormatError, match="signed"):
        marked(edited(document(), sign), BOOKMARKS)


def test_an_encrypted_file_keeps_its_password():
    encryption = pikepdf.Encryption(owner="owner", user="user", R=6)
    data = edited(document(), with_outline, encryption=encryption, deterministic_id=False)
    markup = Markup(BOOKMARKS, markers(document()))
    changed = open_file(data, "owner").write_marked([], markup)
    with pikepdf.open(io.BytesIO(changed), password="user") as pdf:
        assert pdf.Root.Outlines.Last.Title == "Markings"


def test_a_relaid_file_gets_markup_too():
    data = document()
    changed = open_file(data).relay(markup=Markup(BOOKMARKS, markers(data)))
    with pikepdf.open(io.BytesIO(changed)) as pdf:
        assert pdf.Root.Outlines.Last.Title == "Markings"


# The record as an attachment


def with_attachments(*names: str):
    def attach(pdf):
        for name in names:
            spec = pikepdf.AttachedFileSpec(pdf, b"an attachment", filename=name)
            pdf.attachments[name] = spec

    return attach


ATTACHMENTS = {
    "none": lambda pdf: None,
    "one before": with_attachments("A.txt"),
    "one after": with_attachments("z.txt"),
    "many": with_attachments(*(f"{letter}{i}.txt" for letter in "AMNz" for i in range(30))),
}


@pytest.mark.parametrize("saving", Saving)
@pytest.mark.parametrize("attachments", ATTACHMENTS)
def test_the_record_is_an_associated_file(attachments, saving, tmp_path: Path):
    data = edited(document(), ATTACHMENTS[attachments])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        before = list(pdf.attachments)
    changed = marked(data, EMBEDDED, saving, [CHANGE])
    check_all_else_stays(data, changed, saving, tmp_path / "a.pdf")
    with pikepdf.open(io.BytesIO(changed)) as pdf:
        assert sorted(pdf.attachments) == sorted([*before, NAME])
        attached = pdf.attachments[NAME]
        assert attached.get_file().read_bytes() == RECORD
        assert attached.get_file().mime_type == "application/json"
        assert attached.get_file().md5 == hashlib.md5(RECORD).digest()
        assert attached.get_file().size == len(RECORD)
        assert attached.obj.AFRelationship == Name.Supplement
        assert len(pdf.Root.AF) == len(before) + 1
        assert pdf.Root.AF[-1].objgen == attached.obj.objgen
        assert all(pdf.attachments[name].get_file().read_bytes() for name in before)


@pytest.mark.skipif(shutil.which("pdfdetach") is None, reason="pdfdetach is not installed")
def test_poppler_lists_and_saves_the_record(tmp_path: Path):
    path = tmp_path / "a.pdf"
    path.write_bytes(marked(document(), EMBEDDED))
    listed = subprocess.run(["pdfdetach", "-list", path], capture_output=True, check=True).stdout
    assert listed.decode() == f"1 embedded files\n1: {NAME}\n"
    saved = tmp_path / "record.json"
    subprocess.run(["pdfdetach", "-save", "1", "-o", saved, path], check=True)
    assert saved.read_bytes() == RECORD


def with_metadata(xmp: bytes):
    def add(pdf):
        pdf.Root.Metadata = pdf.make_indirect(pikepdf.Stream(pdf, xmp))

    return add


def _element(part: str, conformance: str = "") -> bytes:
    return f"<pdfaid:part>{part}</pdfaid:part>{conformance}".encode()


@pytest.mark.parametrize(
    ("xmp", "kind"),
    [
        (_element("1"), "PDF/A-1"),
        (_element(" 2 "), "PDF/A-2"),
        (b"<rdf:Description pdfaid:part='2' pdfaid:conformance='B'>", "PDF/A-2"),
        (b'<rdf:Description pdfaid:part = "1">', "PDF/A-1"),
        (_element("1").decode().encode("utf-16"), "PDF/A-1"),
        (_element("4"), "PDF/A-4"),
    ],
)
def test_archival_files_that_allow_no_attachment_are_refused(xmp, kind):
    data = edited(document(), with_metadata(xmp), fix_metadata_version=False)
    with pytest.raises(PageFormatError, match=f"the PDF is {kind}, .*leave out --embed-record"):
        marked(data, EMBEDDED)
    assert marked(data, BOOKMARKS) != data


@pytest.mark.parametrize(
    "xmp",
    [
        b"",
        b"<x:xmpmeta>part 1</x:xmpmeta>",
        _element("3"),
        _element("4", "<pdfaid:conformance>F</pdfaid:conformance>"),
    ],
)
def test_other_files_get_the_record(xmp):
    data = edited(document(), with_metadata(xmp), fix_metadata_version=False)
    with pikepdf.open(io.BytesIO(marked(data, EMBEDDED))) as pdf:
        assert list(pdf.attachments) == [NAME]


def _deep_names(pdf) -> None:
    node = pdf.make_indirect(Dictionary())
    node.Kids = pikepdf.Array([node])
    pdf.Root.Names = Dictionary(EmbeddedFiles=node)


def test_a_name_tree_that_contains_itself_is_refused():
    with pytest.raises(PageFormatError, match="name tree is too deep"):
        marked(edited(document(), _deep_names), EMBEDDED)


# Highlights


def with_annotations(pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=String("old"))
    shared = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))
    for page in pdf.pages:
        page.obj.Annots = shared


def with_layers(pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Stamps")))
    settings = Dictionary(BaseState=Name.OFF, ON=[layer], Order=[layer])
    pdf.Root.OCProperties = pdf.make_indirect(Dictionary(OCGs=[layer], D=settings))


ANNOTATED_KINDS = {
    **KINDS,
    "with annotations": edited(document(), with_annotations),
    "with layers": edited(document(), with_layers),
}


@pytest.mark.parametrize("saving", Saving)
@pytest.mark.parametrize("kind", ANNOTATED_KINDS)
def test_markers_are_highlighted_in_a_layer_that_is_not_printed(kind, saving, tmp_path: Path):
    data = ANNOTATED_KINDS[kind]
    changed = marked(data, ANNOTATED, saving, [CHANGE])
    check_all_else_stays(data, changed, saving, tmp_path / "a.pdf")
    assert [word.is_changeable for word in open_file(changed).paged.words] == [True] * 10
    with pikepdf.open(io.BytesIO(changed)) as pdf:
        properties = pdf.Root.OCProperties
        layer = properties.OCGs[-1]
        assert layer.Usage.Print.PrintState == Name.OFF
        assert layer.Usage.View.ViewState == Name.ON
        assert properties.D.Order[-1].objgen == layer.objgen
        used = properties.D.AS[-1]
        assert (used.Event, list(used.Category)) == (Name.Print, [Name.Print])
        if kind == "with layers":
            assert [str(one.Name) for one in properties.OCGs] == ["Stamps", "Markings"]
            assert properties.D.ON[-1].objgen == layer.objgen
        for page in pdf.pages:
            notes = list(page.Annots)
            if kind == "with annotations":
                assert notes.pop(0).Contents == "old"
            assert [str(note.Contents) for note in notes] == [
                "classification", "exemption: FOIA:b1: national security", "classification"
            ]  # fmt: skip
            for note in notes:
                assert note.Subtype == Name.Highlight
                assert note.F == 0  # not printed
                assert note.OC.objgen == layer.objgen
                assert note.P.objgen == page.obj.objgen
                assert Name.Multiply == note.AP.N.Resources.ExtGState.GS0.BM
                assert list(note.AP.N.BBox) == list(note.Rect)
        names = [str(note.NM) for page in pdf.pages for note in page.Annots if "/NM" in note]
        assert len(set(names)) == 6


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (15, 25, 290, 195)])
@pytest.mark.parametrize("origin", [(0, 0), (-30, 12)])
@pytest.mark.parametrize("unit", [1, 2])
def test_quads_are_in_the_space_of_their_page(rotate, crop, origin, unit):
    entries: dict[str, Any] = {} if crop is None else {"CropBox": pikepdf.Array(crop)}
    data = document(1, box=(*origin, 300, 200), Rotate=rotate, UserUnit=unit, **entries)
    with pikepdf.open(io.BytesIO(marked(data, ANNOTATED))) as pdf:
        note = pdf.pages[0].Annots[1]  # B1
        points = [float(one) for one in note.QuadPoints]
        left, bottom, right, top = (float(one) for one in note.Rect)
    assert points == [left, top, right, top, left, bottom, right, bottom]
    assert (left, right) == (pytest.approx(40, abs=0.02), pytest.approx(50, abs=0.02))
    assert 105 < bottom < 110 < 115 < top < 122


@pytest.mark.parametrize("rotate", [0, 90])
def test_pdfium_shows_a_highlight_under_black_letters(rotate):
    pdf = pikepdf.new()
    white = b"1 g 0 0 300 200 re f 0 g 22 152 5 3 re f "  # a black letter within SECRET
    hidden = b"BT 3 Tr " + LINES + b" ET"
    make.add_page(pdf, white + hidden, {"F1": make.winansi_font(pdf)}, Rotate=rotate)
    data = make.saved(pdf)
    changed = marked(data, ANNOTATED)

    def color(data: bytes, x: int, y: int) -> tuple[int, ...]:
        with pypdfium2.PdfDocument(data) as file:
            image = file[0].render(scale=1).to_numpy()
        at = (200 - y, x) if rotate == 0 else (x, y)
        return tuple(int(part) for part in image[at])[2::-1]

    for x, y in ((24, 153), (45, 153), (150, 100)):
        assert color(data, x, y) == ((0, 0, 0) if x == 24 else (255, 255, 255))
    assert color(changed, 24, 153) == (0, 0, 0)
    assert color(changed, 45, 153) == pytest.approx((255, 230, 102), abs=2)
    assert color(changed, 150, 100) == (255, 255, 255)


def test_a_marker_on_several_lines_and_pages():
    data = document()
    paged = open_file(data).paged
    end = paged.text.rindex("see")
    found = Marker(
        start=0, end=end, clean_start=0, clean_end=0, text="SECRET memo", type="stamp",
        places=paged.places(0, end),
    )  # fmt: skip
    changed = open_file(data).write_marked([], Markup(ANNOTATED, [found]))
    with pikepdf.open(io.BytesIO(changed)) as pdf:
        assert [[len(note.QuadPoints) for note in page.Annots] for page in pdf.pages] == [[16], [8]]


def _odd_layers(pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=String("none"), D=pikepdf.Array())


def _odd_annotations(pdf) -> None:
    pdf.pages[0].obj.Annots = String("none")


@pytest.mark.parametrize("damage", [_odd_layers, _odd_annotations])
def test_damaged_layers_and_annotations_are_replaced(damage):
    changed = marked(edited(document(), damage), ANNOTATED)
    with pikepdf.open(io.BytesIO(changed)) as pdf:
        assert [len(page.Annots) for page in pdf.pages] == [3, 3]
        assert [str(layer.Name) for layer in pdf.Root.OCProperties.OCGs] == ["Markings"]
