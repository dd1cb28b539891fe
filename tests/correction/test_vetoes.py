"""Hard vetoes: what is never changed, and that the text beside it still is."""

from __future__ import annotations

import pytest

from ocrfix import correct
from ocrfix.correction.vetoes.addresses import address_spans
from ocrfix.correction.vetoes.hard import HARD_VETOES
from ocrfix.correction.vetoes.veto import EditContext, find_veto
from ocrfix.edits import Edit
from ocrfix.pipeline import get_pipeline


def edit(text: str, before: str, after: str = "", kind: str = "specks") -> Edit:
    start = text.index(before)
    end = start + len(before)
    return Edit(
        start=start, end=end, before=before, after=after, kind=kind, confidence=0.9, reason=""
    )


def context(text: str) -> EditContext:
    return EditContext(text, get_pipeline().lexicon)


@pytest.mark.parametrize(
    ("text", "before", "kept"),
    [
        ("a note (see below) here", "(", True),
        ("a note (see below) here", ")", True),
        ("a note see below) here", ")", False),
        ("a note ( ) here", "(", False),
        ("[ota [army/acst] navy", "[", False),
        ("of the <KENNEDY> papers", "<", True),
        ("of the <KENNEDY> papers", ">", True),
        ("OF THE<LEE HARVEY\n\n* OSWALD>FILES", ">", True),
        ("a note < the Consul > beside it", "<", True),
        ("a note < the Consul\nand > beside it", "<", False),
        ("a note < of the man who came to the town and of his wife > there", "<", False),
        ("of the <KENNEDY papers", "<", False),
        ("of the KENNEDY> papers", ">", False),
        ("of the >KENNEDY< papers", ">", False),
        ("a note < > here", "<", False),
        ("call jane@agency.gov, now", "@", True),
        ("call jane @ agency", "@", False),
        ("the Agenda.doc, and", ".", True),
        ("the Agenda.door and", ".", False),
        ("www.agency.gov, today", ",", False),
    ],
)
def test_symbols(text: str, before: str, kept: bool) -> None:
    veto = find_veto(HARD_VETOES, edit(text, before), context(text))
    assert (veto is not None) is kept


@pytest.mark.parametrize(
    ("seen", "after", "kept"),
    [
        ("2nd", "and", True),
        ("1st", "last", True),
        ("12th", "with", True),
        ("11th", "with", True),
        ("3rd", "and", True),
        ("2d", "ad", True),
        ("11st", "list", False),
        ("2th", "with", False),
        ("1s", "is", False),
        ("2nt", "ant", False),
        ("2nd", "2nd.", False),
    ],
)
def test_ordinals(seen: str, after: str, kept: bool) -> None:
    text = f"He was the {seen} man"
    veto = find_veto(HARD_VETOES, edit(text, seen, after, "misread"), context(text))
    assert (veto is not None) is kept


@pytest.mark.parametrize(
    "text",
    [
        "From: jane@agency.gov\nThe Govermment of Norland has agreed to the proposal.",
        "The Govermment of Norland (see the list) has agreed to the proposal.",
        "FROM: EUR - John Doe\nThe Govermment of Norland has agreed to the proposal.",
    ],
)
def test_adjacent_text_is_corrected(text: str) -> None:
    assert correct(text).clean == text.replace("Govermment", "Government")


def test_time_is_linear() -> None:
    # Steps are counted, not seconds: a run of symbols is searched once.
    text = "@" * 50_000 + "a@b" * 50_000
    assert len(address_spans(context(text))) == 1
