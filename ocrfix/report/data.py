"""The data of the page: plain lists, and offsets in UTF-16 as in JavaScript."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from ocrfix.correction.corrector import KINDS
from ocrfix.document import Document
from ocrfix.marks.parse import KIND as INLINE_MARK
from ocrfix.records import MARKER_TYPES, Marker
from ocrfix.report.hues import hue
from ocrfix.report.scan import Scan
from ocrfix.review.decisions import Decision, Decisions, Reviewed
from ocrfix.review.matching import Position, match_decisions
from ocrfix.review.proposals import proposals, separate_marks

_SUGGESTED, _MADE, _FIXED = 0, 1, 2

# Two letters for each kind and type, by default its first two: color is never the only distinction.
ABBREVIATIONS = {
    "mojibake": "mj",
    "phrase": "ph",
    "clipped": "cl",
    "misread": "mr",
    "typist": "ty",
    "spacing": "sp",
    "letterspaced": "ls",
    "hyphenated": "hy",
    "case": "ca",
    "digits": "dg",
    "specks": "sk",
    "punctuation": "pu",
    "marker": "mk",
    INLINE_MARK: "im",
    "exemption": "EX",
    "classification": "CL",
    "handling": "HA",
    "release": "RE",
    "review": "RV",
    "control": "NO",
    "stamp": "ST",
    "redaction": "RD",
    "page": "PG",
    "noise": "NZ",
}

_TYPE_DESCRIPTIONS = {
    "exemption": "withheld text, and the legal ground for withholding it",
    "classification": "the level of classification",
    "handling": "a restriction on who may see it, or how it is sent",
    "release": "the outcome of a declassification review",
    "review": "who reviewed it for release, and when",
    "control": "a number that identifies the document",
    "stamp": "any other stamp",
    "redaction": "a place where text was withheld",
    "page": "a page number or running head",
    "noise": "characters that are not words of the document",
}
"""What each type of marker means."""

_INTERNAL_FIELDS = frozenset({"rule"})
"""Fields for authors of dictionaries, not for readers."""


class PageDocument(NamedTuple):
    """A document for the page, with its earlier decisions.

    Attributes:
        document: the cleaned document.
        digest: the SHA-256 of its original bytes, in hexadecimal.
        verdicts: the verdicts of proposals, by the number of the proposal.
        retained: earlier decisions on changes that are no longer proposed; they are kept in the
            decisions file.
        unmatched: those of them that match nothing in the text, either.
        scan: its pages, if they are shown beside the text.
    """

    document: Document
    digest: str
    verdicts: dict[int, str]
    retained: tuple[Decision, ...]
    unmatched: tuple[Decision, ...]
    scan: Scan | None = None

    @property
    def name(self) -> str:
        """The name of the document."""
        return self.document.source.name or "-"


def page_document(
    document: Document, reviewed: Decisions | None = None, scan: Scan | None = None
) -> PageDocument:
    """Return a document for the page.

    Args:
        document: the cleaned document.
        reviewed: earlier decisions.
        scan: its pages, if they are to be shown beside the text.
    """
    digest = document.digest()
    found = reviewed.of(document.source.name or "-", digest) if reviewed else None
    decisions: Sequence[Decision] = found.decisions if found else ()
    proposed = proposals(document)
    numbers = {id(proposal): number for number, proposal in enumerate(proposed)}
    verdicts: dict[int, str] = {}
    retained, unmatched = [], []
    matches = match_decisions(document, decisions, proposed)
    for decision, match in zip(decisions, matches, strict=True):
        if isinstance(match, Position) and match.proposal is not None:
            verdicts[numbers[id(match.proposal)]] = decision.verdict
        else:
            retained.append(decision)
            if match is None or match == "already changed":
                unmatched.append(decision)
    return PageDocument(document, digest, verdicts, tuple(retained), tuple(unmatched), scan)


def other_decisions(
    documents: Sequence[PageDocument], reviewed: Decisions | None
) -> tuple[Reviewed, ...]:
    """Return the decisions on other documents than those of the page."""
    if reviewed is None:
        return ()
    here = {id(reviewed.of(document.name, document.digest)) for document in documents}
    return tuple(found for found in reviewed.documents if id(found) not in here)


def page_data(
    documents: Sequence[PageDocument], reviewed: Decisions | None = None, *, served: bool = False
) -> dict[str, Any]:
    """Return the data of the page, ready for JSON.

    Args:
        documents: the documents, in the order of the page.
        reviewed: earlier decisions.
        served: whether a server saves the decisions; otherwise the page offers them as a file.
    """
    kinds, reasons = _StringTable(KINDS), _StringTable(())
    listed = [_document(document, kinds, reasons) for document in documents]
    return {
        "id": _page_id(documents, listed),
        "served": served,
        "documents": listed,
        "kinds": kinds.list,
        "types": list(MARKER_TYPES),
        "meanings": _TYPE_DESCRIPTIONS,
        "abbreviations": ABBREVIATIONS,
        "hues": {name: hue(name) for name in (*kinds.list, *MARKER_TYPES)},
        "reasons": reasons.list,
        "others": msgspec.to_builtins(other_decisions(documents, reviewed)),
        "words": list(reviewed.words) if reviewed else [],
    }


def _page_id(documents: Sequence[PageDocument], listed: Sequence[dict[str, Any]]) -> str:
    """Return an id that two pages share only if they have the same documents and changes."""
    content = [(one.digest, data["changes"]) for one, data in zip(documents, listed, strict=True)]
    return sha256(msgspec.json.encode(content)).hexdigest()[:32]


def _document(entry: PageDocument, kinds: _StringTable, reasons: _StringTable) -> dict[str, Any]:
    document = entry.document
    at, at_clean = in_utf16(document.original), in_utf16(document.clean)
    offered = proposals(document)
    changes = [
        (
            at(p.edit.start),
            at(p.edit.end),
            p.edit.after,
            kinds.number(p.edit.kind),
            _rounded(p.edit.confidence),
            reasons.number(p.edit.reason),
            _MADE if p.made else _SUGGESTED,
        )
        for p in offered
    ]
    changes += [
        (at(e.start), at(e.end), e.after, kinds.number(e.kind), 1, reasons.number(e.reason), _FIXED)
        for e in separate_marks(document)
        if e.kind == INLINE_MARK
    ]
    markers = [marker for marker in document.markers if marker.clean_end > marker.clean_start]
    card = document.card
    data = {
        "name": entry.name,
        "sha256": entry.digest,
        "about": [text for text in (card.date, card.subject or card.title) if text],
        "original": document.original,
        "changes": changes,
        "markers": [
            (
                at_clean(marker.clean_start),
                at_clean(marker.clean_end),
                MARKER_TYPES.index(marker.type),
                _marker_fields(marker),
                _rounded(marker.confidence),
            )
            for marker in markers
        ],
        "verdicts": sorted(entry.verdicts.items()),
        "retained": msgspec.to_builtins(entry.retained),
    }
    if entry.scan is not None:
        data["scan"] = entry.scan.data(
            [proposal.edit.places for proposal in offered], [marker.places for marker in markers]
        )
    return data


def _rounded(confidence: float) -> float:
    """Return a confidence with three digits, which is 1 only if it was 1 before."""
    return confidence if confidence == 1.0 else min(round(confidence, 3), 0.999)


def _marker_fields(marker: Marker) -> list[tuple[str, str]]:
    """Return the names and values of the fields of a marker."""
    code = [("code", marker.code)] if marker.code else []
    first = [name for name in ("meaning", "authority") if name in marker.fields]
    rest = [name for name in marker.fields if name not in first and name not in _INTERNAL_FIELDS]
    return [*code, *((name, marker.fields[name]) for name in (*first, *rest))]


class _StringTable:
    """A table of distinct strings, which are referred to by number."""

    def __init__(self, names: Sequence[str]) -> None:
        self.list = list(names)
        self._numbers = {name: number for number, name in enumerate(names)}

    def number(self, name: str) -> int:
        number = self._numbers.setdefault(name, len(self.list))
        if number == len(self.list):
            self.list.append(name)
        return number


def in_utf16(text: str) -> Callable[[int], int]:
    r"""Return a function from offsets in ``text`` to those of JavaScript, in UTF-16 units.

    >>> [in_utf16("a\U0001d11eb")(offset) for offset in (0, 1, 2, 3)]
    [0, 1, 3, 4]
    """
    wide = [offset for offset, char in enumerate(text) if char > "\uffff"]
    return lambda offset: offset + bisect_left(wide, offset)
