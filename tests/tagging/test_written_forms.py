"""Written forms: the usual forms of each code are found alone in a paragraph, prose is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocrfix.tagging.tagger import Tagger

HERE = Path(__file__).parent


def rows(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(pair[0], pair[1]) for pair in pairs]


MEMORANDUM = """SECRET

DECLASSIFIED
PER E.O. 13526

MEMORANDUM FOR THE SECRETARY

SUBJECT: Fishing rights in the northern channel

The Ambassador reported that the two delegations had met twice before the recess.

{}

He expects that the next round will deal with the licenses of smaller boats.
"""


@pytest.mark.parametrize(("form", "code"), rows("written-forms.tsv"))
def test_a_written_form_is_found_alone_in_a_paragraph(form: str, code: str, tagger: Tagger) -> None:
    text = MEMORANDUM.format(form)
    at = text.index(f"\n{form}\n") + 1
    found = [m for m in tagger.tag(text) if m.start < at + len(form) and m.end > at]
    assert [m.code or m.type for m in found] == [code]


@pytest.mark.parametrize(("line", "why"), rows("written-forms-negative.tsv"))
def test_prose_and_other_numbers_are_no_codes(line: str, why: str, tagger: Tagger) -> None:
    text = MEMORANDUM.format(line)
    assert [m.text for m in tagger.tag(text) if m.type == "exemption"] == [], why
