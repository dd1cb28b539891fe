"""Dates in headings, with misread letters: date-time groups, and dates with the month in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ocrfix.tagging.metadata.spelling import as_digits, closest, squeezed
from ocrfix.text import lazy_regex
from ocrfix.text.dates import iso_date

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_SHORT_MONTHS = tuple(month[:3].upper() for month in _MONTHS)
_DIGIT = "[0-9OQIilSBDGZ@©]"
_YEAR_DIGIT = "[0-9lIiOSBGZ]"
"""A digit, or a letter that is read instead of one."""
_DAY = r"(?:[0-3lIiO]\s?[0-9lIiOSZ]|[0-9lIiSZ])"
"""A day of one or two digits, which may stand apart."""
_DATE_TIME_GROUP = lazy_regex.pattern(
    rf"(?<![\w/]){_DIGIT}?\s?(?P<day>[0-3OQIil]{_DIGIT})[ .]?(?P<hour>[0-2OQIil]{_DIGIT})[ .]?"
    rf"(?P<minute>[0-5OQISil] ?{_DIGIT})"
    r"\s?[Z27z]?[a-z.,*°'‘’_~-]{0,2}\s{0,2}['‘’]?(?P<month>[A-Za-z0-9]{3})[A-Z]{0,6}[.,]?\s{0,3}"
    r"(?P<year>[0-9OSIBGla]{2}(?:\d\d)?|[4-9OSIBGla] \d)(?![0-9])"
)
_SENT = lazy_regex.pattern(r"^\W{0,3}(?:[A-Z0]\s)?\W?\s?[4-9]\d(?P<time>\d{4})\s?[Z2]\s")
"""A time group with a day above 39, which is misread."""
_RECEIVED = lazy_regex.pattern(r"\d{6}\s+(?P<day>[0-3]\d)(?P<time>\d{4})[Z2]\s?/\d\d")
"""The line of the receiving office: serial, day and time, channel."""
_LONG_DATE = lazy_regex.pattern(
    r"(?P<month>[A-Z0]?\s?[A-Za-z0-9]{2,9}(?=[.,]?\s)|[A-Z0][A-Za-z]{2,8}(?=\d))[.,]?\s{0,2}"
    rf"(?P<day>{_DAY})\s?[.,;]{{0,2}}\s{{0,2}}"
    rf"(?P<year>[1lIi][9q]\s?{_YEAR_DIGIT}\s?{_YEAR_DIGIT}|20[0-3]\d)(?!\w)"
)
_DAY_FIRST = lazy_regex.pattern(
    rf"(?<!\w)(?P<day>{_DAY})\s(?P<month>[A-Z0][A-Za-z0-9]{{2,8}})[.,]?\s"
    rf"(?P<year>[1lIi][9q]{_YEAR_DIGIT}{{2}}|20[0-3]\d)(?!\w)"
)
_ROUND_LETTERS = str.maketrans("QGD", "OCO")
"""Round letters that are read instead of others; several in a short month leave little of it."""
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
        month = closest(found["month"], _SHORT_MONTHS, 0.6) or closest(
            found["month"].translate(_ROUND_LETTERS), _SHORT_MONTHS, 1.0
        )
        hour = as_digits(found["hour"])
        if month and hour.isdigit() and int(hour) < 24:
            day, year = as_digits(found["day"]), found["year"].replace(" ", "")
            if not year.isdigit() or (len(year) == 2 and int(year) < _FIRST_YEAR):
                year = known_year or as_digits(year)
            if date := iso_date(f"{day} {month} {year}"):
                return date
    return None


def day_of_receipt(lines: Sequence[str], known_year: str = "") -> str | None:
    """Return the day of a date-time group whose day is none, from the time of receipt above it.

    A telegram that was received later in the day than it was sent was sent on that day.

    >>> day_of_receipt(["---005145 1505232 /38", "O 4505072 OCT 86"])
    '1986-10-15'
    """
    for above, line in pairwise(line for line in lines if line.strip()):
        received, sent = _RECEIVED.search(above), _SENT.match(line)
        if received and sent and sent["time"] <= received["time"]:
            group = f"{received['day']}{line[sent.start('time') :]}"
            if date := date_time_group(group, known_year):
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
        return squeezed(name)
    if len(name) == 3:
        return None
    return closest(name, _MONTHS, _MIN_SIMILAR_MONTH)
