"""Dates in headings, with misread letters: date-time groups, and dates with the month in words."""

from __future__ import annotations

from ocrfix.tagging.metadata.spelling import as_digits, closest, squeezed
from ocrfix.text import lazy_regex
from ocrfix.text.dates import iso_date

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SHORT_MONTHS = tuple(month[:3].upper() for month in _MONTHS)
_DIGIT = "[0-9OQIlSBDZ@©]"
_DATE_TIME_GROUP = lazy_regex.pattern(
    rf"(?<![\w/]){_DIGIT}?\s?(?P<day>[0-3OQI]{_DIGIT})(?P<hour>[0-2OQI]{_DIGIT})(?P<minute>[0-5OQISl]{_DIGIT})"
    r"\s?[Z27z]?[a-z.,*°]{0,2}\s{0,2}(?P<month>[A-Za-z0-9]{3})[A-Z]{0,6}[.,]?\s?"
    r"(?P<year>[0-9OSIBla]{2}(?:\d\d)?)(?![0-9])"
)
_LONG_DATE = lazy_regex.pattern(
    r"(?P<month>[A-Z0]?\s?[A-Za-z0-9]{2,9})[.,]?\s{1,2}(?P<day>[0-3lI]?\s?[0-9lIO])\s?[.,;]{0,2}\s{0,2}"
    r"(?P<year>[1lI][9q]\s?[0-9lIO]\s?[0-9lIO]|20[0-3]\d)(?!\d)"
)
_DAY_FIRST = lazy_regex.pattern(
    r"(?<!\w)(?P<day>[0-3lI]?[0-9lIO])\s(?P<month>[A-Z][A-Za-z0-9]{2,8})[.,]?\s"
    r"(?P<year>[1lI][9q][0-9lIO]{2}|20[0-3]\d)(?!\d)"
)
_FIRST_YEAR = 45
"""Telegrams with a lower year of two digits are not in the collections; the digit is misread."""
_MIN_SIMILAR_MONTH = 0.75


def date_time_group(line: str, known_year: str = "") -> str | None:
    """Return the day of a date-time group with month and year as ISO 8601, or ``None``.

    Args:
        line: the line.
        known_year: the two digits of the year, if they are stated elsewhere.

    >>> date_time_group("O 1415402 OCT 86"), date_time_group("R 241307Z JUN 74")
    ('1986-10-14', '1974-06-24')
    >>> date_time_group("PAGE 01 STATE 334229 250914Z")
    """
    for found in _DATE_TIME_GROUP.finditer(line):
        month = closest(found["month"], _SHORT_MONTHS, 0.6)
        if month and int(as_digits(found["hour"])) < 24:
            day, year = as_digits(found["day"]), found["year"]
            if not year.isdigit() or (len(year) == 2 and int(year) < _FIRST_YEAR):
                year = known_year or as_digits(year)
            if date := iso_date(f"{day} {month} {year}"):
                return date
    return None


def long_date(text: str) -> str | None:
    """Return the first date with the month in words as ISO 8601, or ``None``.

    >>> long_date("'86 OCT15 /9:5O ctober 15, 1986"), long_date("Februarv 24, l989, 4:15 p.m.")
    ('1986-10-15', '1989-02-24')
    >>> long_date("Paragraph 12, 1986")
    """
    for found in (*_LONG_DATE.finditer(text), *_DAY_FIRST.finditer(text)):
        words = found["month"].split()
        month = next(
            (
                month
                for name in ("".join(words), words[-1])
                if len(name) >= 3 and (month := _month(name))
            ),
            None,
        )
        if month:
            day = as_digits(found["day"].replace(" ", ""))
            year = as_digits(found["year"].replace(" ", "").replace("q", "9"))
            if date := iso_date(f"{day} {month} {year}"):
                return date
    return None


def _month(name: str) -> str | None:
    """Return the month that a word names, or names with letters misread or lost at its start."""
    if squeezed(name) in _SHORT_MONTHS:
        return name[:3]
    if len(name) == 3:
        return None
    return closest(name, _MONTHS, _MIN_SIMILAR_MONTH)
