"""Executive orders: the order under which a document was reviewed, by its own dates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from ocrfix.tagging.match import Match
from ocrfix.tagging.pattern_set import AnyPattern
from ocrfix.tagging.rules.schema import Order

_LABEL_CHARS = 24
"""How many characters before the number of an order may hold the words that introduce it."""


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


class OrderCitation(NamedTuple):
    """A place where a text cites an order by number: offset, id and the words of the citation."""

    at: int
    order: str
    text: str


def order_citations(text: str, orders: Sequence[Order], label: str) -> list[OrderCitation]:
    """Return the places where a text cites an order, in text order.

    Args:
        text: the text.
        orders: the orders to look for.
        label: pattern of the words before the number; a number alone is no citation.

    >>> order = Order(id="EO13526", name="E.O. 13526", spellings=("13526",), since="2010-06-27",
    ...               sources=("general",))
    >>> order_citations("No. 13526. DECLASSIFIED PER E.O. 13526", [order], "E.O. ")
    [OrderCitation(at=33, order='EO13526', text='PER E.O. 13526')]
    """
    is_label = AnyPattern([f"(?:{label})$"] if label else [])
    found: list[OrderCitation] = []
    for order in orders:
        for spelling in order.spellings:
            at = text.find(spelling)
            while at >= 0:
                before = text[max(at - _LABEL_CHARS, 0) : at].rpartition("\n")[2]
                if is_label(before):
                    words = " ".join(before.split()[-2:])
                    found.append(OrderCitation(at, order.id, f"{words} {spelling}"))
                at = text.find(spelling, at + len(spelling))
    return sorted(found)


def citation_for(
    citations: Sequence[OrderCitation], candidates: Collection[str], before: int | None = None
) -> OrderCitation | None:
    """Return the citation that tells which of some orders a code belongs to, if one does.

    Args:
        citations: those of the page, in text order.
        candidates: the ids of the orders that have the code.
        before: an offset: the last citation before it counts; without it, a citation counts if
            the page cites none of the other candidates.
    """
    matching = [citation for citation in citations if citation.order in candidates]
    if before is not None:
        matching = [citation for citation in matching if citation.at < before][-1:]
    return matching[0] if len({citation.order for citation in matching}) == 1 else None
