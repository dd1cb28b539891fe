"""Executive orders: the order under which a document was reviewed, by its own dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ocrfix.tagging.match import Match
from ocrfix.tagging.rules.schema import Order


class DecidingDate(NamedTuple):
    """The date that decides between orders (ISO 8601), and the text it was read from."""

    day: str
    text: str


def deciding_date(
    matches: Sequence[Match], text: str, dated_rules: frozenset[str]
) -> DecidingDate | None:
    """Return the date of the review that most likely put the codes on the document.

    Only dates of rules in ``dated_rules`` count: those of a review or release. A review takes
    precedence over a release, and among several the latest counts: a page released in 2015 carries
    the codes of 2015, regardless of stamps of 1995.
    """
    dates = [
        (match.type == "review", match.fields["date"], text[match.start : match.end])
        for match in matches
        if match.rule in dated_rules and len(match.fields.get("date", "")) == len("1995-05-28")
    ]
    if not dates:
        return None
    _, day, source = max(dates)
    return DecidingDate(day, source)


def in_force(since: str, until: str, day: str) -> bool:
    """Return whether ``day`` lies in a range of ISO dates; an open end is empty.

    >>> in_force("1982-08-01", "1995-10-13", "1995-05-28")
    True
    """
    return (not since or since[:10] <= day) and (not until or day <= until[:10])


def cited_order(text: str, orders: Sequence[Order]) -> str | None:
    """Return the id of the order that is cited last in ``text``, also with misread digits.

    >>> order = Order(id="EO12356", name="E.O. 12356", spellings=("12356",), since="1982-08-01",
    ...               sources=("general",))
    >>> cited_order("E.0. 12356, Sec. ", [order])
    'EO12356'
    """
    last: tuple[int, str] | None = None
    for order in orders:
        for spelling in order.spellings:
            at = text.rfind(spelling)
            if at >= 0 and (last is None or at > last[0]):
                last = (at, order.id)
    return last[1] if last else None
