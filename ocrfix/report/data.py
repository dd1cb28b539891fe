"""What the page knows of the documents: plain lists, and places as JavaScript counts them."""

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
from ocrfix.review.decisions import Decision, Decisions, Reviewed
from ocrfix.review.matching import Place, find
from ocrfix.review.proposals import proposals, untangled

_SUGGESTED, _MADE, _FIXED = 0, 1, 2

# Two letters for each kind and type, for colour is never the only sign.
SIGNS = {
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

_MEANING = {
    "exemption": "a passage withheld, and the law it was withheld under",
    "classification": "how secret the document was",
    "handling": "who was to see it, or how it was to be sent",
    "release": "what was decided on its release",
    "review": "who reviewed it for release, and when",
    "control": "a number by which it is kept or found",
    "stamp": "a stamp put on it later",
    "redaction": "text that was taken out",
    "page": "a page number, or a running head",
    "noise": "signs that stand for no words",
}
"""What a type of marker says, in words for a reader."""


_INTERNAL = frozenset({"rule"})
"""Fields that say something to those who write dictionaries, and nothing to a reader."""


class Shown(NamedTuple):
    """A document for the page, its decisions found again in it.

    Attributes:
        document: the document as ocrfix cleans it.
        digest: the SHA-256 of its original bytes, in hexadecimal.
        verdicts: the verdict for each proposal that has one, by its number.
        kept: earlier decisions on what is proposed no more; they stay in the decisions file.
        unfit: those of them that nothing in the text fits, either.
    """

    document: Document
    digest: str
    verdicts: dict[int, str]
    kept: tuple[Decision, ...]
    unfit: tuple[Decision, ...]

    @property
    def name(self) -> str:
        """The name of the document."""
        return self.document.source.name or "-"


def shown(document: Document, reviewed: Decisions | None = None) -> Shown:
    """Return a document for the page.

    Args:
        document: the document as ocrfix cleans it.
        reviewed: earlier decisions.
    """
    digest = sha256(document.original_bytes()).hexdigest()
    found = reviewed.of(document.source.name or "-", digest) if reviewed else None
    decisions: Sequence[Decision] = found.decisions if found else ()
    offered = proposals(document)
    numbers = {id(proposal): number for number, proposal in enumerate(offered)}
    verdicts: dict[int, str] = {}
    kept, unfit = [], []
    for decision, place in zip(decisions, find(document, decisions, offered), strict=True):
        if isinstance(place, Place) and place.proposal is not None:
            verdicts[numbers[id(place.proposal)]] = decision.verdict
        else:
            kept.append(decision)
            if place is None or place == "taken over":
                unfit.append(decision)
    return Shown(document, digest, verdicts, tuple(kept), tuple(unfit))


def others(documents: Sequence[Shown], reviewed: Decisions | None) -> tuple[Reviewed, ...]:
    """Return what was decided on documents that are not on the page."""
    if reviewed is None:
        return ()
    here = {id(reviewed.of(document.name, document.digest)) for document in documents}
    return tuple(found for found in reviewed.documents if id(found) not in here)


def page_data(
    documents: Sequence[Shown], reviewed: Decisions | None = None, *, served: bool = False
) -> dict[str, Any]:
    """Return all that the page is to know, ready for JSON.

    Args:
        documents: the documents, in the order of the page.
        reviewed: earlier decisions.
        served: whether a server takes the decisions; else the page offers them as a file.
    """
    kinds, reasons = _Names(KINDS), _Names(())
    listed = [_document(document, kinds, reasons) for document in documents]
    return {
        "id": _same(documents, listed),
        "served": served,
        "documents": listed,
        "kinds": kinds.list,
        "types": list(MARKER_TYPES),
        "meanings": _MEANING,
        "signs": SIGNS,
        "reasons": reasons.list,
        "others": msgspec.to_builtins(others(documents, reviewed)),
        "words": list(reviewed.words) if reviewed else [],
    }


def _same(documents: Sequence[Shown], listed: Sequence[dict[str, Any]]) -> str:
    """Return what two pages share only if they hold the same documents and the same changes."""
    held = [(shown.digest, told["changes"]) for shown, told in zip(documents, listed, strict=True)]
    return sha256(msgspec.json.encode(held)).hexdigest()[:32]


def _document(shown: Shown, kinds: _Names, reasons: _Names) -> dict[str, Any]:
    document = shown.document
    at, at_clean = in_utf16(document.original), in_utf16(document.clean)
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
        for p in proposals(document)
    ]
    changes += [
        (at(e.start), at(e.end), e.after, kinds.number(e.kind), 1, reasons.number(e.reason), _FIXED)
        for e in untangled(document)
        if e.kind == INLINE_MARK
    ]
    card = document.card
    return {
        "name": shown.name,
        "sha256": shown.digest,
        "about": [text for text in (card.date, card.subject or card.title) if text],
        "original": document.original,
        "changes": changes,
        "markers": [
            (
                at_clean(marker.clean_start),
                at_clean(marker.clean_end),
                MARKER_TYPES.index(marker.type),
                _told(marker),
                _rounded(marker.confidence),
            )
            for marker in document.markers
            if marker.clean_end > marker.clean_start
        ],
        "verdicts": sorted(shown.verdicts.items()),
        "kept": msgspec.to_builtins(shown.kept),
    }


def _rounded(confidence: float) -> float:
    """Return three digits of it: enough to read, and never certainty where there is none."""
    return confidence if confidence == 1.0 else min(round(confidence, 3), 0.999)


def _told(marker: Marker) -> list[tuple[str, str]]:
    """Return what is known of a marker: names and values."""
    told = [("code", marker.code)] if marker.code else []
    first = [name for name in ("meaning", "authority") if name in marker.fields]
    rest = [name for name in marker.fields if name not in first and name not in _INTERNAL]
    return [*told, *((name, marker.fields[name]) for name in (*first, *rest))]


class _Names:
    """Texts that come often, kept once."""

    def __init__(self, names: Sequence[str]) -> None:
        self.list = list(names)
        self._numbers = {name: number for number, name in enumerate(names)}

    def number(self, name: str) -> int:
        number = self._numbers.setdefault(name, len(self.list))
        if number == len(self.list):
            self.list.append(name)
        return number


def in_utf16(text: str) -> Callable[[int], int]:
    r"""Return what turns places in ``text`` into those of JavaScript, which counts UTF-16 units.

    >>> [in_utf16("a\U0001d11eb")(place) for place in (0, 1, 2, 3)]
    [0, 1, 3, 4]
    """
    wide = [place for place, sign in enumerate(text) if sign > "\uffff"]
    return lambda place: place + bisect_left(wide, place)
