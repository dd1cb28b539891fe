"""Pages of a text: its pages, lines and words, each word with its box on the page.

A paged text is one string, in the order of the source: the words of a line are separated by
blanks, lines by newlines, pages by form feeds. Words are known by their index among all words of
the text, by which a format finds them again in its source. Nothing here knows a format.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec


class Quad(NamedTuple):
    """Four corners of a box, which may be rotated or skewed.

    The corners go around the text: lower left, lower right, upper right, upper left, as its reader
    sees them. Coordinates have the unit of the page, from its upper left corner as displayed
    (cropped and rotated), x to the right, y down.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    x2: float
    y2: float
    x3: float
    y3: float

    @classmethod
    def from_box(cls, left: float, top: float, right: float, bottom: float) -> Quad:
        """Return the quad of an upright box.

        >>> Quad.from_box(10, 20, 50, 32).box
        (10, 20, 50, 32)
        """
        return cls(left, bottom, right, bottom, right, top, left, top)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The smallest upright box around it: left, top, right, bottom."""
        xs, ys = self[0::2], self[1::2]
        return min(xs), min(ys), max(xs), max(ys)


class PageWord(NamedTuple):
    """A word on a page.

    Attributes:
        start: where it begins in the text (code points).
        end: where it ends in the text, exclusive; a word is never empty.
        quad: its box.
        confidence: the probability that it was read rightly, from 0 to 1, as the OCR engine states
            it; ``None`` where the source has none.
        is_changeable: whether its letters can be changed; not so if they can be seen on the page.
    """

    start: int
    end: int
    quad: Quad
    confidence: float | None = None
    is_changeable: bool = True


class PageLine(NamedTuple):
    """A line of words on one baseline, in reading order.

    Attributes:
        first: the index of its first word among all words of the text.
        last: the index after its last word.
    """

    first: int
    last: int


class PageLayout(NamedTuple):
    """The layout of a page: its size and its lines.

    Attributes:
        number: its place in the source, from 1.
        width: its width as displayed.
        height: its height as displayed.
        unit: the unit of its coordinates: points (1/72 inch), pixels of its image, or a format's
            own (``mm10``, ``inch1200`` of ALTO).
        start: where its text begins (code points).
        end: where its text ends, exclusive, without the form feed that follows.
        lines: its lines.
    """

    number: int
    width: float
    height: float
    unit: str
    start: int
    end: int
    lines: tuple[PageLine, ...]


class Place(msgspec.Struct, frozen=True):
    """A part of a page: the words of one line that a span of the text covers.

    Attributes:
        page: the number of the page, from 1.
        quad: the corners of a box around the words: lower left, lower right, upper right, upper
            left, as ``x`` and ``y`` from the upper left corner of the page, in its unit.
    """

    page: int
    quad: Quad


class PagedText:
    r"""A text with its pages, and the words of all pages.

    It is read-only.

    Args:
        text: the text.
        words: its words, in order, disjoint.
        pages: its pages, in order.
        engine: the name of the OCR engine that read it, such as ``tesseract 5.3.0``, as the source
            states it; empty if it does not.

    >>> first, second = Quad.from_box(0, 0, 9, 5), Quad.from_box(11, 0, 20, 5)
    >>> words = (PageWord(0, 2, first), PageWord(3, 5, second))
    >>> page = PageLayout(1, 100.0, 140.0, "pt", 0, 6, (PageLine(0, 2),))
    >>> paged = PagedText("To Be\n", words, (page,))
    >>> paged.words_at(3, 4), paged.places(0, 4)[0].quad.box
    ((1, 2), (0, 0, 20, 5))
    """

    def __init__(
        self,
        text: str,
        words: Sequence[PageWord],
        pages: Sequence[PageLayout],
        engine: str = "",
    ) -> None:
        self.text = text
        self.words = words
        self.pages = pages
        self.engine = engine

    def words_at(self, start: int, end: int) -> tuple[int, int]:
        """Return the words that share a character with ``[start, end)`` of the text.

        Returns:
            The index of the first, and the index after the last; equal if there is none.
        """
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Return where the words of ``[start, end)`` are: a place for each line that has some.

        A span without a word, as between two words, is where the words beside it are.
        """
        first, last = self.words_at(start, end)
        if first == last:
            first, last = self.words_at(max(start - 1, 0), end + 1)
        places: list[Place] = []
        while first < last:
            page, line = self._line_of(first)
            until = min(last, line.last)
            places.append(Place(page.number, _around(self.words[first:until])))
            first = until
        return tuple(places)

    def _line_of(self, word: int) -> tuple[PageLayout, PageLine]:
        page, line = self._lines[bisect_right(self._first_words, word) - 1]
        return page, line

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins in the text."""
        return [word.start for word in self.words]

    @cached_property
    def ends(self) -> list[int]:
        """Where each word ends in the text."""
        return [word.end for word in self.words]

    @cached_property
    def _lines(self) -> list[tuple[PageLayout, PageLine]]:
        return [(page, line) for page in self.pages for line in page.lines]

    @cached_property
    def _first_words(self) -> list[int]:
        return [line.first for _, line in self._lines]


def _around(words: Sequence[PageWord]) -> Quad:
    """Return the quad around the words of a line: that of the only word, or from first to last.

    A skewed line keeps its skew: the left corners of its first word, the right ones of its last.
    """
    first, last = words[0].quad, words[-1].quad
    quad = first.x0, first.y0, last.x1, last.y1, last.x2, last.y2, first.x3, first.y3
    return Quad(*(round(value, 2) for value in quad))
