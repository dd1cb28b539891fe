"""Cards of each kind of document in the collections, and what a card must not claim.

The documents were written for these tests and imitate real ones.
"""

from __future__ import annotations

import pytest

from ocrfix.records import Card, Change
from ocrfix.tagging.metadata.card import CardReader
from ocrfix.tagging.rules.card_labels import CardLabels
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.tagging.tagger import Tagger

TELEGRAM = """\
CONFIDENTIAL
PAGE 01 QUITO 01234 141230Z
P 141230Z DEC 90
FM AMEMBASSY QUITO
TO SECSTATE WASHDC PRIORITY 4567
INFO AMCONSUL GUAYAQUIL
C O N F I D E N T I A L QUITO 01234
E.O. 12356: DECL: OADR
TAGS: EFIS, PREL, EC (ROE, JANE)
SUBJECT: TUNA BOATS: TALKS RESUME
IN GUAYAQUIL NEXT WEEK
REF: (A) STATE 098765, (B) QUITO 01111

1. CONFIDENTIAL - ENTIRE TEXT.
2. THE MINISTER SAID THAT TALKS WOULD RESUME.
"""

AIRGRAM = """\
AIRGRAM
FROM : Amembassy QUITO
TO   : Department of State
DATE : March 4, 1963
SUBJECT: Tuna Fleet in Port
REF : Embassy's A-123, January 5, 1963

The tuna fleet came home on Sunday.
"""

BUREAU = """\
UNITED STATES GOVERNMENT
Memorandum
TO : DIRECTOR, FBI (105-1234)    DATE: 4/28/63
FROM : SAC, MIAMI (105-99)
SUBJECT: TUNA MATTER
IS - ECUADOR

Re Miami letter of last week.
"""

AGENCY = """\
14 May 1975

MEMORANDUM FOR: Chief, Fisheries Division
THROUGH : Deputy Chief
FROM : Jane Roe
SURJECT : Tuna Boats
REFERENCE : Memorandum of 2 May 1975

1. The boats were counted.
"""

MAIL = """\
                                                          RELEASE IN PART B6

From:                 Roe, Jane <RoeJ@state.gov>
Sent:                 Sunday, March 20, 20111:03 PM
To:
Cc:                   Doe, John
Subject:              Re: Tuna

Can you come by?

From: Doe, John
Sent: Saturday, March 19, 2011 9:00 AM
To: Roe, Jane
Subject: Tuna

It is on the table.
"""

PRESIDENT = """\
THE WHITE HOUSE
WASHINGTON

June 3, 1981

MEMORANDUM FOR THE PRESIDENT

FROM: JANE ROE
SUBJECT: Your Meeting with the Tuna Council

The Council meets at noon.
"""

LETTER = """\
Department of State
Washington, D.C.

August 2, 1978

Re: Request for tuna papers

Dear Ms. Roe:

We found no papers.
"""

FORM = """\
AGENCY : FBI
RECORD NUMBER : 124-10001-10002
RECORD SERIES : HQ
ORIGINATOR : FBI
FROM : SAC, MM
TO : DIRECTOR, FBI
TITLE : TUNA BOATS
DATE : 03/04/1963
PAGES : 4
DOCUMENT TYPE : PAPER
"""

EMPTY_FORM = """\
Date: 04/05/15
AGENCY :
RECORD NUMBER :
ORIGINATOR :
FROM :
TO :
TITLE :
DATE :
PAGES :
DOCUMENT TYPE :

FBI
SAC, MM
DIRECTOR, FBI
03/04/1963
"""


@pytest.fixture
def read(tagger: Tagger, rules: RuleSet):
    return lambda text: CardReader(rules.card).read(text, tagger.tag(text))


def test_a_telegram(read) -> None:
    found: Card = read(TELEGRAM)
    assert (found.from_, found.to) == ("AMEMBASSY QUITO", "SECSTATE WASHDC")
    assert found.copies == "AMCONSUL GUAYAQUIL"
    assert found.subject == "TUNA BOATS: TALKS RESUME IN GUAYAQUIL NEXT WEEK"
    assert found.tags == ("EFIS", "PREL", "EC")
    assert found.references == ("STATE 098765", "QUITO 01111")
    assert found.declassify_on == "DECL: OADR"
    assert (found.date, found.date_time_group) == ("1990-12-14", "141230Z DEC 90")
    assert found.message_number == "QUITO 01234"


def test_an_airgram(read) -> None:
    found = read(AIRGRAM)
    assert (found.title, found.from_, found.to) == (
        "AIRGRAM",
        "Amembassy QUITO",
        "Department of State",
    )
    assert (found.subject, found.date) == ("Tuna Fleet in Port", "1963-03-04")
    assert found.references == ("Embassy's A-123, January 5, 1963",)
    assert found.message_number is None


def test_a_memorandum_of_the_bureau(read) -> None:
    found = read(BUREAU)
    assert (found.from_, found.to) == ("SAC, MIAMI (105-99)", "DIRECTOR, FBI (105-1234)")
    assert found.subject == "TUNA MATTER IS - ECUADOR"
    assert found.date == "1963-04-28"


def test_a_memorandum_of_the_agency(read) -> None:
    found = read(AGENCY)
    assert (found.title, found.to) == ("MEMORANDUM", "Chief, Fisheries Division")
    assert (found.through, found.from_) == ("Deputy Chief", "Jane Roe")
    assert (found.subject, found.date) == ("Tuna Boats", "1975-05-14")


def test_an_email_is_not_confused_with_the_one_it_answers(read) -> None:
    found = read(MAIL)
    assert (found.from_, found.to) == ("Roe, Jane <RoeJ@state.gov>", None)
    assert (found.subject, found.copies) == ("Re: Tuna", "Doe, John")
    assert found.date == "2011-03-20"


def test_a_memorandum_for_the_president(read) -> None:
    found = read(PRESIDENT)
    assert (found.title, found.from_) == ("MEMORANDUM FOR THE PRESIDENT", "JANE ROE")
    assert found.to == "THE PRESIDENT"
    assert found.subject == "Your Meeting with the Tuna Council"
    assert found.date == "1981-06-03"


def test_a_letter(read) -> None:
    found = read(LETTER)
    assert (found.subject, found.date) == ("Request for tuna papers", "1978-08-02")
    assert found.to is None and found.from_ is None


def test_a_cover_sheet_describes_the_document_below_it(read) -> None:
    found = read(FORM)
    assert (found.from_, found.to) == ("SAC, MM", "DIRECTOR, FBI")
    assert (found.subject, found.date) == ("TUNA BOATS", "1963-03-04")


def test_a_cover_sheet_with_lost_columns_is_not_read(read) -> None:
    found = read(EMPTY_FORM)
    assert (found.from_, found.to, found.subject, found.date) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "through", "sender"),
    [
        ("THRU: FROM\n\nP - John Doe EUR - Jane Roe\n", "P - John Doe", "EUR - Jane Roe"),
        ("THRU:    FROM:\nMr. Doe    Ms. Roe\n", "Mr. Doe", "Ms. Roe"),
        ("THRU: FROM\n\nEUR - Jane Roe\n", None, None),
        ("THRU: FROM\n\nThe talks went on in Quito.\n", None, None),
    ],
)
def test_labels_side_by_side(read, text: str, through: str | None, sender: str | None) -> None:
    found = read(text + "\nSUBJECT: Tuna\n")
    assert (found.through, found.from_) == (through, sender)


def test_an_addressee_whose_label_is_lost(read) -> None:
    assert read("The Secretary\n\nFROM: EUR - Jane Roe\nSUBJECT: Tuna\n").to == "The Secretary"
    assert read("The Talks\n\nFROM: EUR - Jane Roe\nSUBJECT: Tuna\n").to is None


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("SUBJECT: Tuna\n\nThe boats came home", "Tuna"),
        ("SUBJECT: The long dispute over tuna boats in the\ncoastal waters\n\nThe", None),
        ("SUBJECT: The long dispute over tuna boats\n1. The boats came home", None),
        ("SUBJECT: The long dispute over tuna boats\n\nThe boats came\nhome late", None),
        ("SUBJECT: (Optional)\nFROM: Jane Roe", ""),
        ("SUBJECT:\nFROM:\nTO:\nTuna\nJane Roe\n", ""),
        ("FROM: Jane Roe\nSubject:\nCome at noon\n", ""),
        ("The subject: it was dropped.", ""),
        # A line with only a no-break space, a wide space or a form feed is blank.
        ("FROM: EUR\nSUBJECT:\n\u00a0\nthe boats came home\n", ""),
        ("FROM: EUR\nSUBJECT: Tuna\n\u2003\nThe boats came home\n", "Tuna"),
        ("FROM: EUR\nSUBJECT: Tuna\n\u00a0*\nThe boats came home\n", "Tuna"),
    ],
)
def test_a_subject_ends_where_the_document_begins(read, text: str, subject: str | None) -> None:
    if subject is None:
        subject = "The long dispute over tuna boats"
        subject += " in the coastal waters" if "waters" in text else ""
    assert (read(text).subject or "") == subject


@pytest.mark.parametrize(
    "text",
    [
        "FROM: NAME, ADDRESS AND PHONE NO.\nTO: ROOM\nDATE: \n",
        "FROM: the boats to the quay it was a mile\n",
        "TO: TITLE:\nFROM: | a ~ ee\n",
        "MEMORANDUM FOR THE RECORD\n",
    ],
)
def test_placeholders_are_not_names(read, text: str) -> None:
    found = read(text)
    assert (found.from_, found.to) == (None, None)


def test_ambiguous_dates_are_kept_as_written(read) -> None:
    assert read("TO: Mr. Doe\nFROM: Ms. Roe\nDATE: 3/4/63\n").date == "3/4/63"
    assert read("TO: Mr. Doe\nFROM: Ms. Roe\nDATE: 13/44/63\n").date is None


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (
            "DOWNGRADED FROM SECRET TO CONFIDENTIAL 3/12/85",
            [("SECRET", "CONFIDENTIAL", "1985-03-12")],
        ),
        ("REGRADED UNCLASSIFIED", [(None, "UNCLASSIFIED", None)]),
        ("DECLASSIFIED\n\nDECLASSIFIED", [(None, "UNCLASSIFIED", None)]),
        ("CLASSIFICATION CANCELLED", [(None, "UNCLASSIFIED", None)]),
        ("CLASSIFICATION CONTINUED", []),
        ("WILL BE REGRADED UNCLASSIFIED WHEN DETACHED", []),
        ("The file was downgraded to Secret because of its age.", []),
    ],
)
def test_classification_changes(read, text: str, changes: list) -> None:
    found: tuple[Change, ...] = read(text).classification_changes
    assert [(change.from_, change.to, change.date) for change in found] == changes


def test_a_label_named_for_a_field_fills_it() -> None:
    reader = CardReader(CardLabels(labels={"subject": ("SUBJECT",), "case": ("CASE FILE",)}))
    found = reader.read("SUBJECT: Tuna\nCASE FILE: 93-12\n", [])
    assert (found.subject, found.case) == ("Tuna", None), "a field read from markers"
    reader = CardReader(CardLabels(labels={"subject": ("SUBJECT",), "through": ("BY WAY OF",)}))
    assert reader.read("SUBJECT: Tuna\nBY WAY OF: Mr. Doe\n", []).through == "Mr. Doe"
