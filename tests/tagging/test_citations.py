"""Citations: each legal meaning names a law, order, regulation or an agency's page."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ocrfix.tagging.rules.lookup import explain_code
from ocrfix.tagging.rules.schema import Code, RuleSet
from ocrfix.tagging.tagger import Tagger

CITED = [
    *(f"FOIA:b{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, *(f"7{c}" for c in "ABCDEF"))),
    *(f"PRA:P{n}" for n in range(1, 7)),
    *(f"EO13526:1.4({c})" for c in "abcdefgh"),
    *(f"EO13526:3.3(b)({n})" for n in range(1, 10)),
    *(f"EO13526:25X{n}" for n in range(1, 10)),
    *("EO13526:50X1-HUM", "EO13526:50X2-WMD", "EO13526:75X"),
    *("AEA:RD", "AEA:FRD", "AEA:TFNI", "FOIA:b3/AEA-RD", "FOIA:b3/AEA-FRD"),
    *("PA:d5", "PA:j1", "PA:j2", *(f"PA:k{n}" for n in range(1, 8))),
]
"""The codes whose law or order was read, section by section."""
NOT_CITABLE = re.compile(
    r"(?i)general knowledge|scribd|yumpu|fdocuments|vdocument|pdfslide|docslib|wiki|1library|"
    r"muckrock|wixlib|chanrobles|arke\.institute|famguardian|lawstack|fas\.org"
)


def code(rules: RuleSet, name: str) -> Code:
    return next(code for code in rules.codes if code.id == name)


@pytest.mark.parametrize("name", CITED)
def test_a_code_has_its_official_citation_and_the_day_it_was_read(
    name: str, rules: RuleSet
) -> None:
    entry = code(rules, name)
    assert entry.citation and entry.sources
    assert date.fromisoformat(entry.checked) >= date(2026, 11, 29)


def test_no_meaning_rests_on_a_sharing_site_or_general_knowledge(rules: RuleSet) -> None:
    wrong = [
        (entry.id, rules.sources[key])
        for entry in (*rules.codes, *rules.families, *rules.orders)
        for key in entry.sources
        if NOT_CITABLE.search(rules.sources[key])
    ]
    assert wrong == []


def test_what_was_read_is_cited(rules: RuleSet) -> None:
    assert [entry.id for entry in rules.codes if entry.checked and not entry.citation] == []


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("B1", "5 U.S.C. 552(b)(1)"),
        ("PRA P5", "44 U.S.C. 2204(a)(5)"),
        ("E.O. 13526, Sec. 1.4(c)", "E.O. 13526 sec. 1.4(c), 75 FR 707"),
        ("(b)(3) CIAAct", "50 U.S.C. 3507"),
    ],
)
def test_a_marker_carries_its_citation(text: str, citation: str, tagger: Tagger) -> None:
    (marker,) = tagger.tag(text)
    assert marker.fields["citation"] == citation
    assert marker.fields["checked"] == "2026-11-29"


def test_an_explanation_carries_the_citation(rules: RuleSet) -> None:
    (meaning,) = explain_code("FOIA:b7C", rules)
    assert meaning.citation == "5 U.S.C. 552(b)(7)(C)" and meaning.checked
