"""Redactions: how much was withheld, and the code beside the redaction."""

from __future__ import annotations

import pytest

from ocrfix.records import Marker
from ocrfix.tagging.tagger import Tagger

PROSE = "The envoy said that the boats would stay in port until the end of the week."


def redactions(markers: list[Marker]) -> list[Marker]:
    return [marker for marker in markers if marker.type == "redaction"]


@pytest.mark.parametrize(
    ("text", "extent", "unit"),
    [
        ("[1 line not declassified]", "1", "line"),
        ("[less than 1 line not declassified]", "less than 1", "line"),
        ("[1½ lines of source text not declassified]", "1½", "line"),
        ("[3 pages not declassified]", "3", "page"),
        ("[4 paragraphs not declassified]", "4", "paragraph"),
        ("[two words not declassified]", "two", "word"),
        ("[name not declassified]", "1", "name"),
        ("[names not declassified]", None, "name"),
        ("[2 lines withheld]", "2", "line"),
        ("[Page denied]", "1", "page"),
        ("Next 2 Page(s) In Document Denied", "2", "page"),
        ("28 Page(s) withheld entirely at this location in the file.", "28", "page"),
        ("[REDACTED]", None, None),
        ("██████", None, None),
        ("XXXXXXXXXXXX", None, None),
    ],
)
def test_the_extent_is_read_from_the_text(
    tagger: Tagger, text: str, extent: str | None, unit: str | None
) -> None:
    (marker,) = redactions(tagger.tag(text))
    assert marker.text == text
    assert (marker.fields.get("extent"), marker.fields.get("unit")) == (extent, unit)


def test_a_range_of_pages_is_not_a_count(tagger: Tagger) -> None:
    (marker,) = redactions(tagger.tag("PAGES 3-5 DENIED"))
    assert marker.fields["pages"] == "3-5" and "extent" not in marker.fields


@pytest.mark.parametrize(
    "text",
    ["[text omitted]", "[illegible]", "[Here follows a list.]", "[2 lines of verse]", "[sic]"],
)
def test_editorial_notes_are_not_redactions(tagger: Tagger, text: str) -> None:
    assert not redactions(tagger.tag(f"The boats {text} came home."))


@pytest.mark.parametrize(
    ("text", "code", "withholds"),
    [
        ("[REDACTED] (b)(1)", "FOIA:b1", "text"),
        ("He met [1 line not declassified] (b)(1)", "FOIA:b1", "1 line"),
        ("[REDACTED - (b)(1)]", "FOIA:b1", "text"),
        ("met ████ in Bonn on Tuesday                    B6", "FOIA:b6", "text"),
        ("██████████\n(b)(6)", "FOIA:b6", "text"),
        ("(b)(6)\n\n[3 pages not declassified]", "FOIA:b6", "3 pages"),
        ("████ (b)(1) (b)(3)", "FOIA:b1; FOIA:b3", "text"),
    ],
)
def test_a_redaction_and_the_adjacent_code_are_linked(
    tagger: Tagger, text: str, code: str, withholds: str
) -> None:
    markers = tagger.tag(text)
    (redaction,) = redactions(markers)
    assert redaction.fields["code"] == code
    codes = [marker for marker in markers if marker.code]
    assert [marker.fields["withholds"] for marker in codes] == [withholds] * len(codes)


@pytest.mark.parametrize(
    "text",
    [
        f"██████████\n\n{PROSE}\n\n(b)(6)",
        "met ████ in Bonn on Tuesday.\nRELEASE IN PART B6",
        "[text omitted] (b)(1)",
    ],
)
def test_a_code_elsewhere_is_not_linked(tagger: Tagger, text: str) -> None:
    for marker in tagger.tag(text):
        assert "withholds" not in marker.fields and "code" not in marker.fields


def test_a_code_that_replaces_a_paragraph(tagger: Tagger) -> None:
    (marker,) = tagger.tag(f"{PROSE}\n\n(b)(1)\n\n{PROSE}\n")
    assert marker.fields["withholds"] == "paragraph"


@pytest.mark.parametrize(
    "text",
    [f"NODIS\n\nB1\n\n{PROSE}\n", f"{PROSE}\n\nB1\n", f"{PROSE}\n(b)(1)\n{PROSE}\n"],
)
def test_a_code_at_the_head_or_foot_replaces_no_paragraph(tagger: Tagger, text: str) -> None:
    assert all("withholds" not in marker.fields for marker in tagger.tag(text))
