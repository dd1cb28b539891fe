"""The card of a document: what its marks and its layout say of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from ocrfix.records import Card, Change, Marker
from ocrfix.tagging.metadata.headings import Heading, headings, value_of
from ocrfix.tagging.metadata.telegram import Telegram, references, tags, telegram
from ocrfix.tagging.rules.schema import CardLabels, Rules
from ocrfix.text import lazy_regex
from ocrfix.text.dates import iso
from ocrfix.text.lines import lines

_DATE_LINE = lazy_regex.pattern(
    r"^\W*(?:[A-Z][A-Za-z. ]{1,30},\s+)?"
    r"((?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?|"
    r"JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
    r"\s+\d{1,2},?\s+\d{4}|\d{4}/\d\d/\d\d|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{4})\W*$"
)
_WORN_DATE = lazy_regex.pattern(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{1,2}, [\dlIOo]{4}$"
)
_FIGURES = lazy_regex.pattern(r"\b\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:\d{4}|\d\d)\b(?!\d)")
_OFFICE_AND_NAME = lazy_regex.pattern(r"\b[A-Z][A-Z/]{0,40}\s?:\s?[A-Z][A-Za-z.]+")
_HEAD_LINES = 60
_DATE_ABOVE = 12
"""A date line stands at most so many lines with text above a heading, or in it."""
_DATE_ALONE = 15
"""Without a heading, the date line of a letter or paper is among so many lines with text."""


def card(text: str, markers: Sequence[Marker], rules: Rules) -> Card:
    """Return what a document says of itself.

    A field that cannot be told is ``None``: nothing is taken from further down where the heading
    is silent, for what stands there is of another document.

    Args:
        text: the clean text.
        markers: its marks, in order; offsets of the clean text.
        rules: their ``card`` names the labels and headings that are looked for.

    >>> from ocrfix.tagging.rules.schema import CardLabels
    >>> found = card("SUBJECT: Fishing rights", [], Rules(card=CardLabels(subject=("SUBJECT",))))
    >>> found.subject
    'Fishing rights'
    """
    labels = rules.card
    page = _unmarked(text, markers)
    found = headings(page, labels)
    form = next((heading for heading in found if heading.is_form), None)
    own = next((heading for heading in found if not heading.is_form), None)
    laid: Mapping[str, str] = form.values if form else {}
    said: Mapping[str, str] = own.values if own else {}
    wire = telegram(page, own.first, own.last) if own and _is_telegram(own, page, labels) else None
    case, authority, day = _review(markers)
    return Card(
        title=_title(page, labels),
        subject=said.get("subject") or laid.get("title"),
        from_=laid.get("sender") or said.get("sender"),
        to=laid.get("to") or said.get("to"),
        through=said.get("through"),
        copies=said.get("copies"),
        date=_date(page, form, own, wire, labels),
        message_number=wire.number if wire else None,
        date_time_group=wire.time if wire else None,
        tags=tags(said["tags"]) if "tags" in said else (),
        references=references(said["references"]) if "references" in said else (),
        declassify_on=_declassify_on(text, own, labels),
        drafter=_drafter(page, labels),
        clearances=_clearances(page, labels),
        classification=_named(markers, "classification"),
        classification_changes=_changes(markers, labels),
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


def _title(page: Sequence[str], labels: CardLabels) -> str | None:
    """Return the heading that says what kind of document this is."""
    known = {title.upper() for title in labels.titles}
    for line in page[:_HEAD_LINES]:
        bare = " ".join(line.strip(" \t*#_.:-").split())
        if bare.upper() in known:
            return bare
        for words, title in labels.titled.items():
            if bare.startswith((words + ":", words + " :", words + ";")):
                return title
    return None


def _date(
    page: Sequence[str],
    form: Heading | None,
    own: Heading | None,
    wire: Telegram | None,
    labels: CardLabels,
) -> str | None:
    """Return the document's own date: what the form says, the heading, or a line by itself.

    Figures that may be read both ways are given as they stand.
    """
    if form and (day := iso(form.values.get("date", ""), labels.form_day_order)):
        return day
    if own and (written := own.values.get("date")):
        if day := iso(written, order=""):
            return day
        if (figures := _FIGURES.search(written)) and iso(figures[0]):
            return figures[0]
        # A figure is misread, as in "May 4, l962": the text tells a reader more than nothing.
        if (worn := _WORN_DATE.match(written)) and not iso(written):
            return worn[0]
    if wire and wire.time and (day := iso(wire.time)):
        return day
    full = [number for number, line in enumerate(page) if line.strip()]
    if own:
        above = [number for number in full if number < own.first][-_DATE_ABOVE:]
        full = [*above, *range(own.first, own.last + 1)]
    else:
        full = full[:_DATE_ALONE]
    for number in full:
        # Above a form stands the day on which the form was printed.
        written = None if form else value_of(page[number], labels.date, labels)
        if written and (day := iso(written, order="")):
            return day
        if (match := _DATE_LINE.match(page[number])) and (day := iso(match[1])):
            return day
    return None


def _is_telegram(own: Heading, page: Sequence[str], labels: CardLabels) -> bool:
    """Return whether a heading is that of a telegram: it has TAGS, or a sender without a colon."""
    if "tags" in own.values:
        return True
    names = labels.no_colon.get("sender", ())
    return any(page[n].strip().split(" ")[0] in names for n in range(own.first, own.last + 1))


def _declassify_on(text: str, own: Heading | None, labels: CardLabels) -> str | None:
    """Return what the heading of a telegram says of its own declassification.

    The line is a mark, so that it is looked up in the text itself.
    """
    if own is None or not {"tags", "references"} & own.values.keys():
        return None
    whole = [line.text for line in lines(text)][max(0, own.first - 4) : own.last + 1]
    found = (value_of(line, labels.declassify_on, labels) for line in whole)
    return next((value for value in found if value), None)


def _drafter(page: Sequence[str], labels: CardLabels) -> str | None:
    """Return who drafted the document, from the line that says so."""
    for line in page:
        value = value_of(line, labels.drafter, labels)
        if value and sum(map(str.isalpha, value)) > len(value) // 4:
            return value
    return None


def _changes(markers: Sequence[Marker], labels: CardLabels) -> tuple[Change, ...]:
    """Return how marks changed the classification, each change once."""
    found: dict[tuple[str | None, str, str | None], Change] = {}
    for marker in _of(markers, "release"):
        text = " ".join(marker.text.split())
        level = (
            marker.fields.get("level")
            or labels.changes.get(marker.fields.get("canonical", text).upper())
            or labels.changes.get(marker.fields.get("rule", ""))
        )
        if level:
            before, day = marker.fields.get("level_before"), marker.fields.get("date")
            change = Change(
                to=level.upper(), from_=before.upper() if before else None, date=day, text=text
            )
            found.setdefault((change.from_, change.to, change.date), change)
    return tuple(found.values())


def _clearances(page: Sequence[str], labels: CardLabels) -> tuple[str, ...]:
    """Return the offices and names under the clearance label, as they are written."""
    label = _label(labels.clearances, "")
    stop = _label((*labels.stops, *labels.subject, *labels.to))
    found: list[str] = []
    for number, line in enumerate(page):
        match = label.search(line) if ":" in line else None  # in any place of the line
        if not match:
            continue
        for text in (line[match.end() :], *page[number + 1 : number + 8]):
            items = _OFFICE_AND_NAME.findall(text)
            if text.strip() and found and (not items or stop.match(text)):
                break
            found += items
        break
    return _once(item.replace(" ", "") for item in found)


@lru_cache(maxsize=64)
def _label(names: tuple[str, ...], lead: str = r"[\s*#]*") -> re.Pattern[str]:
    if not names:
        return re.compile(r"(?!)")
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"{lead}(?:{listed})\s*[*]*\s?:")


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
