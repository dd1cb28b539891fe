"""Withdrawal sheets and keys: codes of rows and of entries are marked, explanations are text."""

from __future__ import annotations

import pytest

from ocrfix.tagging.tagger import Tagger


def marked(tagger: Tagger, text: str) -> list[tuple[str, str]]:
    return [(m.code or m.type, m.text) for m in tagger.tag(text)]


BUSH_SHEET = """Withdrawal/Redaction Sheet
(George Bush Library)

Document No. Subject/Title of Document Date Restriction Class.
and Type
01a. Memo Anna Smith to Robert Jones 5/18/89 (b)(1) S
Re: Fishing rights (6 pp.)
01b. Report Re: Northern channel (44 pp.) n.d. (&)(1) Ss
02. Distribution Re: Directive 99 (1 pp.) 2/9/90 (b)(3) [50 U.S.C. 403g, Sec. 6]
03. Letter Anna Smith to Paul Miller 6/5/89 P-5

Date Closed: 10/19/2009 OA/ID Number: 90210-006
FOIA/SYS Case #: 2009-0102-F
Appeal Disposition: P-2/P-5 Review Case #:
"""


def test_rows_of_a_sheet(tagger: Tagger) -> None:
    assert marked(tagger, BUSH_SHEET) == [
        ("FOIA:b1", "(b)(1)"),
        ("classification", "S"),
        ("FOIA:b1", "(&)(1)"),
        ("classification", "Ss"),
        ("FOIA:b3", "(b)(3) [50 U.S.C. 403g, Sec. 6]"),
        ("PRA:P5", "P-5"),
        ("review", "Date Closed: 10/19/2009"),
        ("control", "90210-006"),
        ("review", "FOIA/SYS Case #: 2009-0102-F"),
    ]


KEY = """RESTRICTION CODES
Presidential Records Act - [44 U.S.C. 2204(a)]
P1 National security information [(a)(1) of the PRA]
P2 Appointments to Federal office [(a)(2) of the PRA]
PS Advice between the President and his advisors [(a)(5) of the PRA]
C. Closed in accordance with the deed of gift
PRM. Personal record misfile
RR. Document will be reviewed upon request.
Freedom of Information Act - [5 U.S.C. 552(b)]
b(1) National security information [(b)(1) of the FOIA]
b(3) A Federal statute forbids release [(b)(3) of the FOIA]
"""


def test_entries_of_a_key(tagger: Tagger) -> None:
    assert marked(tagger, KEY) == [
        ("PRA:P1", "P1"),
        ("PRA:P2", "P2"),
        ("PRA:P5", "PS"),
        ("PRA:C", "C."),
        ("PRA:PRM", "PRM."),
        ("PRA:RR", "RR."),
        ("FOIA:b1", "b(1)"),
        ("FOIA:b3", "b(3)"),
    ]


DELETED_PAGES = """FEDERAL BUREAU OF INVESTIGATION
FOIPA DELETED PAGE INFORMATION SHEET
3 Page(s) withheld entirely at this location in the file.
Section 552 Section 552a
(b)(1) (b)(7)(A) (d)(5)
(b)(2) (b)(7)(B) (j)(2)
(b)(3) (b)(7)(C) (k)(1)
Deleted under exemption (b)(7)(D) with no material available
"""


def test_grid_of_a_deleted_page_sheet(tagger: Tagger) -> None:
    codes = [code for code, _ in marked(tagger, DELETED_PAGES) if ":" in code]
    assert codes[:3] == ["FOIA:b1", "FOIA:b7A", "PA:d5"]
    assert codes[3:6] == ["FOIA:b2", "FOIA:b7B", "PA:j2"]
    assert codes[6:] == ["FOIA:b3", "FOIA:b7C", "PA:k1"]


@pytest.mark.parametrize(
    "text",
    [
        BUSH_SHEET.split("Date Closed")[0].replace("Withdrawal/Redaction Sheet", "List"),
        KEY.replace("RESTRICTION CODES\n", "").replace(" - [", " ("),
    ],
)
def test_without_title_or_heading_the_rows_count_for_less(text: str, tagger: Tagger) -> None:
    codes = [code for code, _ in marked(tagger, text.replace("Restriction", "Remarks"))]
    assert not {"PRA:C", "PRA:PRM", "PRA:RR", "classification"}.intersection(codes)


def test_a_sheet_vouches_for_one_page_only(tagger: Tagger) -> None:
    prose = "The line stands between the pages.\n" * 90
    row = "01a. Memo Anna Smith to Robert Jones (b)(1) and others\n"
    sheet = "Withdrawal/Redaction Sheet\n"
    assert ("FOIA:b1", "(b)(1)") in marked(tagger, sheet + row)
    assert ("FOIA:b1", "(b)(1)") not in marked(tagger, sheet + prose + row)
