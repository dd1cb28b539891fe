"""Cards: how many fields of documents are right, of those they state and of those that are given.

    python benchmarks/cards.py [--clean] [--misses] [CARDS.jsonl TEXTS.jsonl]

A line of the first file has ``id``, ``fields``, and ``lost``, the fields that the text no longer
shows; a line of the second ``id`` and ``text``. By default they are the labeled diplomatic pages.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import data
from rapidfuzz.distance import Indel

import ocrfix
from ocrfix.records import Card

FIELDS = (
    "document_type", "date", "from", "to", "subject", "classification", "drafter",
    "document_number",
)  # fmt: skip
_MIN_SIMILARITY = 0.9
"""Texts that agree in this share of their letters are the same: OCR errors are no errors of the
card."""


class Count(NamedTuple):
    """Fields stated, right, wrong, and given though not stated."""

    stated: Counter[str]
    right: Counter[str]
    wrong: Counter[str]
    unasked: Counter[str]


def given(card: Card) -> dict[str, str | None]:
    """Return the fields of a card under the names of the benchmark."""
    return {
        "document_type": card.document_type,
        "date": card.date,
        "from": card.from_,
        "to": card.to,
        "subject": card.subject,
        "classification": card.level,
        "drafter": card.drafter,
        "document_number": card.document_number,
    }


def is_same(field: str, one: str, other: str) -> bool:
    """Return whether two values are the same but for case, spaces, punctuation and OCR errors."""
    if field == "date":
        return one == other
    if field == "document_number":
        return _number(one) == _number(other)
    return Indel.normalized_similarity(_letters(one), _letters(other)) >= _MIN_SIMILARITY


def main() -> None:
    """Print the counts per field."""
    options = {argument for argument in sys.argv[1:] if argument.startswith("--")}
    names = [Path(argument) for argument in sys.argv[1:] if argument not in options]
    bench = data.DATA / "bench"
    cards, texts = names or (bench / "cards-dev.jsonl", bench / "tags-dip-dev.jsonl")
    read = ocrfix.clean if "--clean" in options else ocrfix.tag
    count = Count(Counter(), Counter(), Counter(), Counter())
    text_of = {row["id"]: row["text"] for row in data.read(texts)}
    for row in data.read(cards):
        if row["id"] in text_of:
            values = given(read(text_of[row["id"]]).card)
            for field in FIELDS:
                stated = None if field in row.get("lost", ()) else row["fields"].get(field)
                verdict = _add(count, field, stated, values[field])
                if verdict and "--misses" in options:
                    print(f"{verdict:8} {row['id']} {field}: {values[field]!r} for {stated!r}")
    for field in FIELDS:
        print(
            f"{field:16} {count.right[field]:4} of {count.stated[field]:4} right,"
            f" {count.wrong[field]:3} wrong, {count.unasked[field]:3} not stated"
        )
    right, wrong, unasked = (part.total() for part in count[1:])
    print(f"recall {right / max(count.stated.total(), 1):.3f}", end=", ")
    print(f"precision {right / max(right + wrong + unasked, 1):.3f}")


def _add(count: Count, field: str, stated: str | None, value: str | None) -> str:
    """Count a field, and return what is wrong with it, if anything is."""
    if stated is None:
        count.unasked[field] += bool(value)
        return "unasked" if value else ""
    count.stated[field] += 1
    if value and is_same(field, stated, value):
        count.right[field] += 1
        return ""
    count.wrong[field] += bool(value)
    return "wrong" if value else "missing"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.upper()))


def _number(text: str) -> str:
    """Return a number without punctuation and leading zeros."""
    bare = re.sub(r"[^\w ]+", "", text.upper()).strip()
    return re.sub(r"(?<!\d)0+(?=\d)", "", bare)


if __name__ == "__main__":
    main()
