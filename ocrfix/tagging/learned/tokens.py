"""Tokens: the words and numbers of a line as the learned recognizer sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(r"\S+")
_INNER_SLASH = re.compile(r"(?<=[A-Za-z]{3})(?=//?[A-Za-z]{3})|(?<=/)(?=[A-Za-z]{3})")
"""Where a slash separates two markings that are printed together: SECRET/NODIS."""


def token_spans(line: str) -> Iterator[tuple[int, int]]:
    """Yield the tokens of a line as half-open spans of it: runs without spaces, cut at slashes.

    >>> [("SECRET/NODIS 9026213")[a:b] for a, b in token_spans("SECRET/NODIS 9026213")]
    ['SECRET', '/', 'NODIS', '9026213']
    """
    for found in _TOKEN.finditer(line):
        start, text = found.start(), found[0]
        if "/" not in text:
            yield start, found.end()
            continue
        cuts = [cut.start() for cut in _INNER_SLASH.finditer(text) if cut.start()]
        for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True):
            yield start + a, start + b
