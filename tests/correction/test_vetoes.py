"""What must stay, and that nothing beside it is kept from being mended."""

from __future__ import annotations

import pytest

from ocrfix import correct
from ocrfix.correction.vetoes.hard import Vetoes
from ocrfix.edits import Edit

GRAMMAR = {"gov": "domain", "doc": "file"}


def edit(text: str, before: str, after: str = "", kind: str = "specks") -> Edit:
    start = text.index(before)
    end = start + len(before)
    return Edit(
        start=start, end=end, before=before, after=after, kind=kind, confidence=0.9, reason=""
    )


@pytest.mark.parametrize(
    ("text", "before", "kept"),
    [
        ("a note (see below) here", "(", True),
        ("a note (see below) here", ")", True),
        ("a note see below) here", ")", False),
        ("a note ( ) here", "(", False),
        ("[ota [army/acst] navy", "[", False),
        ("call jane@agency.gov, now", "@", True),
        ("call jane @ agency", "@", False),
        ("the Agenda.doc, and", ".", True),
        ("the Agenda.door and", ".", False),
        ("www.agency.gov, today", ",", False),
    ],
)
def test_signs(text: str, before: str, kept: bool) -> None:
    assert Vetoes(text, GRAMMAR).allow(edit(text, before)) is not kept


@pytest.mark.parametrize(
    "text",
    [
        "From: jane@agency.gov\nThe Govermment of Norland has agreed to the proposal.",
        "The Govermment of Norland (see the list) has agreed to the proposal.",
        "FROM: EUR - John Doe\nThe Govermment of Norland has agreed to the proposal.",
    ],
)
def test_what_stands_beside_is_mended(text: str) -> None:
    assert correct(text).clean == text.replace("Govermment", "Government")


def test_time_grows_with_the_text() -> None:
    # Steps are counted, not seconds: a run of signs is looked through once.
    text = "@" * 50_000 + "a@b" * 50_000
    assert len(Vetoes(text, GRAMMAR)._starts) == 1
