"""The memorandum with which the project began, if it is available."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import ocrfix
from ocrfix.document import Document

SHARED = Path(os.environ.get("OCRFIX_BENCH", Path(__file__).resolve().parents[2] / "shared"))


@pytest.fixture(scope="module")
def memo() -> Document:
    path = SHARED / "seed" / "memo-1990.txt"
    if not path.exists():
        pytest.skip(f"the memorandum is not at hand: no {path}")
    return ocrfix.clean(path.read_bytes().decode("utf-8"))


def test_exactly_these_changes_are_made(memo: Document) -> None:
    assert [(edit.before, edit.after) for edit in memo.edits] == [
        ("CTION", "ACTION"),
        ("", " "),
        ("Decembe", "December"),
        (".", ","),
        (".", ","),
        ("geres -\n\n", ""),
        (")", ""),
        ("-", " "),
    ]
    for whole in (
        "ACTION MEMORANDUM BP 12/14 REDIST 12/1",
        "the President of China, Yang Shangkun. Since",
        "Sunday, December 16 I",
        "EAP/CM: KWiedemann\n",
        "Dear Mr. Foreign Minister",
    ):
        assert whole in memo.clean


@pytest.mark.parametrize(
    "name",
    ["Qian Qichen", "JUnderriner:bj", "x71716", "H:WMiele", "D P T C EAP HA S/S", "ZA", "RMK"],
)
def test_names_and_office_symbols_are_left_alone(memo: Document, name: str) -> None:
    assert memo.clean.count(name) == memo.original.count(name) > 0


def test_codes_and_stamps_are_marked(memo: Document) -> None:
    marked = [(m.type, m.text, m.code) for m in memo.markers]
    for expected in (
        ("release", "RELEASED", None),
        ("classification", "UNCLASSIFIED", None),
        ("handling", "NODIS", None),
        ("control", "9026213", None),
        ("exemption", "B1", "FOIA:b1"),
        ("exemption", "A5", "EO12356:1.3(a)(5)"),
        ("exemption", "**B**1", "FOIA:b1"),
        ("stamp", "BP 12/14 REDIST 12/1", None),
        ("review", "Review Authority TWAINSWORTH", None),
        ("review", "Case ID: 9300158B", None),
        ("page", "-2-", None),
    ):
        assert expected in marked


def test_the_card_is_read(memo: Document) -> None:
    card = memo.card
    assert (card.title, card.date) == ("ACTION MEMORANDUM", "1990-12-15")
    assert (card.to, card.through, card.from_) == (
        "The Secretary",
        "P - Robert M. Kimmitt",
        "HA - Richard Schifter",
    )
    assert card.subject == "Suggested letter from Secretary Baker to Foreign Minister Qian Qichen"
    assert card.drafter == "HA:JUnderriner:bj / 12/14/90 7-1337"
    assert card.clearances == ("EAP/CM:KWiedemann", "P:CKartman", "H:WMiele", "C:RWilson")
    assert card.classification == ("UNCLASSIFIED",)
    assert card.captions[0] == "NODIS"
    assert card.control_numbers == ("01328", "9026213")
    assert card.release == ("RELEASED",)
    assert card.distribution == ("DIST 12/14", "D P T C EAP HA S/S", "BP 12/14 REDIST 12/1")
    assert (card.case, card.review_authority, card.review_date) == (
        "9300158B",
        "TWAINSWORTH",
        "1995-05-28",
    )
    assert card.exemptions == {"FOIA:b1": 2, "EO12356:1.3(a)(5)": 1}
