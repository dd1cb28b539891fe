"""Telegrams: their number, their date-time group, and the lists in their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ocrfix.text import lazy_regex

_HEAD = 60
_GROUP = lazy_regex.pattern(
    r"(?<![\w.])((?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d ?Z(?: ?[A-Z]{3}\.? ?\d\d)?)\b"
)
_MONTHED = lazy_regex.pattern(r"[A-Z]{3}\.? ?\d\d$")
_NUMBER = lazy_regex.pattern(
    r"^\W{0,3}(?:SECTION \d\d OF \d\d )?(?P<number>[A-Z]{2,12}(?: [A-Z]{2,10}){0,2} \d{4,6})"
    r"(?:\s+SECTION \d\d OF \d\d)?\W*$"
)
_LETTERED = lazy_regex.pattern(r"(?:^|[\s,;])\(?[A-Z][).]\)?\s+")


class Telegram(NamedTuple):
    """What stands above the subject of a telegram."""

    number: str | None
    time: str | None


def telegram(page: Sequence[str], first: int, last: int) -> Telegram:
    """Return number and date-time group of the telegram whose heading is known.

    Args:
        page: the lines, marked spans blanked out.
        first: the number of the heading's first line.
        last: and of its last.

    >>> telegram(["P 141230Z DEC 90", "FM AMEMBASSY QUITO", "TO SECSTATE", "QUITO 01234"], 1, 3)
    Telegram(number='QUITO 01234', time='141230Z DEC 90')
    """
    times = [
        match[1]
        for line in page[max(0, first - _HEAD) : first + 1]
        if (match := _GROUP.search(line))
    ]
    whole = [time for time in times if _MONTHED.search(time)]
    below = [line.strip() for line in page[first : last + 1]]
    numbers = (match["number"] for line in below if (match := _NUMBER.match(line)))
    return Telegram(next(numbers, None), (whole or [None])[-1])


def references(text: str) -> tuple[str, ...]:
    """Return the documents of a list of references, which letters or semicolons part.

    >>> references("(A) STATE 12345, (B) QUITO 0987")
    ('STATE 12345', 'QUITO 0987')
    >>> references("Embassy despatch 1234, March 3")
    ('Embassy despatch 1234, March 3',)
    """
    parts = _LETTERED.split(text) if len(_LETTERED.findall(text)) > 1 else text.split(";")
    return tuple(part.strip(" ,.;") for part in parts if any(sign.isalnum() for sign in part))


def tags(text: str) -> tuple[str, ...]:
    """Return the subject codes of a TAGS line.

    >>> tags("PREL, PHUM, CH (QIAN QICHEN)")
    ('PREL', 'PHUM', 'CH')
    """
    return tuple(re.findall(r"\b[A-Z]{2,5}\b", re.sub(r"\([^)]*\)?", " ", text)))
