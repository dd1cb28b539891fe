"""Web Annotation: both selectors agree, and annotations restore the document."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

import ocrfix
from ocrfix.document import Document
from ocrfix.read import webannotation
from ocrfix.records import Card, Source
from tests.documents import documents
from tests.emit.records import records
from tests.profiles import examples

property_test = settings(max_examples=examples(150), derandomize=True)


def without_what_it_cannot_hold(document: Document) -> Document:
    return replace(document, card=Card(), source=Source())


def items(document: Document) -> list[dict]:
    return json.loads(document.render("webannotation"))["items"]


@property_test
@given(records())
def test_annotations_restore_the_document(document: Document) -> None:
    again = webannotation.read(document.render("webannotation"), document.original)
    assert replace(again, markers=()) == replace(without_what_it_cannot_hold(document), markers=())
    key = repr  # of markers at one place the order is by what they are
    assert sorted(again.markers, key=key) == sorted(document.markers, key=key)


@property_test
@given(documents())
def test_annotations_of_a_cleaned_document_restore_it(text: str) -> None:
    document = ocrfix.clean(text)
    again = webannotation.read(document.render("webannotation"), text)
    assert again == without_what_it_cannot_hold(document)


@property_test
@given(records())
def test_position_and_quotation_agree(document: Document) -> None:
    for item in items(document):
        position, quote = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert document.original[start:end] == quote["exact"]
        assert document.original[:start].endswith(quote["prefix"])
        assert document.original[end:].startswith(quote["suffix"])


@property_test
@given(records())
def test_annotation_ids_are_unique(document: Document) -> None:
    names = [item["id"] for item in items(document)]
    assert len(set(names)) == len(names)
    assert all(name.startswith("urn:uuid:") for name in names)


def test_positions_count_code_points() -> None:
    # "😀" is two code units of UTF-16, and one code point.
    (item,) = items(ocrfix.tag("😀\n\nSECRET\n"))
    assert item["target"]["selector"][0] == {"type": "TextPositionSelector", "start": 3, "end": 9}


def test_type_of_each_annotation() -> None:
    text = "SECRET\n\nWashington, Decembe 12\n\nB1\n"
    found = [(item["motivation"], item["body"]) for item in items(ocrfix.clean(text))]
    motivations = [motivation for motivation, _ in found]
    assert motivations == ["editing", "tagging", "classifying"]
    assert found[0][1][0] == {
        "type": "TextualBody", "value": "December", "format": "text/plain", "purpose": "editing",
    }  # fmt: skip
    assert [(body["purpose"], body["value"]) for body in found[2][1]][:2] == [
        ("tagging", "exemption"),
        ("classifying", "FOIA:b1"),
    ]


def test_a_suggestion_is_not_an_edit() -> None:
    document = ocrfix.clean("We hope that the goverment will agree.\n")
    assert document.suggestions and not document.edits
    assert {item["motivation"] for item in items(document)} == {"questioning"}


def test_the_address_of_the_original_can_be_given() -> None:
    document = ocrfix.tag("SECRET\n")
    page = json.loads(document.render("webannotation", source="https://example.org/memo.txt"))
    assert page["items"][0]["target"]["source"] == "https://example.org/memo.txt"
    assert items(document)[0]["target"]["source"].startswith("ni:///sha-256;")


@pytest.mark.parametrize(
    "annotations",
    ["{}", "[]", "null", '{"items": [1]}', '{"items": [{"motivation": "editing"}]}', "<xml/>"],
)
def test_invalid_annotation_pages_are_refused(annotations: str) -> None:
    with pytest.raises(ValueError):
        webannotation.read(annotations, "text")


def test_annotations_of_another_text_are_refused() -> None:
    with pytest.raises(ValueError, match="of another text"):
        webannotation.read(ocrfix.tag("SECRET\n").render("webannotation"), "PUBLIC\n")
