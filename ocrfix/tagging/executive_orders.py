"""Which executive order a document was reviewed under: its own dates decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ocrfix.tagging.match import Found
from ocrfix.tagging.rules.schema import Order


class Decision(NamedTuple):
    """The day that decides (ISO 8601), and the words of the mark it was read from."""

    day: str
    written: str


def deciding_date(finds: Sequence[Found], text: str, dated: frozenset[str]) -> Decision | None:
    """Return the date of the review that most likely put the codes on the document.

    Among the marks whose entry says that its date is one of review or release, a review goes before
    a release, and of several the latest counts: a page released in 2015 bears the codes of 2015,
    whatever was stamped on it in 1995.
    """
    days = [
        (find.type == "review", find.fields["date"], text[find.start : find.end])
        for find in finds
        if find.rule in dated and len(find.fields.get("date", "")) == len("1995-05-28")
    ]
    if not days:
        return None
    _, day, written = max(days)
    return Decision(day, written)


def in_force(since: str, until: str, day: str) -> bool:
    """Return whether ``day`` lies in a span of ISO dates; an open end is empty.

    >>> in_force("1982-08-01", "1995-10-13", "1995-05-28")
    True
    """
    return (not since or since[:10] <= day) and (not until or day <= until[:10])


def cited_order(text: str, orders: Sequence[Order]) -> str | None:
    """Return the id of the order whose number stands last in ``text``, misread figures allowed.

    >>> order = Order(id="EO12356", name="E.O. 12356", forms=("12356",), since="1982-08-01",
    ...               sources=("general",))
    >>> cited_order("E.0. 12356, Sec. ", [order])
    'EO12356'
    """
    best: tuple[int, str] | None = None
    for order in orders:
        for form in order.forms:
            at = text.rfind(form)
            if at >= 0 and (best is None or at > best[0]):
                best = (at, order.id)
    return best[1] if best else None
