"""Debris: lines that stand for no words of the document. Only the plainest is marked."""

from __future__ import annotations

import re

_MARKS = re.compile(r"[^\w\s]")
_LETTER = re.compile(r"[^\W\d_]")
_RULING = re.compile(r"^[\s\-_=*.~·•#—–|+<>\[\]()/\\:]+$")
_LONGEST = 24


def is_noise(line: str) -> bool:
    r"""Return whether a line is debris: mostly marks, hardly a letter, and no ruled line.

    A rule of hyphens, a row of points, a Markdown heading or an empty bracket is layout and stays.

    >>> is_noise("€..:"), is_noise("---"), is_noise("(a)"), is_noise("No.")
    (True, False, False, False)
    """
    bare = line.strip()
    if not 2 <= len(bare) <= _LONGEST or _RULING.match(bare):
        return False
    marks = len(_MARKS.findall(bare))
    letters = len(_LETTER.findall(bare))
    digits = sum(map(str.isdigit, bare))
    return marks >= 3 and letters <= 1 and digits == 0
