"""Fields of a card that are read from the markers of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ocrfix.records import Change, Marker
from ocrfix.tagging.rules.card_labels import CardLabels


def from_markers(markers: Sequence[Marker], labels: CardLabels) -> dict[str, Any]:
    """Return the fields of a card that are read from markers."""
    reviews = [marker.fields for marker in _of_type(markers, "review")]
    controls = _of_type(markers, "control")
    stamps = _of_type(markers, "stamp")
    return {
        "classification": _names(markers, "classification"),
        "classification_changes": _changes(markers, labels),
        "captions": _names(markers, "handling"),
        "control_numbers": unique(m.fields.get("number") or m.text for m in controls),
        "case": _first(reviews, "case"),
        "review_authority": _first(reviews, "authority"),
        "review_date": _first(reviews, "date"),
        "release": _names(markers, "release"),
        "exemptions": dict(Counter(marker.code for marker in markers if marker.code)),
        "distribution": unique(
            m.text for m in stamps if m.fields.get("rule") in labels.distribution_rules
        ),
    }


def _changes(markers: Sequence[Marker], labels: CardLabels) -> tuple[Change, ...]:
    """Return the changes of the classification by release stamps, each once."""
    levels = labels.classification_changes
    found: dict[tuple[str | None, str, str | None], Change] = {}
    for marker in _of_type(markers, "release"):
        fields = marker.fields
        text = " ".join(marker.text.split())
        level = (
            fields.get("level")
            or levels.get(fields.get("canonical", text).upper())
            or levels.get(fields.get("rule", ""))
        )
        if level:
            before, day = fields.get("level_before"), fields.get("date")
            change = Change(
                to=level.upper(), from_=before.upper() if before else None, date=day, text=text
            )
            found.setdefault((change.from_, change.to, change.date), change)
    return tuple(found.values())


def _of_type(markers: Sequence[Marker], kind: str) -> list[Marker]:
    return [marker for marker in markers if marker.type == kind]


def _names(markers: Sequence[Marker], kind: str) -> tuple[str, ...]:
    """Return the canonical texts of the markers of a type, each once."""
    found = _of_type(markers, kind)
    return unique(m.fields.get("canonical") or " ".join(m.text.split()) for m in found)


def _first(reviews: Sequence[Mapping[str, str]], field: str) -> str | None:
    return next((fields[field] for fields in reviews if fields.get(field)), None)


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """Return the items without repetitions, in order."""
    return tuple(dict.fromkeys(items))
