"""Garbled codes: they count where a label, another code, a sheet or the place vouches for them."""

from __future__ import annotations

import pytest

from ocrfix.tagging.tagger import Tagger

PROSE = "\n\nThe delegation left for the capital on the following morning.\n\n"


def codes(tagger: Tagger, text: str) -> list[str]:
    return [m.code for m in tagger.tag(text) if m.code]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("RELEASED IN PART BS", ["FOIA:b5"]),
        ("RELEASED IN PART Bl", ["FOIA:b1"]),
        ("RELEASED IN PART (6)(1)", ["FOIA:b1"]),
        ("RELEASED IN PART" + PROSE + "(6) (5)", ["FOIA:b5"]),
        ("RELEASED IN PART" + PROSE + "of the ministers (8\\(1)", ["FOIA:b1"]),
        ("RELEASED IN PART" + PROSE + "(&)(7)(C)", ["FOIA:b7C"]),
        ("(b)(1)\n\nby (5)", ["FOIA:b1", "FOIA:b5"]),
        ("B1\n\nBl", ["FOIA:b1", "FOIA:b1"]),
        ("Bl,1.4(D)", ["FOIA:b1", "EO:1.4(d)"]),
        ("B1\n\n14(B}", ["FOIA:b1", "EO:1.4(b)"]),
        ("(k)(2)\n\n(k)(5", ["PA:k2", "PA:k5"]),
        ("RELEASED IN PART" + PROSE + "1.4(0)", ["EO:1.4(d)"]),
        ("JFK Act 6 (4", ["JFK:6(4)"]),
        ("RECORD NUMBER : 104-10004-10143\nRESTRICTIONS, 1C;4", ["JFK:6(1)(C)", "JFK:6(4)"]),
        ("RECORD NUMBER : 104-10004-10143\nRESTRICTIONS : 1B, IC", ["JFK:6(1)(B)", "JFK:6(1)(C)"]),
        (
            "RECORD NUMBER : 104-10004-10143\n1A, 1B, DONOR REST., REFERRED",
            ["JFK:6(1)(A)", "JFK:6(1)(B)"],
        ),
        ("(5)(9(2)(D)(i)", ["JFK:5(g)(2)(D)"]),
        ("DECLASSIFY ON: 25X", ["EO:25X"]),
    ],
)
def test_a_garbled_code_counts_where_its_context_vouches(
    text: str, found: list[str], tagger: Tagger
) -> None:
    assert codes(tagger, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "BS",
        "Bl",
        "by (5)",
        "(6)(1)",
        "(6) (5) The Board shall meet.",
        "the ministers (8)(1)",
        "14(B)",
        "1.4(0)",
        "(k)(5",
        "B1,B2 visas were issued",
        "RELEASED IN PART" + PROSE + "see paragraph (6)(1) of the decree",
        "RELEASED IN PART" + PROSE + "a total of 16 (8 of them new)",
        "E.O. 12958, Sec. 3.6",
        "1A",
        "IC",
        "25X",
    ],
)
def test_without_such_a_context_it_is_text(text: str, tagger: Tagger) -> None:
    assert codes(tagger, text) == []
