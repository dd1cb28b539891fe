"""Banners: every part of every form that the register and its predecessors allow, and prose."""

from __future__ import annotations

import pytest

from ocrfix.tagging.tagger import Tagger

LEVEL, CONTROL = "classification", "handling"

BANNERS = {
    "SECRET//NOFORN": ["NOFORN"],
    "SECRET//RELIDO": ["RELIDO"],
    "SECRET//HCS": ["HCS"],
    "SECRET//SAR-BP": ["SAR-BP"],
    "SECRET//SPECIAL ACCESS REQUIRED-BUTTER POPCORN": ["SPECIAL ACCESS REQUIRED-BUTTER POPCORN"],
    "SECRET//RD-CNWDI//NOFORN": ["RD-CNWDI", "NOFORN"],
    "TOP SECRET//RD-SIGMA 14//NOFORN": ["RD-SIGMA 14", "NOFORN"],
    "SECRET//FRD": ["FRD"],
    "TOP SECRET//SI//NOFORN": ["SI", "NOFORN"],
    "TOP SECRET//SI/TK//RELIDO": ["SI", "TK", "RELIDO"],
    "TOP SECRET//SI-G ABCD//TK//NOFORN": ["SI-G ABCD", "TK", "NOFORN"],
    "TOP SECRET//HCS-P/SI//ORCON/NOFORN": ["HCS-P", "SI", "ORCON", "NOFORN"],
    "TOP SECRET//TALENT KEYHOLE//NOFORN": ["TALENT KEYHOLE", "NOFORN"],
    "SECRET//REL TO USA, JPN": ["REL TO USA, JPN"],
    "SECRET//REL TO USA, FVEY": ["REL TO USA, FVEY"],
    "SECRET//REL TO USA AND GBR": ["REL TO USA AND GBR"],
    "TOP SECRET//SI//ORCON/REL TO USA, GBR": ["SI", "ORCON", "REL TO USA, GBR"],
    "SECRET//DISPLAY ONLY AFG": ["DISPLAY ONLY AFG"],
    "SECRET//USA/GBR EYES ONLY": ["USA/GBR EYES ONLY"],
    "CONFIDENTIAL//FGI DEU//NF": ["FGI DEU", "NF"],
    "SECRET//NOFORN//EXDIS": ["NOFORN", "EXDIS"],
    "SECRET//ACCM-MARBLE": ["ACCM-MARBLE"],
    "UNCLASSIFIED//LES": ["LES"],
    "UNCLASSIFIED//DEA SENSITIVE": ["DEA SENSITIVE"],
    "CUI//SP-PRVCY": ["SP-PRVCY"],
    "CONTROLLED//PRVCY": ["PRVCY"],
    "SECRET//XYZZY": ["XYZZY"],
    "SECRET//XYZZY//NOFORN": ["XYZZY", "NOFORN"],
    "SECRET // NOFORN": ["NOFORN"],
    "SECRET//NOFORN - Page 3 of 9": ["NOFORN"],
    "T O P S E C R E T//SI//NOFORN": ["SI", "NOFORN"],
    "SECRET REL TO USA JPN": ["REL TO USA JPN"],
    "TOP SECRET UMBRA NOFORN": ["UMBRA", "NOFORN"],
    "SECRET/NODIS/CHEROKEE": ["NODIS", "CHEROKEE"],
    "SECRET NOFORN WNINTEL ORCON": ["NOFORN", "WNINTEL", "ORCON"],
    "CONFIDENTIAL - MODIFIED HANDLING AUTHORIZED": ["MODIFIED HANDLING AUTHORIZED"],
    "SECRET/SENSITIVE/EYES ONLY": ["SENSITIVE", "EYES ONLY"],
    "COSMIC TOP SECRET ATOMAL": ["ATOMAL"],
    "//COSMIC TOP SECRET//BOHEMIA": ["BOHEMIA"],
    "NATO SECRET": [],
    "//CAN DEU SECRET": [],
    "//JOINT SECRET CAN GBR USA": [],
    "SECRET RD CNWDI": ["RD", "CNWDI"],
    "//NATO SECRET": [],
    "//GBR SECRET": [],
    "//CAN CONFIDENTIAL//REL TO USA, GBR": ["REL TO USA, GBR"],
    "CONFIDENTIAL/ROUTINE": [],
}
"""Banners with their controls; the level of each is marked too."""


@pytest.mark.parametrize("banner", BANNERS)
def test_every_part_of_a_banner_is_marked(banner: str, tagger: Tagger) -> None:
    markers = tagger.tag(f"{banner}\n\nThe Ambassador called on the Minister.\n")
    assert [m.text for m in markers if m.type == CONTROL] == BANNERS[banner]
    (level,) = [m for m in markers if m.type == LEVEL]
    assert level.fields["level"] and level.text.lstrip("/") in banner
    if BANNERS[banner]:
        assert len(level.fields["controls"].split("; ")) == len(BANNERS[banner])


def test_unclassified_controls_keep_their_type(tagger: Tagger) -> None:
    markers = tagger.tag("UNCLASSIFIED//FOUO")
    assert [(m.type, m.text) for m in markers] == [(LEVEL, "UNCLASSIFIED"), (LEVEL, "FOUO")]


def test_foreign_information_without_a_level(tagger: Tagger) -> None:
    (marker,) = tagger.tag("//FGI GBR")
    assert (marker.type, marker.text, marker.fields["category"]) == (CONTROL, "FGI GBR", "fgi")


def test_a_date_of_declassification_in_a_banner_is_of_the_review(tagger: Tagger) -> None:
    kinds = [(m.type, m.text) for m in tagger.tag("SECRET//NOFORN//20301231")]
    assert kinds == [(LEVEL, "SECRET"), (CONTROL, "NOFORN"), ("review", "20301231")]


def test_a_banner_after_its_label(tagger: Tagger) -> None:
    kinds = [(m.type, m.text) for m in tagger.tag("Classification: SECRET//NOFORN")]
    assert kinds == [(LEVEL, "SECRET"), (CONTROL, "NOFORN")]


@pytest.mark.parametrize(
    "text",
    [
        "the secret talks // see",
        "SECRET SERVICE AGENTS",
        "SECRET ARMY REL",
        "NATO SECRET DOCUMENTS ARE KEPT THERE",
        "The paper was marked SECRET//NOFORN and locked away.",
        "SECRET//NOFORN documents were left on the table that day",
        "http://www.example.gov//SECRET",
        "// GBR",
        "//SEE PAGE 4",
        "CUI BONO",
        "RESTRICTED AREA",
        "CONTROLLED ENTRY",
        "CONFIDENTIAL INFORMANT REL TO USA IN MAY",
    ],
)
def test_no_banner(text: str, tagger: Tagger) -> None:
    assert tagger.tag(text) == []
