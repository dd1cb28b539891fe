"""Forms: boxes and stamps whose garbled words are evidence for each other."""

from __future__ import annotations

import pytest

from ocrfix.tagging.tagger import Tagger

REVIEW_BOX = (
    "THE AMBASSADOR CALLED ON THE MINISTER ON APRIL 2. DEPARTMENT OF STATE A/CDC/MR\n"
    "THE MINISTER SAID THAT TALKS WERE USEFUL AND  REVLEWED by           DATE\n"
    "THAT HE HOPED FOR AN EARLY ANSWER.  HE ALSO (X) RELBASE ( ) DECLASSIFV\n"
    "ASKED ABOUT THE AIRPORT. ( ) EXISE ( ) DBCLASSIFY ln PART\n"
    "HE WILL SEE US AGAIN SOON. ( ) DOWNGRAUE TS to ( )S or ( )C, OADR\n"
)


def marked(tagger: Tagger, text: str, kind: str) -> list[str]:
    return [marker.text for marker in tagger.tag(text) if marker.type == kind]


def test_a_box_beside_the_text_is_found(tagger: Tagger) -> None:
    assert marked(tagger, REVIEW_BOX, "release") == [
        "RELBASE ( ) DECLASSIFV",
        "EXISE ( ) DBCLASSIFY ln PART",
        "DOWNGRAUE TS to ( )S or ( )C, OADR",
    ]
    assert "DEPARTMENT OF STATE A/CDC/MR" in marked(tagger, REVIEW_BOX, "review")


@pytest.mark.parametrize(
    "text",
    [
        "He asked the Department of State to release or to declassify the memorandum in part.\n"
        "The authority to deny it was not with the Embassy; exemptions were cited in response.",
        "They reviewed the paper by the date set.\nIt was released to the press, and excised.",
        "The information contained herein is unclassified except where it is shown otherwise.",
        "The report said that automatic weapons were excluded\nand downgrading was refused.",
        "Tolson, Belmont and Mohr were present.\nMr. Callahan took notes for Conrad.",
        "REPRODUCTION OF MAPS\nTHE ISSUING OF BONDS WAS NOT PROHIBITED BY THE LAW",
        "RETURN TO CUBA\nThe background: they use only the road.\nDo not reply.",
    ],
)
def test_prose_with_the_words_of_a_form_is_not_one(tagger: Tagger, text: str) -> None:
    assert not [m.text for m in tagger.tag(text) if m.fields.get("rule", "").startswith("form:")]


def test_a_sentence_is_found_however_its_lines_are_broken(tagger: Tagger) -> None:
    sentence = "ALL INFORMATION CONTAINED HEREIN IS UNCLASSIFIED EXCEPT WHERE SHOWN OTHERWISE"
    words = sentence.split()
    for width in (2, 3, 4, 5):
        lines = [" ".join(words[at : at + width]) for at in range(0, len(words), width)]
        found = marked(tagger, "\n".join(lines), "release")
        assert sum(map(len, found)) >= 0.8 * sum(map(len, lines)), (width, found)


def test_a_single_word_of_a_sentence_is_no_evidence(tagger: Tagger) -> None:
    text = "UNCLASSIFIED\nPage 1 of the plan.\n" * 3
    assert not marked(tagger, text, "release")


def test_what_is_filled_in_is_found_near_the_form_only(tagger: Tagger) -> None:
    case = "2011-0123-MR"
    assert case in marked(tagger, f"DECLASSIFIED\nPER E.O. 13526\n{case}", "review")
    assert case not in marked(tagger, f"The file is {case}.", "review")
