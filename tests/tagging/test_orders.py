"""Orders: what tells which executive order a code cites, in order of precedence."""

from __future__ import annotations

import pytest

from ocrfix.tagging.tagger import Tagger

FOOT = "U.S. Department of State Case No. F-2014-01234 Doc No. C05001234 Date: 04/11/2015\n"
CABLE = "E.O. 12958: DECL: 01/05/2015\n\nCLASSIFIED BY: DCM ANNA SMITH. REASON: 1.4 (B) AND (D)\n"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # cited beside the code
        (FOOT + "E.O. 12958, as amended, 1.4(d)", ["EO12958am:1.4(d)"]),
        # the date of the review decides before an order cited elsewhere
        (FOOT + "E.O. 12958: N/A\n\nThe text.\n\n1.4(d)", ["EO13526:1.4(d)"]),
        # an order cited elsewhere on the page, if it is the only one that has the code
        ("DECLASSIFIED\nPER E.O. 13526\n\nThe text.\n\n1.4(d)", ["EO13526:1.4(d)"]),
        ("DECLASSIFIED\nPER E.O. 13526\n\nThe text.\n\n25X1", ["EO13526:25X1"]),
        ("E.O. 11652: GDS\n\nThe text.\n\n1.4(d)", ["EO:1.4(d)"]),
        ("PER E.O. 13526\n\nE.O. 12958: N/A\n\nThe text.\n\n1.4(d)", ["EO:1.4(d)"]),
        ("Box 13526\n\nThe text.\n\n1.4(d)", ["EO:1.4(d)"]),
        # the reason for a classification is the author's
        (FOOT + CABLE, ["EO12958am:1.4(b)", "EO12958am:1.4(d)"]),
        # a list in one pair of brackets is one code
        ("Reason: 1.5 (a,b,d)", ["EO12958:1.5(a),(b),(d)"]),
        ("DECLASSIFY ON: X1,X3", ["EO12958:X1", "EO12958:X3"]),
        ("Declassify on 11/22/15 (X4)", ["EO12958:X4"]),
    ],
)
def test_the_order_of_a_code(text: str, codes: list[str], tagger: Tagger) -> None:
    assert [m.code for m in tagger.tag(text) if m.code] == codes


def test_the_marker_names_the_citation(tagger: Tagger) -> None:
    marker = tagger.tag("DECLASSIFIED\nPER E.O. 13526\n\nThe text.\n\n1.4(d)")[-1]
    assert marker.fields["order_from"] == "PER E.O. 13526"
