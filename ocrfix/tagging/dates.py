"""Dates as they stand on stamps, read without guessing."""

from __future__ import annotations

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST = re.compile(r"\b((?:19|20)\d\d)[-/. ](\d{1,2})[-/. ](\d{1,2})\b")
_MONTH_FIRST = re.compile(r"\b(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?((?:19|20)\d\d|\d\d)\b")
_DAY_NAME = re.compile(r"\b(\d{1,2})[- ]?([A-Za-z]{3})[a-z.]*[- ,]*((?:19|20)\d\d|\d\d)\b")
_NAME_DAY = re.compile(r"\b([A-Za-z]{3})[a-z.]*[- ]?(\d{1,2}),?[- ]+((?:19|20)?\d\d)\b")
_CENTURY_TURNS = 35
"""Two-digit years below this are of this century: review stamps run from the 1970s to the 2020s."""


def iso(text: str) -> str | None:
    """Return the first date in ``text`` as ISO 8601, or ``None`` where none can be read.

    Figures alone are month, day, year, as on every American stamp; a day above 31 or a month above
    12 is no date. A two-digit year is taken from 1936 to 2035.

    >>> iso("Date 05/28/95"), iso("20 Mar 2014"), iso("Date: 13/13/2014")
    ('1995-05-28', '2014-03-20', None)
    """
    if match := _YEAR_FIRST.search(text):
        return _day(match[1], match[2], match[3])
    if match := _MONTH_FIRST.search(text):
        return _day(match[3], match[1], match[2])
    if (match := _DAY_NAME.search(text)) and (month := _month(match[2])):
        return _day(match[3], month, match[1])
    if (match := _NAME_DAY.search(text)) and (month := _month(match[1])):
        return _day(match[3], month, match[2])
    return None


def _month(name: str) -> str | None:
    name = name.lower()
    return str(_MONTHS.index(name) + 1) if name in _MONTHS else None


def _day(year: str, month: str, day: str) -> str | None:
    number = int(year)
    if number < 100:
        number += 2000 if number <= _CENTURY_TURNS else 1900
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    return f"{number:04}-{int(month):02}-{int(day):02}"
