"""The letter case of corrections."""

from __future__ import annotations

import pytest

from ocrfix.lexicon import Word
from ocrfix.lexicon.recase import recase
from ocrfix.lexicon.word import DIPLOMATIC, TITLE, UPPER


def known(flags: int) -> Word:
    return Word(9, -9.0, 0, 0, 0, 0, flags)


@pytest.mark.parametrize(
    ("word", "seen", "flags", "forms"),
    [
        ("committee", "comrnittee", DIPLOMATIC, ["committee"]),
        ("committee", "Comrnittee", DIPLOMATIC, ["Committee"]),
        ("committee", "COMRNITTEE", DIPLOMATIC, ["COMMITTEE"]),
        ("committee", "COmnittee", DIPLOMATIC, ["Committee", "COMMITTEE", "committee"]),
        ("letter", "Jetter", DIPLOMATIC, ["Letter", "letter"]),
        ("december", "decernber", DIPLOMATIC | TITLE, ["december", "December"]),
        ("nato", "natc", DIPLOMATIC | UPPER, ["nato", "NATO"]),
        ("is", "1", DIPLOMATIC, ["is", "IS"]),
    ],
)
def test_forms_in_the_case_of_the_text(word: str, seen: str, flags: int, forms: list[str]) -> None:
    assert recase(word, seen, known(flags)) == forms


def test_the_user_spelling_is_used_except_among_capitals() -> None:
    assert recase("mccone", "mccome", known(DIPLOMATIC), "McCone") == ["McCone"]
    assert recase("mccone", "MCCOME", known(DIPLOMATIC), "McCone") == ["MCCONE"]
