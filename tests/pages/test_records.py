"""Edits, suggestions and markers of a text with pages say where they are."""

from __future__ import annotations

import pytest

import ocrfix
from ocrfix.document import Document
from ocrfix.edits import Edit
from ocrfix.pages.changes import word_changes
from ocrfix.pipeline import get_pipeline
from ocrfix.pipeline.convergence import _writable
from tests.pages.paged import paged_text

PAGES = [
    [["SECRET"], ["Washington,", "Decembe", "12,", "1990"]],
    [["The", "com", "mittee", "met", "tbe", "Minister", "in", "Washington."]],
]


def clean(pages):
    paged = paged_text(pages)
    return get_pipeline().clean(paged.text, pages=paged)


def test_edits_and_markers_have_places():
    document = clean(PAGES)
    assert [(edit.after, [place.page for place in edit.places]) for edit in document.edits] == [
        ("December", [1]), ("committee", [2]), ("the", [2])
    ]  # fmt: skip
    assert document.edits[0].places[0].quad.box == (60.0, 20.0, 110.0, 32.0)
    assert document.edits[1].places[0].quad.box == (60.0, 0.0, 170.0, 12.0)
    assert [(m.text, m.places[0].page) for m in document.markers] == [("SECRET", 1)]


def test_the_text_is_cleaned_as_without_pages():
    plain = ocrfix.clean(paged_text(PAGES).text)
    assert clean(PAGES).clean == plain.clean
    assert "places" not in plain.to_json() and "written" not in plain.to_json()
    assert "sha256" not in plain.to_json()


def test_a_record_with_places_is_read_back():
    document = clean(PAGES)
    assert Document.from_json(document.to_json()) == document


def edit(text: str, before: str, after: str) -> Edit:
    start = text.index(before)
    return Edit(
        start=start, end=start + len(before), before=before, after=after, kind="misread",
        confidence=0.9, reason="",
    )  # fmt: skip


def test_edits_that_cannot_be_written_are_suggested(monkeypatch):
    paged = paged_text(PAGES)
    made = [edit(paged.text, "Decembe 12", "December\n12"), edit(paged.text, "tbe", "the")]
    assert _writable(paged.text, [], made, paged) == (made[1:], made[:1])

    def refuse_the_last(pages, edits):
        found = word_changes(pages, edits)
        return found._replace(refused=tuple(e for e in edits if e.after == "the"))

    monkeypatch.setattr("ocrfix.pages.changes.word_changes", refuse_the_last)
    document = clean(PAGES)
    assert [e.after.lower() for e in document.edits] == ["december", "committee"]
    assert "the" in [e.after for e in document.suggestions]
    assert "tbe" in document.clean


@pytest.mark.parametrize("damage", ['"size":1', '"start":-1', '"end":99999'])
def test_a_damaged_record_of_a_written_file_is_refused(damage):
    from msgspec.structs import replace

    from ocrfix.records import Replacement, Source, WrittenFile

    written = WrittenFile(sha256="0" * 64, size=500, undo=(Replacement(3, 40, b"abc"),))
    source = Source(format="alto", sha256="1" * 64, size=400)
    record = replace(clean(PAGES), written=written, source=source).to_json()
    assert Document.from_json(record).written == written
    for name in ("size", "start", "end"):
        if damage.startswith(f'"{name}"'):
            head, tail = record.split('"written":')
            old = {"size": '"size":500', "start": '"start":3', "end": '"end":40'}[name]
            record = head + '"written":' + tail.replace(old, damage)
    with pytest.raises(ValueError, match="not an ocrfix record"):
        Document.from_json(record)
