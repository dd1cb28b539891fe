"""The words around a place, by which it is found again in a text that has changed elsewhere."""

from __future__ import annotations

import re
from typing import NamedTuple

WORDS = 5
"""How many words of each side are kept."""

REACH = 120
"""No further than this are they looked for: a line of signs has no words to stop at."""

_MARK = re.compile(r"\[\[[a-z]+(?: \S+)?: |\]\]")
"""Of an inline mark, as the template of ``config.yaml`` writes it, what is not the text itself."""

_BLANKS = re.compile(r"[ \t\r\n\f\v\xa0]+")


class Context(NamedTuple):
    """What stands before a place and after it; every run of blanks and line ends is one blank."""

    left: str
    right: str


def around(text: str, start: int, end: int) -> Context:
    r"""Return the words around ``text[start:end]`` (code points).

    The page does the same in JavaScript (``page.js``) for the decisions that it writes.

    >>> around("He said\nthat tbe men left.", 13, 16)
    Context(left='He said that ', right=' men left.')
    """
    before = _BLANKS.sub(" ", text[max(0, start - REACH) : start]).split(" ")
    after = _BLANKS.sub(" ", text[end : end + REACH]).split(" ")
    return Context(
        " ".join(before[-WORDS - 1 :]).lstrip(" "), " ".join(after[: WORDS + 1]).rstrip(" ")
    )


def likeness(one: Context, other: Context) -> float:
    """Return how alike two contexts are, from 0 to 100.

    Each side counts as far as both reach, and by its length: where a text begins or ends there is
    little to compare, and that little is no proof.

    >>> likeness(Context("a ", " b"), Context("The new page: a ", " b"))
    100.0
    """
    from rapidfuzz.fuzz import ratio

    one, other = _unmarked(one), _unmarked(other)
    left, right = (min(len(a), len(b)) for a, b in zip(one, other, strict=True))
    if left + right == 0:
        return 100.0
    like_left = ratio(one.left[len(one.left) - left :], other.left[len(other.left) - left :])
    like_right = ratio(one.right[:right], other.right[:right])
    return (like_left * left + like_right * right) / (left + right)


def _unmarked(context: Context) -> Context:
    """Marks come and go as a file is written with them or without."""
    if "[[" not in context.left + context.right and "]]" not in context.left + context.right:
        return context
    return Context(_MARK.sub("", context.left), _MARK.sub("", context.right))
