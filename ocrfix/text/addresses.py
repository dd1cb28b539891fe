"""E-mail and web addresses in a text: nothing inside one is a word to correct.

Each is searched for within a run of non-blank characters, from a character that it always has, so
that time stays linear in the length of any text.
"""

from __future__ import annotations

import re

from ocrfix.text import lazy_regex

_RUN = lazy_regex.pattern(r"\S+")
_DOMAIN = lazy_regex.pattern(r"@[\w\-]+\.[\w.\-]+")
_URL = lazy_regex.pattern(r"(?<=\w)://(?=\S)|www\.(?=\S)", re.IGNORECASE)


def find_addresses(line: str) -> list[tuple[int, int]]:
    """Return the spans of the addresses in a line, in order and disjoint.

    >>> line = "write to MillsCD@state.gov, see http://www.state.gov"
    >>> [line[start:end] for start, end in find_addresses(line)]
    ['MillsCD@state.gov', 'http://www.state.gov']
    """
    if "@" not in line and "://" not in line and "www." not in line:
        return []
    found: list[tuple[int, int]] = []
    for run in _RUN.finditer(line):
        start, end = run.span()
        # Where a run holds several domains, the address ends with the last one.
        done = start
        for domain in _DOMAIN.finditer(line, start + 1, end):
            done = domain.end()
        if done > start:
            found.append((start, done))
        match = _URL.search(line, done, end)
        if match:
            begin = match.start()
            if match.group() == "://":
                while begin > done and (line[begin - 1].isalnum() or line[begin - 1] == "_"):
                    begin -= 1
            found.append((begin, end))
    return found
