"""Portion marks: the usual forms at both ends of a paragraph, struck ones, and letters of lists."""

from __future__ import annotations

import pytest

from ocrfix.tagging.tagger import Tagger

FORMS = (
    "(U)", "(C)", "(S)", "(TS)", "(LOU)", "(SBU)", "(FOUO)", "(OUO)", "(C/NF)", "(S/NF)", "(S-NF)",
    "(TSC)", "(SBU/NF)", "(Confidential - MMP)", "(Secret)", "(TOP SECRET)", "(U//FOUO)",
    "(S//NF)", "(C//NF)", "(TS//NF)", "(TS//SI)", "(TS//SI//NF)", "(TS//SI-TK//NF)",
    "(TS//SI/TK//NF)",
    "(S//REL TO USA, FVEY)", "(S//REL)", "(C//FGI GBR)", "(S//SAR-BP)", "(TS//HCS-P//OC/NF)",
    "(S//OC/NF)", "(//GBR S)", "(S//RD)",
)  # fmt: skip
"""The 32 usual forms of a portion mark."""

MEMORANDUM = """\
MEMORANDUM FOR THE RECORD

SUBJECT: Call on the Minister of Posts

{}

The Minister had been told of the delay on Tuesday, and had sent his deputy to meet the ship. He
regretted the misunderstanding.

DECLASSIFIED
"""
PARAGRAPH = (
    "The Ambassador called on the Minister of Posts at noon. They spoke about the mail for\n"
    "the islands, which has waited at the pier since April."
)


def marks(tagger: Tagger, text: str) -> list[str]:
    return [m.text for m in tagger.tag(text) if m.fields.get("rule") == "class:portion"]


@pytest.mark.parametrize("form", FORMS)
def test_a_mark_at_the_start_of_a_paragraph(form: str, tagger: Tagger) -> None:
    assert marks(tagger, MEMORANDUM.format(f"{form} {PARAGRAPH}")) == [form]
    assert marks(tagger, MEMORANDUM.format(f"1. {form} {PARAGRAPH}")) == [form]


@pytest.mark.parametrize("form", FORMS)
def test_a_mark_at_the_end_of_a_paragraph(form: str, tagger: Tagger) -> None:
    assert marks(tagger, MEMORANDUM.format(f"{PARAGRAPH} {form}")) == [form]


def test_a_mark_names_its_place_level_and_controls(tagger: Tagger) -> None:
    (mark,) = tagger.tag(f"(TS//SI-TK//NF) {PARAGRAPH}")
    fields = dict(mark.fields)
    assert fields == {
        "place": "start", "level": "TOP SECRET", "controls": "SI-TK//NF", "rule": "class:portion",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"SECRET\n\nSUBJECT: Mail for the islands (U)\n\n{PARAGRAPH} (S)\n", ["(U)", "(S)"]),
        (f"SECRET\n\nSUBJECT: Mail for the\nislands (C)\n\n{PARAGRAPH}\n", ["(C)"]),
        (f"SECRET\n\n{PARAGRAPH}\n(S)\n\nThe end.\n", ["(S)"]),
        (f"SECRET\n\n[C] {PARAGRAPH}\n", ["[C]"]),
        (f"CONFIDENTIAL\n\n2. /C/ {PARAGRAPH.upper()}\n", ["/C/"]),
        (f"1. (U) {PARAGRAPH}\n\n2. (C)\n\n3. (C) {PARAGRAPH}\n", ["(U)", "(C)", "(C)"]),
        (f"{PARAGRAPH} (U) DECLASSIFIED\n", ["(U)"]),
        (f"SECRET\n\nMinister: How is your son? (-S-)\n\n{PARAGRAPH} (S)\n", ["(-S-)", "(S)"]),
    ],
)
def test_other_places(text: str, expected: list[str], tagger: Tagger) -> None:
    assert marks(tagger, text) == expected


SPEECHES = """\
SECRET

The President: I had a good talk with him last week. {}

The Prime Minister: He is an able man, though he is in poor health. {}

The President: Does he still see the Admiral? {}

The Prime Minister: They have not met since the spring. I would not expect much of it. {}
"""


@pytest.mark.parametrize(
    "struck",
    [
        ("(8)", "(3)", "(U)", "(§)"),
        ("(PX)", "(¢€)", "(g)", "(f"),
        ("+&-", "~—S-", "-+&>-", "+8"),
        ("(S)", "(S)", "tS", "48"),
        ("S)", "(S)", "(#4", "(U)"),
    ],
)
def test_struck_marks_where_the_page_has_the_habit(struck: tuple[str, ...], tagger: Tagger) -> None:
    assert marks(tagger, SPEECHES.format(*struck)) == list(struck)


def test_a_struck_mark_on_its_own_line(tagger: Tagger) -> None:
    text = SPEECHES.format("(S)", "(U)", "(S)", "\n\n(Z)\n\nThe President: That is a pity. (S)")
    assert marks(tagger, text) == ["(S)", "(U)", "(S)", "(Z)", "(S)"]


def test_misread_marks_at_the_start(tagger: Tagger) -> None:
    text = f"SECRET\n\n1. (U) {PARAGRAPH}\n\n2. (S) {PARAGRAPH}\n\n3. {{}} {PARAGRAPH}\n"
    for misread in ("(8)", "{S)", "U)", "(¢)", "(5)"):
        assert marks(tagger, text.format(misread)) == ["(U)", "(S)", misread]
    for item in ("(a)", "(12)", "b)", "(iv)"):
        assert marks(tagger, text.format(item)) == ["(U)", "(S)"]


@pytest.mark.parametrize(
    "text",
    [
        "SECRET\n\n(A) tea\n(B) coffee\n(C) The price of sugar\n",
        "SECRET\n\n(a) Tea.\n(b) Coffee.\n(c) Sugar.\n",
        "(C) The price of sugar",
        "SECRET\n\nName(s) of the officer(s)\nOfficer(S)\n",
        "SECRET\n\nThe Minister (S) replied that he (C) would go.\n",
        "The Board consists of the Chairman (C), a Secretary (S) and\na Treasurer (U).\n",
        "SECRET\n\nThe sample held carbon (C) and sulfur (S)\nand was kept at the Embassy.\n",
        "SECRET\n\nVitamins (A)\nVitamins (B)\nVitamins (C)\n",
        "Copyright (C) 1974 by the Press. All rights reserved.\n",
        f"{PARAGRAPH} (8)\n",
        f"{PARAGRAPH} 4\n\n{PARAGRAPH}\n",
        f"{PARAGRAPH} (see above)\n\n{PARAGRAPH} (Ibid.)\n\n{PARAGRAPH} (p. 4)\n",
        "He came on Friday. He\n\nleft on Monday. I\n\nsaw him on Tuesday. We\n\nmet.\n",
        "exempt under (b)(7)(C)\n",
        "He went to http://www/S/ and /C/ drives.\n",
    ],
)
def test_no_portion_mark(text: str, tagger: Tagger) -> None:
    assert marks(tagger, text) == []
