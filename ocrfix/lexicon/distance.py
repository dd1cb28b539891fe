"""Edit distance between two forms, up to a maximum.

RapidFuzz is as fast, but importing it takes half as long as starting Python: where this module is
compiled, a page does not need it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import cache

from ocrfix.lexicon.alignment import common_prefix, common_suffix

COMPILED = not __file__.endswith(".py")
"""Whether this module is compiled, so that a loop over letters is fast."""

_ROW_CHARS = 256
"""Maximum length of forms; longer ones are compared by RapidFuzz."""

_ROWS = array("i", bytes(4 * 3 * _ROW_CHARS))
"""The last three rows of the distance table, reused by every call."""


def edit_distance(a: str, b: str, max_distance: int, transpositions: bool = True) -> int:
    """Return the edits between two forms, or ``max_distance + 1`` if there are more.

    Args:
        a: one form.
        b: the other form.
        max_distance: the search stops beyond this distance.
        transpositions: whether two adjacent letters that change places count as one edit (optimal
            string alignment) or as two (Levenshtein).

    >>> edit_distance("SECRET", "SCERET", 2), edit_distance("A", "B", 0)
    (1, 1)
    >>> edit_distance("SECRET", "SCERET", 2, transpositions=False)
    2
    """
    b_size = len(b)
    a_size = len(a)
    if b_size > a_size + max_distance or a_size > b_size + max_distance:
        return max_distance + 1
    if not COMPILED or b_size >= _ROW_CHARS:
        return _by_library(a, b, max_distance, transpositions)
    return _banded(a, b, max_distance, transpositions)


def _banded(a: str, b: str, max_distance: int, transpositions: bool) -> int:
    """Return the same from the cells of the distance table that are near its diagonal."""
    b_size = len(b)
    a_size = len(a)
    prefix = common_prefix(a, b)
    shared = prefix + common_suffix(a, b, prefix)
    a_size -= shared
    b_size -= shared
    rows = _ROWS
    over = max_distance + 1
    for column in range(min(b_size, over) + 1):
        rows[column] = column
    before = 2 * _ROW_CHARS
    above = 0
    here = _ROW_CHARS
    nearest = 0
    for row in range(1, a_size + 1):
        letter = a[prefix + row - 1]
        # Farther from the diagonal than ``max_distance``, every cell is over it.
        first = max(1, row - max_distance)
        last = min(b_size, row + max_distance)
        rows[here + first - 1] = row if first == 1 else over
        lowest = rows[here + first - 1]
        for column in range(first, last + 1):
            least = rows[above + column - 1]
            if letter != b[prefix + column - 1]:
                if rows[above + column] < least:
                    least = rows[above + column]
                if rows[here + column - 1] < least:
                    least = rows[here + column - 1]
                if (
                    transpositions
                    and row > 1
                    and column > 1
                    and letter == b[prefix + column - 2]
                    and a[prefix + row - 2] == b[prefix + column - 1]
                    and rows[before + column - 2] < least
                ):
                    least = rows[before + column - 2]
                least += 1
            rows[here + column] = least
            if least < lowest:
                lowest = least
        if last < b_size:
            rows[here + last + 1] = over
        # A transposition looks back two rows.
        if lowest > max_distance and (not transpositions or nearest >= max_distance):
            return over
        nearest = lowest
        before, above, here = above, here, before
    distance = rows[above + b_size]
    return distance if distance <= max_distance else over


def _by_library(a: str, b: str, max_distance: int, transpositions: bool) -> int:
    distance = _library_distance(transpositions)
    return distance(a, b, score_cutoff=max_distance)


@cache
def _library_distance(transpositions: bool) -> Callable[..., int]:
    from rapidfuzz.distance import OSA, Levenshtein

    return OSA.distance if transpositions else Levenshtein.distance
