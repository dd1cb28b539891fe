"""How two forms of a word lie side by side: the runs of letters in which they differ."""

from __future__ import annotations


def misreadings(truth: str, seen: str) -> list[tuple[str, str]]:
    """Return the runs of letters that differ: what stood on the page, what the engine made of it.

    The two are laid side by side with the fewest letters put in, taken out or changed; of several
    ways the one that RapidFuzz finds.

    >>> misreadings("modern", "modem")
    [('rn', 'm')]
    """
    front = in_front(truth, seen)
    back = behind(truth, seen, front)
    rows = len(truth) - front - back
    columns = len(seen) - front - back
    if not rows and not columns:
        return []
    if not rows or not columns or (rows == 1 and columns == 1):
        return [(truth[front : front + rows], seen[front : front + columns])]
    return runs(truth[front : front + rows], seen[front : front + columns])


def in_front(one: str, other: str) -> int:
    """Return how many letters two forms share from the front.

    >>> in_front("modern", "modem"), behind("modern", "modem", 4), behind("aa", "aaa", 2)
    (4, 0, 0)
    """
    size = min(len(one), len(other))
    front = 0
    while front < size and one[front] == other[front]:
        front += 1
    return front


def behind(one: str, other: str, front: int) -> int:
    """Return how many letters they share from the end, but for so many in front."""
    size = len(one)
    long = len(other)
    most = min(size, long) - front
    back = 0
    while back < most and one[size - back - 1] == other[long - back - 1]:
        back += 1
    return back


def runs(truth: str, seen: str) -> list[tuple[str, str]]:
    """Return the runs of two forms that differ in front and behind."""
    rows = len(truth)
    columns = len(seen)
    wide = columns + 1
    # How many letters to change from the first of the one to the first of the other.
    apart = list(range(wide))
    for row in range(rows):
        sign = truth[row]
        at = (row + 1) * wide
        left = row + 1
        apart.append(left)
        for column in range(columns):
            least = apart[at - wide + column]
            if sign != seen[column]:
                above = apart[at - wide + column + 1]
                if above < least:
                    least = above
                if left < least:
                    least = left
                least += 1
            left = least
            apart.append(left)
    found = []
    row_end = row = rows
    column_end = column = columns
    while row and column:
        here = apart[row * wide + column]
        above = apart[(row - 1) * wide + column]
        if here == above + 1:
            row -= 1  # a letter lost
            continue
        column -= 1
        if column and apart[row * wide + column] == apart[(row - 1) * wide + column] - 1:
            continue  # a letter put in
        row -= 1
        if truth[row] == seen[column]:
            if row_end > row + 1 or column_end > column + 1:
                found.append((truth[row + 1 : row_end], seen[column + 1 : column_end]))
            row_end = row
            column_end = column
    if row_end or column_end:
        found.append((truth[:row_end], seen[:column_end]))
    found.reverse()
    return found
