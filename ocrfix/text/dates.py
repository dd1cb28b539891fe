"""Dates on stamps and in headings, read without guessing."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ocrfix.text import lazy_regex

DayOrder = Literal["", "month-day", "day-month"]
"""Whether the month or the day comes first in a date in digits; ``""`` where it is unknown."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST = lazy_regex.pattern(r"\b((?:19|20)\d\d)[-/. ](\d{1,2})[-/. ](\d{1,2})\b")
_DIGITS = lazy_regex.pattern(r"\b(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?((?:19|20)\d\d|\d\d)\b")
_DATE_TIME_GROUP = lazy_regex.pattern(
    r"\b(\d\d)(?:[01]\d|2[0-3])[0-5]\d ?Z ?([A-Za-z]{3})[A-Za-z]*\.? ?(\d\d)\b"
)
_DAY_AND_MONTH = lazy_regex.pattern(
    r"\b(\d{1,2})(?:st|nd|rd|th)?[- ]?([A-Za-z]{3})[a-zA-Z.]*[- ,]*((?:19|20)\d\d|\d\d)\b"
)
_MONTH_AND_DAY = lazy_regex.pattern(
    r"\b([A-Za-z]{3})[a-zA-Z.]*[- ]?(\d{1,2})(?:st|nd|rd|th)?,?[- ]+"
    # In e-mails the hour may run into the year.
    r"((?:19|20)\d\d(?=\d{1,2}:\d\d|\b)|\d\d(?!:)\b)"
)
_EMAIL_DATE = lazy_regex.pattern(
    r"\b([A-Za-z]{3})[a-z]* (\d{1,2}) \d\d:\d\d(?::\d\d)? (?:[A-Z]{3} )?((?:19|20)\d\d)\b"
)
_EIGHT_DIGITS = lazy_regex.pattern(r"(?<![\w/.-])((?:19|20)\d\d)(\d\d)(\d\d)(?![\w/-])")
_MAX_CHARS = 400
"""How far into a text a date is searched for; the text of a stamp or a line is no longer."""
_LAST_YEAR_OF_2000S = 35
"""Two-digit years up to this are 20xx: review stamps run from the 1970s to the 2020s."""


def iso_date(text: str, order: DayOrder = "month-day") -> str | None:
    """Return the first date in ``text`` as ISO 8601, or ``None`` if there is none.

    A day that the calendar does not have is no date. A two-digit year is taken from 1936 to 2035.

    Args:
        text: text that may contain a date.
        order: whether the month or the day comes first in a date in digits. With ``""``, ambiguous
            dates are not read: 3/4/95 is March in Washington and April in London.

    >>> iso_date("Date 05/28/95"), iso_date("20 Mar 2014"), iso_date("Date: 13/13/2014")
    ('1995-05-28', '2014-03-20', None)
    >>> iso_date("141230Z DEC 90"), iso_date("20140320"), iso_date("12/14")
    ('1990-12-14', '2014-03-20', None)
    >>> iso_date("3/4/95", order=""), iso_date("3/28/95", order="")
    (None, '1995-03-28')
    """
    text = text[:_MAX_CHARS]
    if match := _YEAR_FIRST.search(text):
        return _iso(match[1], match[2], match[3])
    if match := _DIGITS.search(text):
        return _ordered(match[1], match[2], match[3], order)
    for pattern, year, month, day in (
        (_DATE_TIME_GROUP, 3, 2, 1),
        (_DAY_AND_MONTH, 3, 2, 1),
        (_EMAIL_DATE, 3, 1, 2),
        (_MONTH_AND_DAY, 3, 1, 2),
    ):
        for match in pattern.finditer(text):
            if number := _month_number(match[month]):
                return _iso(match[year], number, match[day])
    if match := _EIGHT_DIGITS.search(text):
        return _iso(match[1], match[2], match[3])
    return None


def _ordered(first: str, second: str, year: str, order: DayOrder) -> str | None:
    """Return a date in digits as ISO 8601, unless it is ambiguous."""
    if order == "month-day":
        return _iso(year, first, second)
    if order == "day-month":
        return _iso(year, second, first)
    month_first, day_first = _iso(year, first, second), _iso(year, second, first)
    if month_first and day_first and month_first != day_first:
        return None
    return month_first or day_first


def _month_number(name: str) -> str | None:
    name = name.lower()
    return str(_MONTHS.index(name) + 1) if name in _MONTHS else None


def _iso(year: str, month: str, day: str) -> str | None:
    number = int(year)
    if number < 100:
        number += 2000 if number <= _LAST_YEAR_OF_2000S else 1900
    try:
        return date(number, int(month), int(day)).isoformat()
    except ValueError:
        return None
