"""Fields of stamps, the card built from them, and explanations of terms."""

from __future__ import annotations

import pytest

from ocrfix.tagging.metadata.card import CardReader
from ocrfix.tagging.rules.lookup import explain_code
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.tagging.tagger import Tagger

MEMORANDUM = """\
# 04321

1991/03/09

DIST 3/11

D P EUR INR S/S

### RELEASEDUNCLASSIFIED

NODIS 9104321

B1,A5

United States Department of State

Washington, D. C. 20520

ACTION MEMORANDUM

TO: The Secretary

FROM: EUR - Jane Roe

THRU: P - John Doe

SUBJECT:

Proposed answer to the letter of the Foreign

Minister of Ruritania

Whether to sign the letter.

United States Department of State Office of FOI, Privacy, & Classification Review Review Authority JPUBLIC Date 06/07/94 Case ID: 9301234

UNCLASSIFIED

-2-

Drafted by:EUR:JRoe:ab / 3/9/91 7-0001

Clearances: INR/EC: ASmith
P: BJones

H:CBrown D:DGreen
"""  # noqa: E501 -- OCR runs the block together in one line


def test_the_card_of_a_memorandum(tagger: Tagger, rules: RuleSet) -> None:
    found = CardReader(rules.card).read(MEMORANDUM, tagger.tag(MEMORANDUM))
    assert found.title == "ACTION MEMORANDUM"
    assert found.subject == "Proposed answer to the letter of the Foreign Minister of Ruritania"
    assert (found.to, found.from_, found.through) == (
        "The Secretary",
        "EUR - Jane Roe",
        "P - John Doe",
    )
    assert found.date == "1991-03-09"
    assert found.drafter == "EUR:JRoe:ab / 3/9/91 7-0001"
    assert found.clearances == ("INR/EC:ASmith", "P:BJones", "H:CBrown", "D:DGreen")
    assert found.classification == ("UNCLASSIFIED",)
    assert found.captions == ("NODIS",)
    assert found.control_numbers == ("04321", "9104321")
    assert (found.case, found.review_authority) == ("9301234", "JPUBLIC")
    assert found.review_date == "1994-06-07"
    assert found.release == ("RELEASED",)
    assert found.exemptions == {"FOIA:b1": 1, "EO12356:1.3(a)(5)": 1}
    assert found.distribution == ("DIST 3/11", "D P EUR INR S/S")


def test_an_empty_text_has_an_empty_card(rules: RuleSet) -> None:
    assert CardReader(rules.card).read("", []).exemptions == {}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Review Authority JPUBLIC", {"authority": "JPUBLIC"}),
        ("Case ID: 9301234B", {"case": "9301234B"}),
        ("Authority NND 959000", {"authority": "NND 959000"}),
        ("NW 12345 Docld:32012345 Page 7", {"docid": "32012345", "page_number": "7"}),
        ("DATE 10/31/00 BY SP2ALM/KE", {"date": "2000-10-31", "by": "SP2ALM/KE"}),
        ("Approved For Release 2003/05/14", {"date": "2003-05-14"}),
        ("CONFIDENTIAI", {"canonical": "CONFIDENTIAL"}),
    ],
)
def test_a_stamp_is_read_into_fields(text: str, fields: dict[str, str], tagger: Tagger) -> None:
    (marker,) = tagger.tag(text)
    assert fields.items() <= marker.fields.items()


def test_an_exact_banner_needs_no_canonical_spelling(tagger: Tagger) -> None:
    assert "canonical" not in tagger.tag("TOP SECRET")[0].fields


def test_a_code_has_its_meaning(tagger: Tagger) -> None:
    fields = tagger.tag("(b)(7)(D)")[0].fields
    assert fields["section"] == "552(b)(7)(D)" and fields["certainty"] == "sure"
    assert fields["meaning"] and fields["authority"] == "5 U.S.C. 552(b)"


def test_certainty_is_reported(tagger: Tagger) -> None:
    fields = tagger.tag("Case ID: 9301234\nReview Authority JDOE\nDate 06/07/94\nB1,A5")[-1].fields
    assert fields["section"] == "1.3(a)(5)" and fields["certainty"] == "likely"


@pytest.mark.parametrize(
    ("term", "ids"),
    [
        ("b7C", ["FOIA:b7C"]),
        ("(b) (7) (C)", ["FOIA:b7C"]),
        ("FOIA:b7C", ["FOIA:b7C"]),
        ("1.4(d)", ["EO12958am:1.4(d)", "EO13526:1.4(d)"]),
        ("NODIS", ["cap:nodis"]),
        ("B3 INA", ["FOIA:b3/INA222f"]),
        ("STAT", ["CREST:STAT"]),
        ("", []),
        ("xyzzy", []),
    ],
)
def test_a_term_is_explained(term: str, ids: list[str], rules: RuleSet) -> None:
    assert [meaning.id for meaning in explain_code(term, rules)] == ids


def test_an_explanation_cites_its_sources(rules: RuleSet) -> None:
    (meaning,) = explain_code("(k)(2)", rules)
    assert meaning.sources and meaning.authority == "5 U.S.C. 552a"
