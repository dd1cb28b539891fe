"""Telegrams: their number, their date-time group, and the lists in their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ocrfix.text import lazy_regex

_MAX_LINES_ABOVE_HEADING = 60
_DATE_TIME_GROUP = lazy_regex.pattern(
    r"(?<![\w.])((?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d ?Z(?: ?[A-Z]{3}\.? ?\d\d)?)\b"
)
_MONTH_AND_YEAR = lazy_regex.pattern(r"[A-Z]{3}\.? ?\d\d$")
_POST_AND_NUMBER = lazy_regex.pattern(
    r"^\W{0,3}(?:SECTION \d\d OF \d\d )?(?P<number>[A-Z]{2,12}(?: [A-Z]{2,10}){0,2} \d{4,6})"
    r"(?:\s+SECTION \d\d OF \d\d)?\W*$"
)
_ITEM_LETTER = lazy_regex.pattern(r"(?:^|[\s,;])\(?[A-Z][).]\)?\s+")


class Telegram(NamedTuple):
    """The post and number of a telegram, and its date-time group with month and year."""

    number: str | None
    time: str | None


def telegram(page: Sequence[str], first: int, last: int) -> Telegram:
    """Return the number and date-time group of a telegram.

    Args:
        page: the lines, marked spans blanked out.
        first: the number of the first line of its heading.
        last: and of the last.

    >>> telegram(["P 141230Z DEC 90", "FM AMEMBASSY QUITO", "TO SECSTATE", "QUITO 01234"], 1, 3)
    Telegram(number='QUITO 01234', time='141230Z DEC 90')
    """
    times = [
        match[1]
        for line in page[max(0, first - _MAX_LINES_ABOVE_HEADING) : first + 1]
        if (match := _DATE_TIME_GROUP.search(line))
    ]
    dated = [time for time in times if _MONTH_AND_YEAR.search(time)]
    lines = [line.strip() for line in page[first : last + 1]]
    numbers = (match["number"] for line in lines if (match := _POST_AND_NUMBER.match(line)))
    return Telegram(next(numbers, None), (dated or [None])[-1])


def references(text: str) -> tuple[str, ...]:
    """Return the documents of a list of references, separated by letters or semicolons.

    >>> references("(A) STATE 12345, (B) QUITO 0987")
    ('STATE 12345', 'QUITO 0987')
    >>> references("Embassy despatch 1234, March 3")
    ('Embassy despatch 1234, March 3',)
    """
    parts = _ITEM_LETTER.split(text) if len(_ITEM_LETTER.findall(text)) > 1 else text.split(";")
    return tuple(part.strip(" ,.;") for part in parts if any(map(str.isalnum, part)))


def tags(text: str) -> tuple[str, ...]:
    """Return the subject codes of a TAGS line.

    >>> tags("PREL, PHUM, CH (QIAN QICHEN)")
    ('PREL', 'PHUM', 'CH')
    """
    return tuple(re.findall(r"\b[A-Z]{2,5}\b", re.sub(r"\([^)]*\)?", " ", text)))
