"""Lines clipped at the margin, made from truth, because passages cut from pages have few of them.

A passage of a page has lost its line ends, so pairs seldom show what the margin does. Here a line
is cut out of a passage and its last or first word loses one to three letters, as a photocopier or
a tight binding takes them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

_SHARE = 0.06
"""Clipped lines made for each passage; about what the margins of bound volumes take."""

_SHORTEST = 6
_LONGEST_LINE = 12


def clipped_lines(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield pairs of a clipped line and the whole one, made from the truth of ``pairs``.

    Which passages, which words and how many letters hangs on the passage alone, so that learning
    twice from the same pairs gives the same weights.
    """
    for _, truth in pairs:
        digest = hashlib.blake2b(truth.encode("utf-8"), digest_size=8).digest()
        if digest[0] >= 256 * _SHARE:
            continue
        words = truth.split()
        places = [i for i, w in enumerate(words) if len(w) >= _SHORTEST and w.isalpha()]
        if not places:
            continue
        at = places[digest[1] % len(places)]
        length = digest[2] % _LONGEST_LINE
        lost = 1 + digest[3] % 3 if len(words[at]) > _SHORTEST + 1 else 1
        behind = digest[4] % 2
        if not behind and digest[3] % 8:
            lost = 1  # what begins a line without two letters or more was mostly broken by a hyphen
        if behind:
            line = words[max(0, at - length) : at + 1]
            seen = [*line[:-1], line[-1][:-lost]]
        else:
            line = words[at : at + length + 1]
            seen = [line[0][lost:], *line[1:]]
        yield " ".join(seen), " ".join(line)
