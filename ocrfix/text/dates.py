"""Dates as they stand on stamps and in headings, read without guessing."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ocrfix.text import lazy_regex

DayOrder = Literal["", "month-day", "day-month"]
"""Which of two figures is the month, where it is known; ``""`` where nobody has said."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST = lazy_regex.pattern(r"\b((?:19|20)\d\d)[-/. ](\d{1,2})[-/. ](\d{1,2})\b")
_FIGURES = lazy_regex.pattern(r"\b(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?((?:19|20)\d\d|\d\d)\b")
_TIME_GROUP = lazy_regex.pattern(
    r"\b(\d\d)(?:[01]\d|2[0-3])[0-5]\d ?Z ?([A-Za-z]{3})[A-Za-z]*\.? ?(\d\d)\b"
)
_DAY_NAME = lazy_regex.pattern(
    r"\b(\d{1,2})(?:st|nd|rd|th)?[- ]?([A-Za-z]{3})[a-zA-Z.]*[- ,]*((?:19|20)\d\d|\d\d)\b"
)
_NAME_DAY = lazy_regex.pattern(
    r"\b([A-Za-z]{3})[a-zA-Z.]*[- ]?(\d{1,2})(?:st|nd|rd|th)?,?[- ]+"
    # The hour of an e-mail is run into its year.
    r"((?:19|20)\d\d(?=\d{1,2}:\d\d|\b)|\d\d(?!:)\b)"
)
_MAIL_DAY = lazy_regex.pattern(
    r"\b([A-Za-z]{3})[a-z]* (\d{1,2}) \d\d:\d\d(?::\d\d)? (?:[A-Z]{3} )?((?:19|20)\d\d)\b"
)
_RUN = lazy_regex.pattern(r"(?<![\w/.-])((?:19|20)\d\d)(\d\d)(\d\d)(?![\w/-])")
_LONGEST = 400
"""So far into a text a date is looked for; it is the text of a stamp, or of a line."""
_CENTURY_TURNS = 35
"""Two-digit years below this are of this century: review stamps run from the 1970s to the 2020s."""


def iso(text: str, order: DayOrder = "month-day") -> str | None:
    """Return the first date in ``text`` as ISO 8601, or ``None`` where none can be read.

    A day that the calendar does not have is no date. A two-digit year is taken from 1936 to 2035.

    Args:
        text: words with a date in them.
        order: which of two figures before a year is the month. With ``""``, figures that could be
            read both ways are not read: 3/4/95 is March in Washington and April in London.

    >>> iso("Date 05/28/95"), iso("20 Mar 2014"), iso("Date: 13/13/2014")
    ('1995-05-28', '2014-03-20', None)
    >>> iso("141230Z DEC 90"), iso("20140320"), iso("12/14")
    ('1990-12-14', '2014-03-20', None)
    >>> iso("3/4/95", order=""), iso("3/28/95", order="")
    (None, '1995-03-28')
    """
    text = text[:_LONGEST]
    if match := _YEAR_FIRST.search(text):
        return _day(match[1], match[2], match[3])
    if match := _FIGURES.search(text):
        return _figures(match[1], match[2], match[3], order)
    for pattern, year, month, day in (
        (_TIME_GROUP, 3, 2, 1),
        (_DAY_NAME, 3, 2, 1),
        (_MAIL_DAY, 3, 1, 2),
        (_NAME_DAY, 3, 1, 2),
    ):
        for match in pattern.finditer(text):
            if number := _month(match[month]):
                return _day(match[year], number, match[day])
    if match := _RUN.search(text):
        return _day(match[1], match[2], match[3])
    return None


def _figures(first: str, second: str, year: str, order: DayOrder) -> str | None:
    if order == "month-day":
        return _day(year, first, second)
    if order == "day-month":
        return _day(year, second, first)
    american, european = _day(year, first, second), _day(year, second, first)
    if american and european and american != european:
        return None
    return american or european


def _month(name: str) -> str | None:
    name = name.lower()
    return str(_MONTHS.index(name) + 1) if name in _MONTHS else None


def _day(year: str, month: str, day: str) -> str | None:
    number = int(year)
    if number < 100:
        number += 2000 if number <= _CENTURY_TURNS else 1900
    try:
        return date(number, int(month), int(day)).isoformat()
    except ValueError:
        return None
