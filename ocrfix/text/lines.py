"""The lines of a text, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Line(NamedTuple):
    """One line: ``text[start:end]``, without its line end or the form feed that closes a page."""

    start: int
    end: int
    text: str


def lines(text: str) -> Iterator[Line]:
    r"""Yield the lines of ``text`` in order; offsets are code points of ``text``.

    Line ends are LF, CRLF, CR, form feed and vertical tab; the rarer separators of Unicode stay
    inside a line, as they do in every editor an archivist is likely to use.

    >>> [line.text for line in lines("SECRET\r\n\fPage 2")]
    ['SECRET', '', 'Page 2']
    """
    start = 0
    size = len(text)
    both = "\r\n" in text
    for part in parts(text):
        end = start + len(part)
        # What is left behind the last line end is a line only if anything stands there.
        if end < size or part:
            yield Line(start, end, part)
        start = end + (2 if both and text.startswith("\r\n", end) else 1)


def parts(text: str) -> list[str]:
    r"""Return what stands between the line ends of ``text``, behind the last one too.

    >>> parts("SECRET\r\n\fPage 2\n")
    ['SECRET', '', 'Page 2', '']
    """
    # Splitting is several times faster than matching; a line end is made one character for it.
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\f", "\n").replace("\v", "\n").split("\n")
