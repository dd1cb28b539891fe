"""Levels beside other words, and garbled levels, which need a place and another marking."""

from __future__ import annotations

import pytest

from ocrfix.tagging.tagger import Tagger

PAGE = "{}\n\nThe Ambassador called on the Minister of Posts at noon, about the mail.\n\n{}\n"


def levels(tagger: Tagger, text: str) -> list[str]:
    return [marker.text for marker in tagger.tag(text) if marker.type == "classification"]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("SECRET 3923172 NOV 76 STAFF", "SECRET"),
        ("CONFIDENTIAL 091955Z AUG 73 STAFF", "CONFIDENTIAL"),
        ("SECRETLA PAZ 4082", "SECRET"),
    ],
)
def test_a_level_before_the_number_of_a_message(line: str, level: str, tagger: Tagger) -> None:
    assert levels(tagger, line) == [level]


@pytest.mark.parametrize(
    "line",
    [
        "Special Agent in Charge SECRET",
        "cae SECRET",
        "SECRET vms of",
        "DEC 65 SECRET",
        "SECRET ; ste",
    ],
)
def test_a_level_beside_words_where_the_page_has_another(line: str, tagger: Tagger) -> None:
    assert levels(tagger, PAGE.format("SECRET", line)) == ["SECRET", "SECRET"]
    assert levels(tagger, PAGE.format("", line)) == []


@pytest.mark.parametrize(
    "line",
    [
        "The letter was marked SECRET",
        "SECRET documents were kept there",
        "Cable to the Embassy (SECRET)",
        "THE AGENTS OF THE SECRET POLICE",
        "SECRET ARMY IN LAOS",
        "He asked for the report of the Minister that had been stamped in SECRET",
    ],
)
def test_a_cited_level(line: str, tagger: Tagger) -> None:
    assert levels(tagger, PAGE.format("SECRET", line)) == ["SECRET"]


@pytest.mark.parametrize(
    "garbled", ["SBCREF", "SEGREF 6625", "-SHCRET-", "GONFIDDHTIAL", "SEeRer", "CABFLDENTTAL *"]
)
def test_a_garbled_level_at_the_foot_of_a_page(garbled: str, tagger: Tagger) -> None:
    read = garbled.strip("-* 0123456789")
    assert levels(tagger, PAGE.format("DECLASSIFIED", garbled)) == [read]


@pytest.mark.parametrize(
    "word",
    [
        "SECTOR",
        "REGRETS",
        "CONFERENCE",
        "CONVENTIONAL",
        "DALLAS",
        "STREET",
        "PECLASHEIED",
        "6625",
        "OFFICIALS OF",
    ],
)
def test_a_word_is_no_garbled_level(word: str, tagger: Tagger) -> None:
    assert levels(tagger, PAGE.format("DECLASSIFIED", word)) == []


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("COMFIDEHT IAI LISBON 17709", "COMFIDEHT IAI"),
        ("LIMITED OPPPEIAL USE MADRID 78653", "LIMITED OPPPEIAL USE"),
        ("CERTIBENTTAL SECTION 01 OF 02 LISBON 17836", "CERTIBENTTAL"),
    ],
)
def test_a_garbled_level_before_the_post_of_a_telegram(
    line: str, level: str, tagger: Tagger
) -> None:
    assert levels(tagger, f"CONFIDENTIAL\n\nPAGE 01\n\n{line}\n\nTHE MINISTER AGREED.\n")[1:] == [
        level
    ]


def test_the_levels_of_a_row_of_boxes(tagger: Tagger) -> None:
    assert levels(tagger, "UNCLASSIFIED [] CONFIDENTIAL =). SECRET")[-1] == "SECRET"
    assert (
        len(levels(tagger, "ie UNCLASSIFIED DD LEVMAL CONFIDENTIAL =). SECRET\nDECLASSIFIED")) == 3
    )
    assert levels(tagger, "either UNCLASSIFIED or CONFIDENTIAL or SECRET\nDECLASSIFIED") == []


def test_a_garbled_level_needs_another_marking(tagger: Tagger) -> None:
    assert levels(tagger, PAGE.format("", "SBCREF")) == []
