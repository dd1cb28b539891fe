"""Position of a gap in its passage, and the kinds of the adjacent words."""

from __future__ import annotations

from ocrfix.correction.punctuation.gaps import INNER, LEADING, TRAILING, Gap
from ocrfix.system.cache import Cache
from ocrfix.text.casing import CAPITALIZED, CAPITALS, LOWER, case_shape

WORD_KINDS = (
    "edge",
    "number",
    "lowercase-letter",
    "capital-letter",
    "lower",
    "capitalized",
    "upper",
    "mixed",
)
"""The kinds of words next to a gap; ``edge`` is the start or end of a passage."""

KIND_PAIRS = [f"{left} {right}" for left in WORD_KINDS for right in WORD_KINDS]
"""The kinds of the words on both sides; the pair of kinds i and j has the index 8 i + j."""

POSITIONS = (LEADING, TRAILING, *(f"before {kind}" for kind in WORD_KINDS))
"""The positions of gaps as the table of confusions names them."""

_KIND_OF_SHAPE = {LOWER: "lower", CAPITALIZED: "capitalized", CAPITALS: "upper"}
_LOWER = WORD_KINDS.index("lower")
_BEFORE_WORD = 2
"""The index of the first of :data:`POSITIONS` that names the kind of the word after the gap."""
_MAX_CACHED_WORDS = 10_000

_kinds = Cache(_MAX_CACHED_WORDS)


def position_name(gap: Gap) -> str:
    """Return the position of a gap, one of :data:`POSITIONS`.

    >>> from ocrfix.correction.punctuation.gaps import Gap
    >>> position_name(Gap(4, 6, ". ", "inner", "came", "then", 0))
    'before lower'
    """
    return POSITIONS[position_index(gap, word_kind(gap.right))]


def position_index(gap: Gap, right_kind: int) -> int:
    """Return the index in :data:`POSITIONS` of a gap before a word of that kind."""
    if gap.position == INNER:
        return _BEFORE_WORD + right_kind
    return 0 if gap.position == LEADING else 1


def word_kind(word: str) -> int:
    """Return the kind of a word: an index of :data:`WORD_KINDS`."""
    at, size = 0, len(word)
    while at < size and "a" <= word[at] <= "z":
        at += 1
    if at == size and size > 1:
        return _LOWER  # most words; the cache is slower
    kind = _kinds.get(word)
    if kind is None:
        kind = WORD_KINDS.index(_kind_name(word))
        _kinds.put(word, kind)
    index: int = kind
    return index


def _kind_name(word: str) -> str:
    if not word:
        return "edge"
    if word.isdecimal():
        return "number"
    if len(word) == 1:
        return "lowercase-letter" if word.islower() else "capital-letter"
    return _KIND_OF_SHAPE.get(case_shape(word), "mixed")
