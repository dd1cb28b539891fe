"""Ends of the line around an offset, searched within a limit, so that long lines take no longer."""

from __future__ import annotations


def line_start(text: str, at: int, limit: int) -> int:
    r"""Return the start of the line that contains ``at``, at most ``limit`` characters before it.

    >>> line_start("from\nthe Embassy", 9, 200), line_start("the Embassy", 9, 4)
    (5, 5)
    """
    first = max(0, at - limit)
    return max(first, text.rfind("\n", first, at) + 1)


def line_end(text: str, at: int, limit: int | None = None) -> int:
    r"""Return the end of the line that contains ``at``, at most ``limit`` characters after it.

    >>> line_end("the Embassy\nof", 4), line_end("the Embassy", 4, 3)
    (11, 7)
    """
    last = len(text) if limit is None else min(at + limit, len(text))
    end = text.find("\n", at, last)
    return last if end < 0 else end
