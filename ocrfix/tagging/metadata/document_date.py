"""Date of a document: from its cover sheet, its heading, its time group, or a date line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from ocrfix.tagging.metadata.dates_in_headings import date_time_group, long_date
from ocrfix.tagging.metadata.document_kind import Kind
from ocrfix.tagging.metadata.headings import Heading
from ocrfix.tagging.metadata.labels import LabelParser
from ocrfix.tagging.metadata.spelling import similarity, squeezed
from ocrfix.tagging.rules.card_labels import CardLabels
from ocrfix.text import lazy_regex
from ocrfix.text.dates import DayOrder, iso_date

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
_LABEL_OF_MEETING = lazy_regex.pattern(
    r"^\W{0,3}(?P<label>[A-Z]{4}\b[, /&]{0,3}[A-Z ]{0,10}?)\W{0,3}(?:\s(?=\w)|$)"
)
_DATE_AT_END = lazy_regex.pattern(
    r"^(?P<before>.{0,40}?)(?P<date>[A-Za-z0-9]{3,9}\.? ?[\dlIiO] ?[\dlIiOSZ]?\s?[,.;]{0,2} {0,2}"
    r"[1lIi2][\dq]\s?[\dlIiOSBGZ]\s?[\dlIiOSBGZ]"
    r"|[\dlIiO] ?[\dlIiOSZ]? [A-Za-z0-9]{3,9} [1lIi2][\dlIiOSBGZ]{3})(?:\W|\s\w(?!\w)){0,6}"
    # A speck with a quotation mark, and further specks of two letters.
    r"(?:(?<=[\"“”‘|~*])\w{1,2}(?!\w)(?:\W{1,3}\w{1,2}(?!\w)){0,2}\W{0,3})?$"
)
_MAX_LINES_ABOVE_HEADING = 12
"""Maximum number of lines with text from a date line to the heading below it."""
_MAX_DATE_LINES = 15
"""Without a heading, the number of lines with text searched for the date line."""
_MAX_LINES_OF_MEETING = 80
"""How far down the date of a meeting stands: below its participants."""
_MIN_SIMILARITY = 0.7
_MAX_LINES_BELOW_LABEL = 5
"""In a column of labels, the date is below all of them."""
_MAX_WORDS_BESIDE = 2


class DateReader:
    """Reads the date of a document.

    Args:
        labels: the labels of dates.
        parser: finds them.
    """

    def __init__(self, labels: CardLabels, parser: LabelParser) -> None:
        self._labels = labels
        self._parser = parser

    def read(
        self,
        page: Sequence[str],
        raw: Sequence[str],
        sheet: Heading | None,
        heading: Heading | None,
        time_group: str | None,
        kind: Kind | None,
    ) -> str | None:
        """Return the date as ISO 8601; an ambiguous one in digits as written.

        Args:
            page: the lines, marked spans blanked out.
            raw: the lines.
            sheet: the heading of the cover sheet.
            heading: the heading of the document.
            time_group: the date-time group of a telegram.
            kind: what the document is; the record of a meeting has its date in the heading.
        """
        if sheet and (day := iso_date(sheet.values.get("date", ""), self._day_order)):
            return day
        if heading and (day := _in_heading(heading)):
            return day
        if time_group and (day := iso_date(time_group) or date_time_group(time_group)):
            return day
        is_meeting = kind and kind.name in self._labels.meeting_types
        if is_meeting and (day := self._of_meeting(page)):
            return day
        title_line = kind.line if kind and kind.text else None
        return self._in_line(page, raw, sheet, heading, title_line)

    @property
    def _day_order(self) -> DayOrder:
        return self._labels.cover_sheet_day_order

    def _of_meeting(self, page: Sequence[str]) -> str | None:
        """Return the date after a label such as ``DATE, TIME AND PLACE``, with a colon or not."""
        for number, line in enumerate(page[:_MAX_LINES_OF_MEETING]):
            found = _LABEL_OF_MEETING.match(line)
            if found and similarity(squeezed(found["label"])[:4], "DATE") > _MIN_SIMILARITY:
                below = [text for text in page[number + 1 :] if text.strip()]
                beside = (line[found.end() :], *below[:_MAX_LINES_BELOW_LABEL])
                if day := next((day for text in beside if (day := long_date(text))), None):
                    return day
        return None

    def _in_line(
        self,
        page: Sequence[str],
        raw: Sequence[str],
        sheet: Heading | None,
        heading: Heading | None,
        title_line: int | None,
    ) -> str | None:
        """Return the date of a line that holds nothing else, above or in the heading."""
        numbers = list(_lines_with_dates(page, heading, title_line))
        names = self._labels.labels.get("date", ())
        for number in numbers:
            # Above the labels of a cover sheet is the day on which the form was printed.
            labeled = None if sheet else self._parser.value_of(page[number], names)
            if labeled and (day := iso_date(labeled, order="")):
                return day
            match = _DATE_LINE.match(page[number])
            # A date after a mark is that of a review.
            is_own = match and raw[number][: match.start(1)] == page[number][: match.start(1)]
            if match and is_own and (day := iso_date(match[1])):
                return day
        for number in numbers:
            found = _DATE_AT_END.match(raw[number])
            if not found or not _is_no_prose(found["before"]):
                continue
            is_marked = found["date"] not in page[number]
            if not is_marked and (day := long_date(found[0])):
                return day
        return None


def _in_heading(heading: Heading) -> str | None:
    """Return the date that a heading gives."""
    written = heading.values.get("date")
    if not written:
        return None
    if day := iso_date(written, order="") or long_date(written):
        return day
    if (digits := _DATE_IN_DIGITS.search(written)) and iso_date(digits[0]):
        return digits[0]
    # A misread digit, as in "May 4, l962": the text is better than nothing.
    misread = _MISREAD_DATE.match(written)
    return misread[0] if misread and not iso_date(written) else None


def _lines_with_dates(
    page: Sequence[str], heading: Heading | None, title_line: int | None
) -> Iterator[int]:
    with_text = (number for number, line in enumerate(page) if line.strip())
    if heading:
        above = list(takewhile(lambda number: number < heading.first, with_text))
        yield from above[-_MAX_LINES_ABOVE_HEADING:]
        yield from range(heading.first, heading.last + 1)
        if title_line is not None and title_line < heading.first:
            above = [number for number in above if number < title_line]
            yield from above[-_MAX_LINES_ABOVE_HEADING:]
    else:
        yield from islice(with_text, _MAX_DATE_LINES)


def _is_no_prose(before: str) -> bool:
    """Return whether only specks stand before a date on its line, no words and no citation."""
    words = [word for word in before.split() if sum(map(str.isalpha, word)) > 1]
    return len(words) < _MAX_WORDS_BESIDE and "," not in before
