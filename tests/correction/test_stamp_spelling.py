"""Misread stamps and banners: the whole is spelled right, or nothing is changed."""

from __future__ import annotations

import pytest

import ocrfix
from ocrfix.correction.stamp_spelling import respell
from ocrfix.pipeline import get_pipeline

SPACED = [
    ("S-F-C-R-E-T", "S-E-C-R-E-T", "the tagger finds only the last four letters"),
    ("S-E-C-R-E-P", "S-E-C-R-E-T", "and here the first five"),
    ("S E C R F T", "S E C R E T", "blanks between the letters"),
    ("S-F• C-R-E=T", "S-E-C-R-E-T", "misread hyphens, too"),
    ("C-O-N-F-I-D-E-N-T-1-A-L", "C-O-N-F-I-D-E-N-T-I-A-L", "a digit for a letter"),
    ("T O P  S E C R E I", "T O P  S E C R E T", "two words keep the gap between them"),
]

UNCHANGED = [
    ("S-X-Q-R-E-P", "too many letters are wrong"),
    ("S-E-C-R-E", "a letter is lost, and which one is not known"),
    ("A-B-S-E-C-R-E-T", "more letters than the level has"),
    ("C-U-N-F= 1+ D-E-N-T-I-AN", "a spaced level that is too garbled"),
    ("SE\n\nCRET", "the pieces of a level on two lines"),
    ("S\n\nECRET", "the same, with one letter"),
    ("B CRET", "the other piece is beside it"),
    ("SECRE\n\nT", "the last letter is on the next line"),
    ("RECORD LD", "a whole word and another, not one misread word"),
    ("RECORD ID", "the label of a field"),
    ("FOR FIELD USE ONLY", "another wording, of known words"),
    ("TOP SECRET UNDRA", "a codeword that the dictionaries lack"),
    ("APPROVED FOR RELEASE 1999", "a year is never guessed"),
]


@pytest.mark.parametrize(("text", "expected", "comment"), SPACED)
def test_spaced_banners_are_spelled_right_as_a_whole(
    text: str, expected: str, comment: str
) -> None:
    page = f"{text}\n\nThe Embassy reported the following.\n"
    clean = f"{expected}\n\nThe Embassy reported the following.\n"
    assert ocrfix.correct(page).clean == clean, comment
    assert ocrfix.correct(clean).clean == clean, comment


@pytest.mark.parametrize(("text", "comment"), UNCHANGED)
def test_what_may_be_something_else_stays(text: str, comment: str) -> None:
    page = f"{text}\n\nThe Embassy reported the following.\n"
    assert ocrfix.correct(page).clean == page, comment


@pytest.mark.parametrize(
    ("seen", "meant", "is_misread"),
    [
        ("CONFIDESTIN", "CONFIDENTIAL", True),
        ("Gl HISTORICAL REVIEW PROGRAM", "CIA HISTORICAL REVIEW PROGRAM", True),
        ("ISSUED BY OTHER MAN THE OFFICE", "ISSUED BY OTHER THAN THE OFFICE", True),
        ("L2025 RELEASE", "2025 RELEASE", True),
        ("RELEASE IN 1993", "RELEASE IN 1999", False),
        ("REPRODUCTION OF THIS COPY", "REPRODUCTION FROM THIS COPY", False),
        ("FOR FIELD USE ONLY", "FOR OFFICIAL USE ONLY", False),
        ("RECORD LD", "RECORDED", False),
        ("NOTICE - SENSITIVE SOURCFS INVOLVED", "SENSITIVE SOURCES INVOLVED", False),
        ("a SENSITIVE SOURCFS INVOLVED", "SENSITIVE SOURCES INVOLVED", True),
        ("RE CORDED", "RECORDED", True),
    ],
)
def test_wordings(seen: str, meant: str, is_misread: bool) -> None:
    found = respell(seen, 0, len(seen), meant, get_pipeline().lexicon)
    assert (found is not None) is is_misread


def test_a_known_word_of_a_heading_keeps_its_ending() -> None:
    text = "MEMORANDUN FOR THE FILE\n"
    assert ocrfix.correct(text).clean == "MEMORANDUM FOR THE FILE\n"
