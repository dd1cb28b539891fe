"""The card of a document: what its marks and its layout say of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ocrfix.lines import lines
from ocrfix.model import Card, Marker
from ocrfix.tagging.dates import iso
from ocrfix.tagging.entries import CardLabels, Rules

_LONGEST_FIELD = 300
_FULL_LINE = 30
_LONGEST_PART = 80
_MOST_LINES = 3
"""A subject runs over three lines at most; what follows is the document."""
_DATE_LINE = re.compile(
    r"^\W*(?:[A-Z][A-Za-z. ]{1,30},\s+)?"
    r"((?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s+\d{1,2},?\s+\d{4}|\d{4}/\d\d/\d\d|\d{1,2}\s+[A-Z][a-z]{2,8}\s+\d{4})\W*$"
)
_OFFICE_AND_NAME = re.compile(r"\b[A-Z][A-Z/]*\s?:\s?[A-Z][A-Za-z.]+")
_NEVER = re.compile(r"(?!)")
_HEAD_LINES = 60


def card(text: str, markers: Sequence[Marker], rules: Rules) -> Card:
    """Return what a document says of itself.

    Args:
        text: the clean text.
        markers: its marks, in order; offsets of the clean text.
        rules: their ``card`` names the labels and headings that are looked for.

    >>> from ocrfix.tagging.entries import CardLabels
    >>> found = card("SUBJECT: Fishing rights", [], Rules(card=CardLabels(subject=("SUBJECT",))))
    >>> found.subject
    'Fishing rights'
    """
    labels = rules.card
    page = _unmarked(text, markers)
    case, authority, day = _review(markers)
    return Card(
        title=_title(page, labels),
        subject=_field(page, labels.subject, labels),
        from_=_field(page, labels.sender, labels),
        to=_field(page, labels.to, labels),
        through=_field(page, labels.through, labels),
        date=_date(page, labels),
        drafter=_field(page, labels.drafter, labels, most=1),
        clearances=_clearances(page, labels),
        classification=_named(markers, "classification"),
        captions=_named(markers, "handling"),
        control_numbers=_once(m.fields.get("number") or m.text for m in _of(markers, "control")),
        case=case,
        review_authority=authority,
        review_date=day,
        release=_named(markers, "release"),
        exemptions=dict(Counter(m.code for m in markers if m.code)),
        distribution=_distribution(markers),
    )


def _unmarked(text: str, markers: Sequence[Marker]) -> list[str]:
    """Return the lines of the text with the marked spans blanked out."""
    parts: list[str] = []
    at = 0
    for marker in markers:
        parts += (text[at : marker.clean_start], " " * len(marker.text))
        at = marker.clean_end
    parts.append(text[at:])
    return [line.text for line in lines("".join(parts))]


def _field(
    page: Sequence[str], names: tuple[str, ...], labels: CardLabels, most: int = _MOST_LINES
) -> str | None:
    """Return the text behind the first of the labels that stands at the start of a line."""
    label = _label(names)
    stop = _label(labels.stops)
    for number, line in enumerate(page):
        match = label.match(line) if ":" in line else None
        if not match:
            continue
        parts = [line[match.end() :].strip(" \t:*")]
        if stop.match(parts[0]) or parts[0].strip(" :") in labels.stops:
            # Two labels of a form side by side: their values stand below, the columns are lost.
            continue
        for following in page[number + 1 : number + 8]:
            bare = following.strip(" \t*")
            if len([part for part in parts if part]) >= most or stop.match(bare):
                break
            if bare and any(parts) and not _runs_on(parts[-1], bare):
                break
            if bare:
                parts.append(bare)
        value = " ".join(" ".join(part for part in parts if part).split())
        if value:
            return value[:_LONGEST_FIELD]
    return None


def _runs_on(before: str, line: str) -> bool:
    """Return whether a value seems to go on in ``line``; double-spaced typing parts its lines.

    A line that is short enough to be a whole value ends it, and so does what looks like a heading
    or a sentence of the document.
    """
    if line.startswith("#") or line.endswith(".") or len(line) > _LONGEST_PART:
        return False
    if line.isupper() and not before.isupper():
        return False
    return len(before) > _FULL_LINE or before[-1] in ",-&" or before.split()[-1].islower()


@lru_cache(maxsize=64)
def _label(names: tuple[str, ...]) -> re.Pattern[str]:
    if not names:
        return _NEVER
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"[\s*#]*(?:{listed})\s*[*]*\s?:")


def _title(page: Sequence[str], labels: CardLabels) -> str | None:
    """Return the heading that says what kind of document this is."""
    known = {title.upper() for title in labels.titles}
    for line in page[:_HEAD_LINES]:
        bare = " ".join(line.strip(" \t*#_.:-").split())
        if bare.upper() in known:
            return bare
    return None


def _date(page: Sequence[str], labels: CardLabels) -> str | None:
    """Return the document's own date: a date line near the head, else a labelled one."""
    for line in page[:_HEAD_LINES]:
        match = _DATE_LINE.match(line)
        if match:
            return iso(match[1]) or match[1]
    written = _field(page[:_HEAD_LINES], labels.date, labels, most=1)
    return (iso(written) or written) if written else None


def _clearances(page: Sequence[str], labels: CardLabels) -> tuple[str, ...]:
    """Return the offices and names under the clearance label, as they are written."""
    label, stop = _label(labels.clearances), _label(labels.stops)
    found: list[str] = []
    for number, line in enumerate(page):
        match = (label.match(line) or label.search(line)) if ":" in line else None
        if not match:
            continue
        for text in (line[match.end() :], *page[number + 1 : number + 8]):
            items = _OFFICE_AND_NAME.findall(text)
            if text.strip() and found and (not items or stop.match(text)):
                break
            found += items
        break
    return _once(item.replace(" ", "") for item in found)


def _review(markers: Sequence[Marker]) -> tuple[str | None, str | None, str | None]:
    """Return case, reviewer and day of the review, each from the first mark that tells it."""
    case = authority = day = None
    for marker in _of(markers, "review"):
        case = case or marker.fields.get("case")
        authority = authority or marker.fields.get("authority")
        day = day or marker.fields.get("date")
    return case, authority, day


def _of(markers: Sequence[Marker], kind: str) -> list[Marker]:
    return [marker for marker in markers if marker.type == kind]


def _named(markers: Sequence[Marker], kind: str) -> tuple[str, ...]:
    return _once(m.fields.get("canonical") or " ".join(m.text.split()) for m in _of(markers, kind))


def _distribution(markers: Sequence[Marker]) -> tuple[str, ...]:
    return _once(m.text for m in _of(markers, "stamp") if "dist" in m.fields.get("rule", ""))


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
