"""Debris: lines that stand for no words of the document. Only the plainest is marked."""

from __future__ import annotations

from ocrfix.text import lazy_regex
from ocrfix.text.letters import figures

_MARKS = lazy_regex.pattern(r"[^\w\s]")
_LETTER = lazy_regex.pattern(r"[^\W\d_]")
_RULING = lazy_regex.pattern(r"^[\s\-_=*.~·•#—–|+<>\[\]()/\\:]+$")
_LONGEST = 24
_FEWEST = 3
"""Fewer marks are no debris."""


def is_noise(line: str) -> bool:
    r"""Return whether a line is debris: mostly marks, hardly a letter, and no ruled line.

    A rule of hyphens, a row of points, a Markdown heading or an empty bracket is layout and stays.

    >>> is_noise("€..:"), is_noise("---"), is_noise("(a)"), is_noise("No.")
    (True, False, False, False)
    """
    bare = line.strip()
    size = len(bare)
    if size < _FEWEST or size > _LONGEST or _RULING.match(bare):
        return False
    marks = len(_MARKS.findall(bare))
    if marks < _FEWEST:
        return False
    letters = len(_LETTER.findall(bare))
    return letters <= 1 and figures(bare) == 0
