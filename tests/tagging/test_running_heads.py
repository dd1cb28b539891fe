"""Running heads: headers, footers and banners that are garbled anew on each page."""

from __future__ import annotations

import pytest

from ocrfix.tagging.tagger import Tagger

FOOT = "NW 70123 DocId:32100458 Page 3"
RULE = "REPRODUCTION BY OTHER THAN THE ISSUING OFFICE IS PROHIBITED"


def markings(tagger: Tagger, text: str) -> list[tuple[str, str]]:
    return [(marker.type, marker.text) for marker in tagger.tag(text)]


@pytest.mark.parametrize(
    ("known", "copy", "expected"),
    [
        (FOOT, "ww 70l23 Docra:32100458 Page 9", "ww 70l23 Docra:32100458 Page 9"),
        (RULE, "REPR.D...O. B. OT.E. TH.N TH. IS..I.G OF..CE .S P.OH.BI", None),
        ("CONFIDENTIAL", "TUNTIDENTTAL", "TUNTIDENTTAL"),
        ("LIMITED OFFICIAL USE", "LIMLPED OEE TCIAL USE", "LIMLPED OEE TCIAL USE"),
    ],
)
def test_a_garbled_copy_is_marked_like_its_line(
    tagger: Tagger, known: str, copy: str, expected: str | None
) -> None:
    alone = markings(tagger, f"The Minister said no.\n\n{copy}\n")
    assert all(text != (expected or copy) for _, text in alone)
    both = markings(tagger, f"{known}\n\nThe Minister said no.\n\n{copy}\n")
    kinds = {kind for kind, _ in both[:1]}
    assert [text for kind, text in both[1:] if kind in kinds] == [expected or copy]


@pytest.mark.parametrize(
    "line",
    [
        "CONFERENCE",
        "CONFIDENTIALITY",
        "the confidential talks went on",
        "CONTINENTAL LINES",
        "IDENTICAL",
    ],
)
def test_words_of_the_document_are_not_copies(tagger: Tagger, line: str) -> None:
    assert markings(tagger, f"CONFIDENTIAL\n\n{line}\n") == [("classification", "CONFIDENTIAL")]


def test_a_number_is_not_a_copy_of_another_number(tagger: Tagger) -> None:
    found = markings(tagger, "104-10071-10234\n\n(202) 647-10234\n")
    assert found == [("control", "104-10071-10234")]


def test_a_copy_never_claims_the_number_of_its_line(tagger: Tagger) -> None:
    copy = tagger.tag(f"{FOOT}\n\nww 70l23 Docra:32100458 Page 9\n")[-1]
    assert copy.fields["copy_of"] == FOOT and "canonical" not in copy.fields
    assert copy.confidence < 0.8
    banner = tagger.tag("CONFIDENTIAL\n\nTUNTIDENTTAL\n")[-1]
    assert banner.fields["canonical"] == "CONFIDENTIAL"


def test_all_line_ends_are_recognized(tagger: Tagger) -> None:
    text = "CONFIDENTIAL\rThe talks.\rTUNTIDENTTAL\r\nEnd.\nTUNTIDENTTAL"
    assert [m.text for m in tagger.tag(text)] == ["CONFIDENTIAL", "TUNTIDENTTAL", "TUNTIDENTTAL"]
