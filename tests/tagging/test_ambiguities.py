"""Ten facts about these markings that surprise an implementer, each tested both ways."""

from __future__ import annotations

import pytest

from ocrfix.tagging.tagger import Tagger

FOOT = "U.S. Department of State Case No. F-2001-01234 Doc No. C05001234 Date: {}\n"


def markings(tagger: Tagger, text: str) -> list[tuple[str, str]]:
    return [(m.code or m.type, m.text) for m in tagger.tag(text)]


def codes(tagger: Tagger, text: str) -> list[str]:
    return [m.code for m in tagger.tag(text) if m.code]


def test_1_spaces_inside_codes_are_common(tagger: Tagger) -> None:
    assert codes(tagger, "(b) (3)") == codes(tagger, "(b)(3)") == ["FOIA:b3"]
    assert codes(tagger, "b 3 men") == []


def test_2_at_line_start_a_list_item_is_as_likely_as_a_code(tagger: Tagger) -> None:
    assert codes(tagger, "(b)(1)") == ["FOIA:b1"]
    assert codes(tagger, "(b)(1) The Board shall meet.") == []
    assert codes(tagger, "(d)(5)") == ["PA:d5"]
    assert codes(tagger, "Section 212(d)(5) of the Act") == []
    assert codes(tagger, "50 U.S.C. 403(d)(5)") == []


def test_3_c_is_a_portion_mark_only_near_a_level(tagger: Tagger) -> None:
    assert markings(tagger, "SECRET\n(C) The talks went on.")[1:] == [("classification", "(C)")]
    assert markings(tagger, "(C) The talks went on.") == []
    assert len(markings(tagger, "SECRET\n(A) One point.\n(B) Two points.\n(C) Three points.")) == 1
    assert markings(tagger, "CLASSIFICATION : C") == []


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("04/11/2015", "EO13526:1.4(d)"),
        ("04/11/2007", "EO12958am:1.4(d)"),
        ("04/11/1999", "EO:1.4(d)"),
    ],
)
def test_4_the_same_code_means_different_orders(tagger: Tagger, day: str, code: str) -> None:
    assert codes(tagger, FOOT.format(day) + "B1,1.4(D)") == ["FOIA:b1", code]
    assert codes(tagger, "1.4 Purpose\n1.5 Scope of the work") == []


def test_4_the_marker_names_the_deciding_date(tagger: Tagger) -> None:
    marker = tagger.tag(FOOT.format("04/11/2015") + "B1,1.4(D)")[-1]
    assert marker.fields["order_from"] == "Date: 04/11/2015"
    assert marker.fields["order_date"] == "2015-04-11"
    undecided = tagger.tag("RELEASE IN PART 1.4(D)")[-1]
    assert "order_from" not in undecided.fields and undecided.fields["certainty"] == "unsure"


def test_4_a_cited_order_takes_precedence_over_the_date(tagger: Tagger) -> None:
    text = FOOT.format("04/11/2015") + "E.O. 12958, as amended, 1.4(d)"
    assert codes(tagger, text) == ["EO12958am:1.4(d)"]


def test_4_the_latest_review_decides(tagger: Tagger) -> None:
    earlier = "Review Authority JPUBLIC\nDate 03/02/94\n"
    assert codes(tagger, earlier + "B1,A5") == ["FOIA:b1", "EO12356:1.3(a)(5)"]
    assert codes(tagger, earlier + FOOT.format("04/11/2015") + "1.4(d)") == ["EO13526:1.4(d)"]


def test_5_a_review_procedure_is_not_an_exemption(tagger: Tagger) -> None:
    text = "DECLASSIFIED\nE.O. 12958, Sec. 3.5"
    assert markings(tagger, text) == [
        ("release", "DECLASSIFIED"),
        ("review", "E.O. 12958, Sec. 3.5"),
    ]
    assert codes(tagger, "3.4(b)(1)") == ["EO12958:3.4(b)(1)"]


@pytest.mark.parametrize("word", ["DocId", "Docld", "Docid", "DoclId"])
def test_6_docid_is_misread_more_often_than_not(tagger: Tagger, word: str) -> None:
    footer = f"NW 12345 {word}:32012345 Page 7"
    assert markings(tagger, footer) == [("control", footer)]
    assert markings(tagger, "Docket 32012345 of that court") == []


def test_6_a_stamp_is_read_correctly_once_in_275(tagger: Tagger) -> None:
    garbled = "FBI AUTOMATIC DECLASSIEICATIEN CUIDE"
    assert markings(tagger, garbled) == [("release", garbled)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("UNCLASSIFIED", "classification"),
        ("NCLASSIFIED", "classification"),
        ("DECLASSIFIED", "release"),
        ("ECLASSIFIED", "release"),
        ("CLASSIFIED", None),
        ("EXDIS", "handling"),
        ("EXDIR", None),
        ("RYBAT", "handling"),
        ("RABAT", None),
    ],
)
def test_7_similar_words_are_distinguished(tagger: Tagger, text: str, kind: str | None) -> None:
    assert markings(tagger, text) == ([(kind, text)] if kind else [])


def test_7_a_lost_space(tagger: Tagger) -> None:
    (marker,) = tagger.tag("DATE OF LASTREVIEW : 06/15/1998")
    assert marker.fields["date"] == "1998-06-15"


def test_8_printed_boxes_are_marked_whether_ticked_or_not(tagger: Tagger) -> None:
    boxes = "RELEASE IN FULL\nRELEASE IN PART\nTOTAL DENIAL"
    assert markings(tagger, boxes) == [("release", line) for line in boxes.split("\n")]


def test_9_words_of_prose_and_forms_are_not_banners(tagger: Tagger) -> None:
    for text in (
        "he was released",
        "SECRET SERVICE",
        "THE SECRETARY",
        "CONFIDENTIAL INFORMANT",
        "CLASSIFIED MESSAGE",
        "CLASSIFICATION : S",
    ):
        assert markings(tagger, text) == []
    assert markings(tagger, "SECRET") == [("classification", "SECRET")]


def test_10_the_systematic_review_line_interrupts_cables(tagger: Tagger) -> None:
    text = (
        "the Minister agreed to send the\n"
        "Declassified/Released US Department of State EO Systematic Review 30 JUN 2005\n"
        "note to the Embassy.\n"
        "E.O. 12065: XGDS-1\n"
    )
    assert markings(tagger, text) == [
        ("release", "Declassified/Released"),
        ("review", "US Department of State EO Systematic Review 30 JUN 2005"),
        ("review", "E.O. 12065:"),
        ("EO11652:XGDS-1", "XGDS-1"),
    ]
    assert codes(tagger, "E.O. 11652: GDS") == []
