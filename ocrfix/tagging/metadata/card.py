"""Card: the metadata of a document, read from its markers and its layout."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ocrfix.records import Card, Marker
from ocrfix.tagging.metadata.addressees import addressees
from ocrfix.tagging.metadata.addresses import telegram_address
from ocrfix.tagging.metadata.document_date import DateReader
from ocrfix.tagging.metadata.document_kind import Kind, KindReader
from ocrfix.tagging.metadata.from_markers import from_markers, unique
from ocrfix.tagging.metadata.headings import Heading, headings
from ocrfix.tagging.metadata.labels import LabelParser
from ocrfix.tagging.metadata.letter import letter, signed_by
from ocrfix.tagging.metadata.level import overall_level
from ocrfix.tagging.metadata.own_number import own_number
from ocrfix.tagging.metadata.spelling import closest, squeezed
from ocrfix.tagging.metadata.subject import meeting_subject, without_portion_mark
from ocrfix.tagging.metadata.telegram import references, tags, telegram
from ocrfix.tagging.metadata.telegram_heading import TelegramHeading, telegram_heading
from ocrfix.tagging.outcomes import document_outcome
from ocrfix.tagging.rules.card_labels import CardLabels, OutcomeWords
from ocrfix.text import lazy_regex
from ocrfix.text.lines import split_lines

_OFFICE_AND_NAME = lazy_regex.pattern(r"\b[A-Z][A-Z/]{0,40}\s?:\s?[A-Z][A-Za-z.]+")
_LABEL_OFFICE_AND_NAME = lazy_regex.pattern(
    r"^\W{0,3}(?P<label>[A-Za-z][A-Za-z.]{4,9}(?:\s?[Bb][Yy])?)\s?[:;]\s?"
    r"(?P<value>[A-Z]{1,5}(?:/[A-Z-]{1,6})+\s?:\s?[A-Z][A-Za-z]+)"
)
_MIN_SIMILAR_LABEL = 0.55
_TELEGRAM, _LETTER = "telegram", "letter"
_MAX_HEAD_LINES = 15
"""Without a heading, the lines at the top that are not searched for a signature."""
_MAX_TITLE_LINES = 60
"""Maximum number of lines among which the title is searched."""
_MAX_CLEARANCE_LINES = 8
_MAX_LINES_ABOVE_DECLASSIFICATION = 4


class CardReader:
    """Reads the card of a document.

    Args:
        labels: the labels and headings to look for.
        outcomes: the order of the outcomes of a review.

    >>> reader = CardReader(CardLabels(labels={"subject": ("SUBJECT",)}))
    >>> reader.read("SUBJECT: Fishing rights", []).subject
    'Fishing rights'
    """

    def __init__(self, labels: CardLabels, outcomes: OutcomeWords | None = None) -> None:
        self._labels = labels
        self._outcomes = outcomes or OutcomeWords()
        self._parser = LabelParser(labels)
        self._dates = DateReader(labels, self._parser)
        self._kinds = KindReader(labels)
        self._titles = {title.upper() for title in labels.titles}
        titles = (*self._titles, *labels.title_openings)
        self._title_letters = frozenset(title[:1].upper() for title in titles) - {""}
        ends_clearances = (
            *labels.stop_labels,
            *labels.labels.get("subject", ()),
            *labels.labels.get("to", ()),
        )
        self._clearance_label = _label(labels.clearance_labels, "")
        self._after_clearances = _label(ends_clearances, r"[\s*#]*")

    def read(self, text: str, markers: Sequence[Marker]) -> Card:
        """Return the card of a document.

        A field that is not found is empty: nothing is taken from further down if the heading has
        no value, since other documents may follow there.

        Args:
            text: the clean text.
            markers: its markers, in order; offsets of the clean text.
        """
        page, raw = _without_markers(text, markers), split_lines(text)
        found = headings(page, self._parser)
        sheet = next((heading for heading in found if heading.is_cover_sheet), None)
        heading = _heading_of_document(found)
        wire = None if sheet else telegram_heading(raw, self._labels)
        kind = self._kind(page, raw, heading, wire)
        on_sheet: Mapping[str, str] = sheet.values if sheet else {}
        values: Mapping[str, str] = heading.values if heading else {}
        cable = None
        if heading and (wire or self._is_telegram(heading, page)):
            cable = telegram(page, heading.first, heading.last)
        # A label of the dictionaries that is named for a field fills it with the text after it.
        fields: dict[str, Any] = {
            name: values.get(name) for name in self._labels.labels if name in _CARD_FIELDS
        }
        time = cable.time if cable else None
        fields |= {
            "document_type": kind.name if kind else None,
            "document_number": self._number(raw, kind, wire),
            "title": self._title(page),
            "subject": values.get("subject") or on_sheet.get("title"),
            "from_": on_sheet.get("sender") or values.get("sender"),
            "to": on_sheet.get("to") or values.get("to"),
            "date": self._dates.read(page, raw, sheet, heading, time, kind),
            "message_number": cable.number if cable else None,
            "date_time_group": time,
            "tags": tags(values["tags"]) if "tags" in values else (),
            "references": references(values["references"]) if "references" in values else (),
            "declassify_on": self._declassify_on(text, heading),
            "drafter": self._drafter(page),
            "clearances": self._clearances(page),
        }
        if wire:
            fields |= _from_wire(wire, fields)
        elif not sheet:
            fields |= self._by_kind(kind, raw, heading, fields)
        if kind and kind.name == _TELEGRAM and fields["to"] and fields["to"].isupper():
            fields["to"] = telegram_address(fields["to"], self._labels)
        for name in ("subject", "from_", "to"):
            if fields[name] and (name == "subject" or fields[name].endswith(")")):
                fields[name] = without_portion_mark(fields[name])
        level = overall_level(raw, markers, self._labels, wire.level_line if wire else "")
        return Card(**(fields | self._from_markers(markers, level)))

    def _from_markers(self, markers: Sequence[Marker], level: str | None) -> dict[str, Any]:
        """Return the fields that are read from markers; the level of the document comes first."""
        fields = from_markers(markers, self._labels) | {"level": level}
        if level:
            fields["classification"] = unique((level, *fields["classification"]))
        outcome, source = document_outcome(markers, self._outcomes)
        return fields | {"outcome": outcome, "outcome_source": source}

    def _kind(
        self,
        page: Sequence[str],
        raw: Sequence[str],
        heading: Heading | None,
        wire: TelegramHeading | None,
    ) -> Kind | None:
        """Return the kind of the document."""
        named = self._kinds.read(raw)
        if wire:
            return (
                named if named and named.name in self._labels.wire_types else Kind(_TELEGRAM, 0, "")
            )
        if heading and heading.is_profile:
            name = self._labels.profile_type
            return Kind(name, heading.first, "") if name else None
        if not named and heading:
            own = raw[heading.first : heading.last + 1]
            for label, name in self._labels.kind_labels.items():
                if any(self._parser.value_of(line, (label,)) for line in own):
                    return Kind(name, heading.first, "")
        if named or letter(raw, self._parser, self._labels) is None:
            return named
        return Kind(_LETTER, 0, "")

    def _number(
        self, raw: Sequence[str], kind: Kind | None, wire: TelegramHeading | None
    ) -> str | None:
        if wire:
            return wire.number
        is_numbered = bool(kind and kind.name in self._labels.numbered_titles)
        return own_number(raw, kind.text if kind and is_numbered else None, self._labels)

    def _by_kind(
        self,
        kind: Kind | None,
        raw: Sequence[str],
        heading: Heading | None,
        fields: Mapping[str, Any],
    ) -> dict[str, Any]:
        """Return the fields that documents of some kinds state without a label."""
        more: dict[str, Any] = {}
        name = kind.name if kind else ""
        if name == _LETTER and (written := letter(raw, self._parser, self._labels)):
            more = {"from_": written.sender, "to": written.to}
        elif name in self._labels.meeting_types and not fields["subject"]:
            more = {"subject": meeting_subject(raw, self._parser)}
        elif listed := addressees(raw, self._parser, self._labels):
            first = (fields["to"] or "").split(";")[0]
            if not first or squeezed(listed).startswith(squeezed(first)[:8]):
                more["to"] = listed
            if not fields["from_"]:
                more["from_"] = signed_by(
                    raw[heading.last + 1 if heading else _MAX_HEAD_LINES :], self._labels
                )
        return {
            field: value
            for field, value in more.items()
            if value and not (fields[field] and field != "to")
        }

    def _title(self, page: Sequence[str]) -> str | None:
        """Return the heading that names the kind of document."""
        for line in page[:_MAX_TITLE_LINES]:
            bare = line.strip(" \t*#_.:-")
            if bare.lstrip()[:1].upper() not in self._title_letters:
                continue
            bare = " ".join(bare.split())
            if bare.upper() in self._titles:
                return bare
            for opening, title in self._labels.title_openings.items():
                if bare.startswith((opening + ":", opening + " :", opening + ";")):
                    return title
        return None

    def _is_telegram(self, heading: Heading, page: Sequence[str]) -> bool:
        """Return whether a heading has TAGS, or a sender without a colon, as telegrams do."""
        if "tags" in heading.values:
            return True
        names = self._labels.labels_without_colon.get("sender", ())
        numbers = range(heading.first, heading.last + 1)
        return any(page[number].strip().split(" ")[0] in names for number in numbers)

    def _declassify_on(self, text: str, heading: Heading | None) -> str | None:
        """Return the declassification instruction in the heading of a telegram.

        The line is marked, so it is looked up in the text itself.
        """
        if heading is None or not {"tags", "references"} & heading.values.keys():
            return None
        all_lines = split_lines(text)
        first = max(0, heading.first - _MAX_LINES_ABOVE_DECLASSIFICATION)
        names = self._labels.labels.get("declassify_on", ())
        found = (self._parser.value_of(line, names) for line in all_lines[first : heading.last + 1])
        return next((value for value in found if value), None)

    def _drafter(self, page: Sequence[str]) -> str | None:
        """Return the drafter of the document, from the drafting line."""
        names = self._labels.drafter_labels
        for line in _lines_with(names, page):
            value = self._parser.value_of(line, names)
            if value and sum(map(str.isalpha, value)) > len(value) // 4:
                return value
        for line in page:
            # An office and a name after a label leave no doubt which garbled label it is.
            found = _LABEL_OFFICE_AND_NAME.match(line) if "/" in line and ":" in line else None
            if found and closest(found["label"], self._labels.drafter_labels, _MIN_SIMILAR_LABEL):
                return " ".join(found["value"].split())
        return None

    def _clearances(self, page: Sequence[str]) -> tuple[str, ...]:
        """Return the offices and names under the clearance label, as written."""
        found: list[str] = []
        for number, line in enumerate(_lines_with(self._labels.clearance_labels, page)):
            match = self._clearance_label.search(line) if ":" in line else None
            if not match:
                continue
            below = page[number + 1 : number + _MAX_CLEARANCE_LINES]
            for text in (line[match.end() :], *below):
                items = _OFFICE_AND_NAME.findall(text)
                if text.strip() and found and (not items or self._after_clearances.match(text)):
                    break
                found += items
            break
        return unique(item.replace(" ", "") for item in found)


_CARD_FIELDS = frozenset(Card.__struct_fields__)


def _heading_of_document(found: Sequence[Heading]) -> Heading | None:
    """Return the heading of the document itself, or that of a registry's form if it is alone."""
    own = [heading for heading in found if not heading.is_cover_sheet]
    return next((heading for heading in own if not heading.is_profile), next(iter(own), None))


def _lines_with(words: Sequence[str], page: Sequence[str]) -> Sequence[str]:
    """Return the lines of a page if any of them may have one of some words, else nothing."""
    text = "\n".join(page)
    return page if any(word in text for word in words) else ()


def _from_wire(wire: TelegramHeading, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a telegram: what its heading says by place comes first."""
    read = {
        "from_": wire.sender or fields["from_"],
        "to": wire.to or fields["to"],
        "subject": wire.subject or fields["subject"],
        "date": wire.date or (None if wire.is_dated else fields["date"]),
        "drafter": wire.drafter or fields["drafter"],
        "message_number": wire.number or fields["message_number"],
    }
    return read


def _without_markers(text: str, markers: Sequence[Marker]) -> list[str]:
    """Return the lines of the text with the marked spans blanked out."""
    parts: list[str] = []
    at = 0
    for marker in markers:
        parts += (text[at : marker.clean_start], " " * len(marker.text))
        at = marker.clean_end
    parts.append(text[at:])
    return split_lines("".join(parts))


def _label(names: tuple[str, ...], before: str) -> re.Pattern[str]:
    """Return a pattern of any of the labels and a colon, after ``before``."""
    if not names:
        return lazy_regex.pattern(r"(?!)")
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return lazy_regex.pattern(rf"{before}(?:{listed})\s*[*]*\s?:")
