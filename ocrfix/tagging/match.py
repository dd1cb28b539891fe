"""Matches: what the recognizers return, and how overlaps between them are resolved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Match(NamedTuple):
    """A span of one line that is probably a marking.

    Attributes:
        start: where it begins (code points of the text).
        end: where it ends, exclusive.
        line: the number of its line, from 0.
        type: the marker type.
        rule: the id of the rule or code that matched; empty if there is none.
        confidence: how likely it is a marking, from 0 to 1.
        priority: of two matches that overlap, the one with the higher priority is kept.
        fields: values read from the text.
        code: the normalized code, for an exemption.
        evidence: what else on the page supports the match, by rule, block or text.
    """

    start: int
    end: int
    line: int
    type: str
    rule: str
    confidence: float
    priority: float
    fields: dict[str, str]
    code: str | None = None
    evidence: tuple[str, ...] = ()


def resolve_overlaps(matches: Iterable[Match]) -> list[Match]:
    """Return matches that do not overlap, in text order; the higher priority wins.

    >>> short = Match(0, 6, 0, "classification", "secret", 0.9, 6.0, {})
    >>> whole = Match(0, 10, 0, "classification", "top-secret", 0.9, 10.0, {})
    >>> [match.rule for match in resolve_overlaps([short, whole])]
    ['top-secret']
    """
    result: list[Match] = []
    for match in sorted(matches, key=lambda m: (m.start, -m.priority, m.end)):
        while result and result[-1].end > match.start:
            if result[-1].priority >= match.priority:
                break
            result.pop()
        else:
            result.append(match)
    return result
