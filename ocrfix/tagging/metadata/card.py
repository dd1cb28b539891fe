"""Card: the metadata of a document, read from its markers and its layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ocrfix.records import Card, Change, Marker
from ocrfix.tagging.metadata.headings import Heading, headings
from ocrfix.tagging.metadata.labels import LabelParser
from ocrfix.tagging.metadata.telegram import Telegram, references, tags, telegram
from ocrfix.tagging.outcomes import document_outcome
from ocrfix.tagging.rules.schema import CardLabels, OutcomeWords
from ocrfix.text import lazy_regex
from ocrfix.text.dates import iso_date
from ocrfix.text.lines import lines

_DATE_LINE = lazy_regex.pattern(
    r"^\W*(?:[A-Z][A-Za-z. ]{1,30},\s+)?"
    r"((?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?|"
    r"JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
    r"\s+\d{1,2},?\s+\d{4}|\d{4}/\d\d/\d\d|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{4})\W*$"
)
_MISREAD_DATE = lazy_regex.pattern(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{1,2}, [\dlIOo]{4}$"
)
_DATE_IN_DIGITS = lazy_regex.pattern(
    r"\b\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:\d{4}|\d\d)\b(?!\d)"
)
_OFFICE_AND_NAME = lazy_regex.pattern(r"\b[A-Z][A-Z/]{0,40}\s?:\s?[A-Z][A-Za-z.]+")
_MAX_TITLE_LINES = 60
"""Maximum number of lines among which the title is searched."""
_MAX_LINES_ABOVE_HEADING = 12
"""Maximum number of lines with text from a date line to the heading below it."""
_MAX_DATE_LINES = 15
"""Without a heading, the number of lines with text searched for the date line."""
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
        self._titles = {title.upper() for title in labels.titles}
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
        page = _without_markers(text, markers)
        found = headings(page, self._parser)
        sheet = next((heading for heading in found if heading.is_cover_sheet), None)
        heading = next((heading for heading in found if not heading.is_cover_sheet), None)
        on_sheet: Mapping[str, str] = sheet.values if sheet else {}
        values: Mapping[str, str] = heading.values if heading else {}
        cable = None
        if heading and self._is_telegram(heading, page):
            cable = telegram(page, heading.first, heading.last)
        # A label of the dictionaries that is named for a field fills it with the text after it.
        fields: dict[str, Any] = {
            name: values.get(name) for name in self._labels.labels if name in _CARD_FIELDS
        }
        fields |= {
            "title": self._title(page),
            "subject": values.get("subject") or on_sheet.get("title"),
            "from_": on_sheet.get("sender") or values.get("sender"),
            "to": on_sheet.get("to") or values.get("to"),
            "date": self._date(page, sheet, heading, cable),
            "message_number": cable.number if cable else None,
            "date_time_group": cable.time if cable else None,
            "tags": tags(values["tags"]) if "tags" in values else (),
            "references": references(values["references"]) if "references" in values else (),
            "declassify_on": self._declassify_on(text, heading),
            "drafter": self._drafter(page),
            "clearances": self._clearances(page),
        }
        fields["outcome"], fields["outcome_source"] = document_outcome(markers, self._outcomes)
        return Card(**(fields | _from_markers(markers, self._labels)))

    def _title(self, page: Sequence[str]) -> str | None:
        """Return the heading that names the kind of document."""
        for line in page[:_MAX_TITLE_LINES]:
            bare = " ".join(line.strip(" \t*#_.:-").split())
            if bare.upper() in self._titles:
                return bare
            for opening, title in self._labels.title_openings.items():
                if bare.startswith((opening + ":", opening + " :", opening + ";")):
                    return title
        return None

    def _date(
        self,
        page: Sequence[str],
        sheet: Heading | None,
        heading: Heading | None,
        cable: Telegram | None,
    ) -> str | None:
        """Return the date of a document: from its cover sheet, its heading, or a date line.

        Ambiguous dates in digits are returned as written.
        """
        day_order = self._labels.cover_sheet_day_order
        if sheet and (day := iso_date(sheet.values.get("date", ""), day_order)):
            return day
        if heading and (written := heading.values.get("date")):
            if day := iso_date(written, order=""):
                return day
            if (digits := _DATE_IN_DIGITS.search(written)) and iso_date(digits[0]):
                return digits[0]
            # A misread digit, as in "May 4, l962": the text is better than nothing.
            if (misread := _MISREAD_DATE.match(written)) and not iso_date(written):
                return misread[0]
        if cable and cable.time and (day := iso_date(cable.time)):
            return day
        with_text = [number for number, line in enumerate(page) if line.strip()]
        if heading:
            above = [number for number in with_text if number < heading.first]
            numbers = [
                *above[-_MAX_LINES_ABOVE_HEADING:],
                *range(heading.first, heading.last + 1),
            ]
        else:
            numbers = with_text[:_MAX_DATE_LINES]
        names = self._labels.labels.get("date", ())
        for number in numbers:
            # Above the labels of a cover sheet is the day on which the form was printed.
            labeled = None if sheet else self._parser.value_of(page[number], names)
            if labeled and (day := iso_date(labeled, order="")):
                return day
            if (match := _DATE_LINE.match(page[number])) and (day := iso_date(match[1])):
                return day
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
        all_lines = [line.text for line in lines(text)]
        first = max(0, heading.first - _MAX_LINES_ABOVE_DECLASSIFICATION)
        names = self._labels.labels.get("declassify_on", ())
        found = (self._parser.value_of(line, names) for line in all_lines[first : heading.last + 1])
        return next((value for value in found if value), None)

    def _drafter(self, page: Sequence[str]) -> str | None:
        """Return the drafter of the document, from the drafting line."""
        for line in page:
            value = self._parser.value_of(line, self._labels.drafter_labels)
            if value and sum(map(str.isalpha, value)) > len(value) // 4:
                return value
        return None

    def _clearances(self, page: Sequence[str]) -> tuple[str, ...]:
        """Return the offices and names under the clearance label, as written."""
        found: list[str] = []
        for number, line in enumerate(page):
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
        return _unique(item.replace(" ", "") for item in found)


_CARD_FIELDS = frozenset(Card.__struct_fields__)


def _from_markers(markers: Sequence[Marker], labels: CardLabels) -> dict[str, Any]:
    """Return the fields of a card that are read from markers."""
    reviews = [marker.fields for marker in _of_type(markers, "review")]
    controls = _of_type(markers, "control")
    stamps = _of_type(markers, "stamp")
    return {
        "classification": _names(markers, "classification"),
        "classification_changes": _changes(markers, labels),
        "captions": _names(markers, "handling"),
        "control_numbers": _unique(m.fields.get("number") or m.text for m in controls),
        "case": _first(reviews, "case"),
        "review_authority": _first(reviews, "authority"),
        "review_date": _first(reviews, "date"),
        "release": _names(markers, "release"),
        "exemptions": dict(Counter(marker.code for marker in markers if marker.code)),
        "distribution": _unique(
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


def _without_markers(text: str, markers: Sequence[Marker]) -> list[str]:
    """Return the lines of the text with the marked spans blanked out."""
    parts: list[str] = []
    at = 0
    for marker in markers:
        parts += (text[at : marker.clean_start], " " * len(marker.text))
        at = marker.clean_end
    parts.append(text[at:])
    return [line.text for line in lines("".join(parts))]


def _label(names: tuple[str, ...], before: str) -> re.Pattern[str]:
    """Return a pattern of any of the labels and a colon, after ``before``."""
    if not names:
        return re.compile(r"(?!)")
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"{before}(?:{listed})\s*[*]*\s?:")


def _of_type(markers: Sequence[Marker], kind: str) -> list[Marker]:
    return [marker for marker in markers if marker.type == kind]


def _names(markers: Sequence[Marker], kind: str) -> tuple[str, ...]:
    """Return the canonical texts of the markers of a type, each once."""
    found = _of_type(markers, kind)
    return _unique(m.fields.get("canonical") or " ".join(m.text.split()) for m in found)


def _first(reviews: Sequence[Mapping[str, str]], field: str) -> str | None:
    return next((fields[field] for fields in reviews if fields.get(field)), None)


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
