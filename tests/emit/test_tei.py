"""TEI: valid XML by the schema of the TEI, and a lossless round trip."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree
from msgspec.structs import replace

import ocrfix
from ocrfix.document import Document
from ocrfix.edits import Edit, with_clean_offsets
from ocrfix.read import tei
from ocrfix.records import Marker
from tests.documents import documents
from tests.emit.records import records
from tests.profiles import examples

SCHEMA = Path(__file__).parent / "schemas" / "tei_all-4.3.0.rng.gz"
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/record.json"))
NAMES = {"t": "http://www.tei-c.org/ns/1.0"}

property_test = settings(max_examples=examples(200), derandomize=True)


@pytest.fixture(scope="session")
def schema():
    """The schema of TEI, which takes seconds to parse."""
    return etree.RelaxNG(etree.fromstring(gzip.decompress(SCHEMA.read_bytes())))


def parsed(xml: str) -> etree._Element:
    safe = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(xml.encode("utf-8"), safe)


@property_test
@given(records())
def test_any_record_round_trips(document: Document) -> None:
    assert tei.read(document.render("tei")) == document


@property_test
@given(documents())
def test_output_can_be_read_back(text: str) -> None:
    for marks in ("inline", "strip"):
        document = ocrfix.clean(text, ocrfix.Config.default().merged({"emit": {"marks": marks}}))
        assert tei.read(document.render("tei")) == document


@settings(parent=property_test, max_examples=examples(60))
@given(records())
def test_any_document_is_valid_tei(schema, document: Document) -> None:
    schema.assertValid(parsed(document.render("tei")))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_examples_are_valid_and_round_trip(schema, path: Path) -> None:
    document = Document.from_json(path.read_bytes())
    xml = document.render("tei")
    schema.assertValid(parsed(xml))
    assert tei.read(xml) == document


def edited(text: str, *changes: tuple[str, str], **more: object) -> Document:
    """Return the document of ``text`` after changes, each at its first occurrence."""
    edits = with_clean_offsets(
        [
            Edit(
                start=text.index(before),
                end=text.index(before) + len(before),
                before=before,
                after=after,
                kind="misread",
                confidence=0.8,
                reason="so",
            )
            for before, after in changes
        ]
    )
    clean = text
    for before, after in changes:
        clean = clean.replace(before, after, 1)
    return Document(original=text, clean=clean, edits=edits, **more)


def marker(clean: str, text: str, type: str, start: int, end: int, **more: object) -> Marker:
    at = clean.index(text)
    return Marker(
        start=start, end=end, clean_start=at, clean_end=at + len(text), type=type, text=text, **more
    )


def block(document: Document) -> str:
    xml = document.render("tei")
    return xml[xml.index('<pb n="1"/><lb/>') + 16 : xml.index("</ab>")]


def test_how_changes_are_written() -> None:
    assert block(edited("tbe letter", ("tbe", "the"))) == (
        '<choice ana="#e1"><sic>tbe</sic>'
        '<corr type="misread" cert="medium" resp="#ocrfix">the</corr>'
        "</choice> letter"
    )
    assert block(edited("a geres b", (" geres", ""))) == (
        'a<surplus ana="#e1" reason="misread" cert="medium" resp="#ocrfix"> geres</surplus> b'
    )
    put_in = edited("CTION", ("", "A"))
    assert block(put_in) == (
        '<supplied ana="#e1" reason="misread" cert="medium" resp="#ocrfix">A</supplied>CTION'
    )


def test_how_markers_are_written() -> None:
    text = "B1 RECEIVED [2 lines not declassified] SECRET -2-"
    document = Document(
        original=text,
        clean=text,
        markers=(
            marker(text, "B1", "exemption", 0, 2, code="FOIA:b1"),
            marker(text, "RECEIVED", "stamp", 3, 11),
            marker(
                text, "[2 lines not declassified]", "redaction", 12, 38,
                fields={"extent": "2", "unit": "lines", "code": "FOIA:b1; EO12958:1.4(d)"},
            ),
            marker(text, "SECRET", "classification", 39, 45),
            marker(text, "-2-", "page", 46, 49),
        ),
    )  # fmt: skip
    assert block(document) == (
        '<seg type="exemption" ana="#m1"><gap reason="FOIA:b1"/>B1</seg> '
        '<stamp type="stamp" ana="#m2">RECEIVED</stamp> '
        '<seg type="redaction" ana="#m3">'
        '<gap reason="FOIA:b1 EO12958:1.4(d)" extent="2" unit="lines"/>'
        "[2 lines not declassified]</seg> "
        '<seg type="classification" ana="#m4">SECRET</seg> '
        '<fw type="pageNum" ana="#m5">-2-</fw>'
    )


def test_a_marker_that_overlaps_a_change_partly_is_between_anchors() -> None:
    document = edited("MEMOSECRETS x", ("MEMOSE", "MEMO SE"))
    crossing = marker(document.clean, "SECRETS", "classification", 0, 11)
    document = replace(document, markers=(crossing,))
    assert (
        '<corr type="misread" cert="medium" resp="#ocrfix">MEMO <anchor xml:id="m1.from"/>SE</'
        in (block(document))
    )
    assert '<span type="classification" from="#m1.from" to="#m1.to" ana="#m1"/>' in (
        document.render("tei")
    )
    assert tei.read(document.render("tei")) == document


def test_lines_and_pages() -> None:
    text = "one\r\ntwo\n\fthree\n"
    assert block(Document(original=text, clean=text)) == (
        'one&#13;\n<lb/>two\n<lb/><g ref="#U000C"/><pb n="2"/><lb/>three\n'
    )
    assert '<char xml:id="U000C">' in Document(original=text, clean=text).render("tei")


def test_suggestions_are_not_edits_for_any_program() -> None:
    text = "tho letter"
    suggestion = Edit(
        start=0, end=3, before="tho", after="the", kind="misread", confidence=0.5, reason="so",
        clean_start=0, clean_end=3,
    )  # fmt: skip
    xml = Document(original=text, clean=text, suggestions=(suggestion,)).render("tei")
    root = parsed(xml)
    for name in ("choice", "sic", "corr", "surplus", "supplied"):
        assert root.find(f".//t:{name}", NAMES) is None
    (span,) = root.findall(".//t:standOff/t:span", NAMES)
    assert span.get("cert") == "low"


def test_the_card_is_in_the_header_where_tei_programs_look() -> None:
    (memo,) = (path for path in EXAMPLES if path.parent.name == "action-memorandum")
    document = Document.from_json(memo.read_bytes())
    root = parsed(document.render("tei"))
    header = root.find("t:teiHeader", NAMES)
    assert (
        header.find(".//t:correspAction[@type='received']/t:name", NAMES).text == document.card.to
    )
    assert header.find(".//t:creation/t:date", NAMES).get("when") == document.card.date
    named = header.find(".//t:respStmt", NAMES)
    assert named.get("{http://www.w3.org/XML/1998/namespace}id") == "ocrfix"
    terms = {term.text for term in header.findall(".//t:term[@type='exemption']", NAMES)}
    assert terms == set(document.card.exemptions)


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE TEI [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><TEI xmlns="{}">&b;</TEI>',
        '<!DOCTYPE TEI SYSTEM "file:///etc/passwd"><TEI xmlns="{}"/>',
        '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI xmlns="{}">&x;</TEI>',
    ],
)
def test_entities_are_refused(xml: str) -> None:
    with pytest.raises(ValueError, match="a document type"):
        tei.read(xml.format(NAMES["t"]))


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        ("", "not well-formed XML"),
        ("<TEI", "not well-formed XML"),
        ("<TEI/>", "not a TEI document"),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "no text"),
        (b"\xff\xfe\x00", "not well-formed XML"),
    ],
)
def test_invalid_documents_are_refused(xml: str | bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        tei.read(xml)


def test_an_editor_may_add_and_revert_corrections() -> None:
    xml = edited("tbe letter frorn home", ("tbe", "the")).render("tei")
    xml = xml.replace(">the</corr>", ">tbe</corr>").replace(
        "frorn", '<choice><sic>frorn</sic><corr cert="high" resp="#ed">from</corr></choice>'
    )
    document = tei.read(xml)
    assert document.clean == "tbe letter from home"
    (edit,) = document.edits
    assert (edit.before, edit.after, edit.kind, edit.confidence) == (
        "frorn", "from", "corrected", 0.95,
    )  # fmt: skip
    assert document.undo() == document.original == "tbe letter frorn home"


def test_deep_nesting_is_read_without_recursion() -> None:
    deep = "<seg>" * 50_000 + "x" + "</seg>" * 50_000
    xml = f'<TEI xmlns="{NAMES["t"]}"><text><body><ab>{deep}</ab></body></text></TEI>'
    assert tei.read(xml).clean == "x"
