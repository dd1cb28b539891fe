"""Addresses of electronic mail and of the network, in which nothing is a word.

Each is looked for in a run without blanks and from a sign that it cannot be without, so that time
grows with the text, whatever stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocrfix.text import lazy_regex

_RUN = lazy_regex.pattern(r"\S+")
_DOMAIN = lazy_regex.pattern(r"@[\w\-]+\.[\w.\-]+")
_NETWORK = lazy_regex.pattern(r"(?<=\w)://(?=\S)|www\.(?=\S)", re.IGNORECASE)


def addresses(line: str) -> list[tuple[int, int]]:
    """Return the places of the addresses on a line, in order, not overlapping.

    >>> line = "write to MillsCD@state.gov, see http://www.state.gov"
    >>> [line[start:end] for start, end in addresses(line)]
    ['MillsCD@state.gov', 'http://www.state.gov']
    """
    if "@" not in line and "://" not in line and "www." not in line:
        return []
    found: list[tuple[int, int]] = []
    for run in _RUN.finditer(line):
        start, end = run.span()
        # Of several domains in one run the last one closes the address.
        done = start
        for domain in _DOMAIN.finditer(line, start + 1, end):
            done = domain.end()
        if done > start:
            found.append((start, done))
        sign = _NETWORK.search(line, done, end)
        if sign:
            begin = sign.start()
            if sign.group() == "://":
                while begin > done and (line[begin - 1].isalnum() or line[begin - 1] == "_"):
                    begin -= 1
            found.append((begin, end))
    return found


class Spans:
    """Spans in order, not overlapping, to be asked for places that are asked in order too."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = spans
        self._at = 0

    def touch(self, start: int, end: int, near: int = 0) -> bool:
        """Whether a span meets ``[start, end]``, or comes as near as so many characters.

        Args:
            start: where the place begins, never before one that was asked already.
            end: where it ends.
            near: how far a span may be away.
        """
        spans = self._spans
        while self._at < len(spans) and spans[self._at][1] + near < start:
            self._at += 1
        return self._at < len(spans) and spans[self._at][0] - near <= end
