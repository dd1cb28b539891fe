"""The changes as CSV: one row each, with correct offsets; no cell is a formula."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings

from ocrfix.document import Document
from ocrfix.edits import Edit
from ocrfix.emit.rows import CHANGES
from tests.emit.records import records
from tests.profiles import examples

property_test = settings(max_examples=examples(150), derandomize=True)


def rows(document: Document) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(document.render("changes"), newline="")))


@property_test
@given(records())
def test_every_change_is_a_row_with_correct_offsets(document: Document) -> None:
    found = rows(document)
    assert len(found) == len(document.edits) + len(document.suggestions)
    assert sum(row["made"] == "yes" for row in found) == len(document.edits)
    for row in found:
        quoted = document.original[int(row["start"]) : int(row["end"])]
        assert row["before"] in (quoted, "'" + quoted)


@property_test
@given(records())
def test_no_cell_is_a_formula(document: Document) -> None:
    for row in rows(document):
        for name in ("file", "before", "after", "kind", "reason"):
            assert not row[name].lstrip(" \t\r\n").startswith(("=", "+", "-", "@"))


def test_the_columns_are_named_once() -> None:
    document = Document(original="", clean="")
    assert document.render("changes") == ",".join(CHANGES.columns) + "\n"
    assert document.render("changes", header=False) == ""


def test_changes_and_suggestions_are_in_text_order() -> None:
    def edit(start: int, clean_start: int) -> Edit:
        return Edit(
            start=start, end=start + 1, before="l", after="1", kind="digits", confidence=0.5,
            reason="so", clean_start=clean_start, clean_end=clean_start + 1,
        )  # fmt: skip

    document = Document(
        original="l\fl l", clean="l\f1 l", edits=(edit(2, 2),), suggestions=(edit(0, 0), edit(4, 4))
    )
    found = [(row["page"], row["start"], row["made"]) for row in rows(document)]
    assert found == [("1", "0", "no"), ("2", "2", "yes"), ("2", "4", "no")]
