"""Context: the words around a position, which identify it in a text that has changed elsewhere."""

from __future__ import annotations

import re
from typing import NamedTuple

WORDS = 5
"""Words of context on each side."""

MAX_CHARS = 120
"""Characters in which they are searched: a line of punctuation has no words."""

_MARK = re.compile(r"\[\[[a-z]+(?: \S+)?: |\]\]")
"""The parts of an inline mark around its text, with the template of ``config.yaml``."""

_SPACES = re.compile(r"[ \t\r\n\f\v\xa0]+")


class Context(NamedTuple):
    """The text before and after a position, with each sequence of white space as one space."""

    left: str
    right: str


def context_around(text: str, start: int, end: int) -> Context:
    r"""Return the words around ``text[start:end]`` (code points).

    The page does the same in JavaScript (``model.js``) for the decisions that it writes.

    >>> context_around("He said\nthat tbe men left.", 13, 16)
    Context(left='He said that ', right=' men left.')
    """
    before = _SPACES.sub(" ", text[max(0, start - MAX_CHARS) : start]).split(" ")
    after = _SPACES.sub(" ", text[end : end + MAX_CHARS]).split(" ")
    return Context(
        " ".join(before[-WORDS - 1 :]).lstrip(" "), " ".join(after[: WORDS + 1]).rstrip(" ")
    )


def similarity(one: Context, other: Context) -> float:
    """Return the similarity of two contexts, from 0 to 100.

    Each side is compared over the length that both have, and weighted by that length: at the
    beginning or end of a text there is little to compare, which is weak evidence.

    >>> similarity(Context("a ", " b"), Context("The new page: a ", " b"))
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
    """Return a context without inline marks, which a file may or may not have."""
    if "[[" not in context.left + context.right and "]]" not in context.left + context.right:
        return context
    return Context(_MARK.sub("", context.left), _MARK.sub("", context.right))
