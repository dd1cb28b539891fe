"""Aligning two forms of a word: the runs of letters in which they differ."""

from __future__ import annotations


def misreadings(truth: str, seen: str) -> list[tuple[str, str]]:
    """Return the runs of letters that differ, as printed and as read.

    The forms are aligned with the fewest insertions, deletions and substitutions; of several such
    alignments, the one that RapidFuzz finds.

    >>> misreadings("modern", "modem")
    [('rn', 'm')]
    """
    prefix = common_prefix(truth, seen)
    suffix = common_suffix(truth, seen, prefix)
    rows = len(truth) - prefix - suffix
    columns = len(seen) - prefix - suffix
    if not rows and not columns:
        return []
    if not rows or not columns or (rows == 1 and columns == 1):
        return [(truth[prefix : prefix + rows], seen[prefix : prefix + columns])]
    return align_trimmed(truth[prefix : prefix + rows], seen[prefix : prefix + columns])


def common_prefix(a: str, b: str) -> int:
    """Return the length of the common prefix of two forms.

    >>> common_prefix("modern", "modem"), common_suffix("modern", "modem", 4)
    (4, 0)
    """
    size = min(len(a), len(b))
    prefix = 0
    while prefix < size and a[prefix] == b[prefix]:
        prefix += 1
    return prefix


def common_suffix(a: str, b: str, prefix: int) -> int:
    """Return the length of the common suffix that does not overlap the common prefix.

    >>> common_suffix("aa", "aaa", 2)
    0
    """
    a_size = len(a)
    b_size = len(b)
    longest = min(a_size, b_size) - prefix
    suffix = 0
    while suffix < longest and a[a_size - suffix - 1] == b[b_size - suffix - 1]:
        suffix += 1
    return suffix


def align_trimmed(truth: str, seen: str) -> list[tuple[str, str]]:
    """Return the :func:`misreadings` of two forms that have no common prefix or suffix."""
    rows = len(truth)
    columns = len(seen)
    wide = columns + 1
    # Edit distances between the beginnings of the two, row by row.
    costs = list(range(wide))
    for row in range(rows):
        letter = truth[row]
        at = (row + 1) * wide
        left = row + 1
        costs.append(left)
        for column in range(columns):
            least = costs[at - wide + column]
            if letter != seen[column]:
                above = costs[at - wide + column + 1]
                if above < least:
                    least = above
                if left < least:
                    least = left
                least += 1
            left = least
            costs.append(left)
    runs = []
    row_end = row = rows
    column_end = column = columns
    while row and column:
        here = costs[row * wide + column]
        above = costs[(row - 1) * wide + column]
        if here == above + 1:
            row -= 1  # a letter lost
            continue
        column -= 1
        if column and costs[row * wide + column] == costs[(row - 1) * wide + column] - 1:
            continue  # a letter inserted
        row -= 1
        if truth[row] == seen[column]:
            if row_end > row + 1 or column_end > column + 1:
                runs.append((truth[row + 1 : row_end], seen[column + 1 : column_end]))
            row_end = row
            column_end = column
    if row_end or column_end:
        runs.append((truth[:row_end], seen[:column_end]))
    runs.reverse()
    return runs
