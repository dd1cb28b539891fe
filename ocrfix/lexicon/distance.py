"""How many letters of one form would have to be changed to make another of it.

RapidFuzz tells it as fast, and takes as long to be imported as half of Python itself: where this
module is compiled, a page does without.
"""

from __future__ import annotations

from array import array

from ocrfix.lexicon.alignment import behind, in_front

COMPILED = not __file__.endswith(".py")
"""Whether this module is compiled, and going letter by letter fast."""

_WIDTH = 256
_ROWS = array("i", bytes(4 * 3 * _WIDTH))


def apart(one: str, other: str, most: int, swaps: bool = True) -> int:
    """Return how many letters are put in, taken out or changed between two forms.

    Args:
        one: the one form.
        other: the other.
        most: more than so many need not be told apart; ``most + 1`` stands for them.
        swaps: whether two letters that change places count once (optimal string alignment).

    >>> apart("SECRET", "SCERET", 2), apart("SECRET", "SCERET", 2, swaps=False), apart("A", "B", 0)
    (1, 2, 1)
    """
    long = len(other)
    size = len(one)
    if long > size + most or size > long + most:
        return most + 1
    if not COMPILED or long >= _WIDTH:
        return _by_library(one, other, most, swaps)
    front = in_front(one, other)
    alike = front + behind(one, other, front)
    size -= alike
    long -= alike
    rows = _ROWS
    over = most + 1
    for column in range(min(long, over) + 1):
        rows[column] = column
    before = 2 * _WIDTH
    above = 0
    here = _WIDTH
    nearest = 0
    for row in range(1, size + 1):
        sign = one[front + row - 1]
        # Farther from the middle than ``most`` all is over it.
        first = max(1, row - most)
        last = min(long, row + most)
        rows[here + first - 1] = row if first == 1 else over
        lowest = rows[here + first - 1]
        for column in range(first, last + 1):
            least = rows[above + column - 1]
            if sign != other[front + column - 1]:
                if rows[above + column] < least:
                    least = rows[above + column]
                if rows[here + column - 1] < least:
                    least = rows[here + column - 1]
                if (
                    swaps
                    and row > 1
                    and column > 1
                    and sign == other[front + column - 2]
                    and one[front + row - 2] == other[front + column - 1]
                    and rows[before + column - 2] < least
                ):
                    least = rows[before + column - 2]
                least += 1
            rows[here + column] = least
            if least < lowest:
                lowest = least
        if last < long:
            rows[here + last + 1] = over
        if lowest > most and (not swaps or nearest >= most):  # a swap looks back two rows
            return over
        nearest = lowest
        before, above, here = above, here, before
    found = rows[above + long]
    return found if found <= most else over


def _by_library(one: str, other: str, most: int, swaps: bool) -> int:
    from rapidfuzz.distance import OSA, Levenshtein

    distance = OSA.distance if swaps else Levenshtein.distance
    return int(distance(one, other, score_cutoff=most))
