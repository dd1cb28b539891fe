"""Layout of an XML page file: its text with pages, and the elements that hold its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ocrfix.page_xml.element import Element
from ocrfix.text.pages import PagedText, PageLayout, PageLine, PageWord, Quad

_WORD = re.compile(r"\S+")


class Holder:
    """An element that holds text: a word in most files, a line or a region in some.

    Attributes:
        element: the element.
        text: its text.
        quad: its box.
        confidence: the probability that it was read rightly, or ``None``.
        line: the element of its line, or ``None``.
        hyphen: what the line ends with after it, in an element of its own; part of ``text``.
        words: the words of ``text``.
    """

    __slots__ = ("confidence", "element", "hyphen", "line", "quad", "text", "words")

    def __init__(
        self,
        element: Element,
        text: str,
        quad: Quad,
        confidence: float | None = None,
        line: Element | None = None,
        hyphen: Element | None = None,
    ) -> None:
        self.element = element
        self.text = text
        self.quad = quad
        self.confidence = confidence
        self.line = line
        self.hyphen = hyphen
        self.words = text.split()

    @property
    def is_word(self) -> bool:
        """Whether it is an element for one word, which can be joined with others and divided."""
        return len(self.words) == 1 and self.line not in (None, self.element)


class PageElements(NamedTuple):
    """A page of a file.

    Attributes:
        width: its width.
        height: its height.
        unit: the unit of its coordinates.
        blocks: its blocks, each with its lines, each with its words.
    """

    width: float
    height: float
    unit: str
    blocks: list[list[list[Holder]]]


class WordPlace(NamedTuple):
    """Where a word of the text is: in which element, and which of its words it is."""

    holder: Holder
    number: int


class TextLayout(NamedTuple):
    """The text of a file, and where its words are."""

    paged: PagedText
    places: list[WordPlace]


def lay_out(pages: Sequence[PageElements], engine: str = "") -> TextLayout:
    """Return the text of pages: a blank line between blocks, a form feed between pages."""
    parts: list[str] = []
    words: list[PageWord] = []
    places: list[WordPlace] = []
    layouts: list[PageLayout] = []
    at = 0

    def add(text: str) -> None:
        nonlocal at
        parts.append(text)
        at += len(text)

    for number, page in enumerate(pages, 1):
        if number > 1:
            add("\f")
        start = at
        lines: list[PageLine] = []
        for block in page.blocks:
            first_line = True
            for line in _lines(block):
                if first_line and lines:
                    add("\n")
                first_line = False
                first = len(words)
                for text, quad, place in line:
                    if len(words) > first:
                        add(" ")
                    words.append(PageWord(at, at + len(text), quad, place.holder.confidence))
                    places.append(place)
                    add(text)
                add("\n")
                lines.append(PageLine(first, len(words)))
        layouts.append(
            PageLayout(number, page.width, page.height, page.unit, start, at, tuple(lines))
        )
    return TextLayout(PagedText("".join(parts), words, layouts, engine), places)


def _lines(block: list[list[Holder]]) -> Iterator[list[tuple[str, Quad, WordPlace]]]:
    """Yield the lines of a block that have words; an element may hold more than one line."""
    for holders in block:
        line: list[tuple[str, Quad, WordPlace]] = []
        for holder in holders:
            if len(holder.words) == 1:
                line.append((holder.words[0], holder.quad, WordPlace(holder, 0)))
                continue
            index = 0
            for number, text in enumerate(holder.text.splitlines()):
                if number and line:
                    yield line
                    line = []
                for match in _WORD.finditer(text):
                    quad = part_of(holder.quad, match.start(), match.end(), len(text))
                    line.append((match[0], quad, WordPlace(holder, index)))
                    index += 1
        if line:
            yield line


def part_of(quad: Quad, start: int, end: int, length: int) -> Quad:
    """Return the part of a box that some characters take, all being equally wide.

    >>> part_of(Quad.from_box(0, 0, 90, 10), 3, 6, 9).box
    (30.0, 0.0, 60.0, 10.0)
    """
    left, right = start / length, end / length

    def between(a: float, b: float, share: float) -> float:
        return a + (b - a) * share

    low = [
        (between(quad.x0, quad.x1, s), between(quad.y0, quad.y1, s)) for s in (left, right)
    ]  # along the lower edge
    high = [(between(quad.x3, quad.x2, s), between(quad.y3, quad.y2, s)) for s in (left, right)]
    return Quad(*low[0], *low[1], *high[1], *high[0])


def divide(quad: Quad, words: Sequence[str]) -> list[Quad]:
    """Return the parts of a box that some words take, with blanks between them."""
    length = max(sum(map(len, words)) + len(words) - 1, 1)
    parts, at = [], 0
    for word in words:
        parts.append(part_of(quad, at, at + len(word), length))
        at += len(word) + 1
    return parts


def union(quads: Sequence[Quad]) -> Quad:
    """Return the upright box around some boxes.

    >>> union([Quad.from_box(0, 0, 9, 5), Quad.from_box(11, 1, 20, 6)]).box
    (0, 0, 20, 6)
    """
    boxes = [quad.box for quad in quads]
    return Quad.from_box(
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def with_words(text: str, words: Sequence[str | None]) -> str:
    r"""Return a text with other words; its blanks stay, except those before a word that goes.

    Args:
        text: the text.
        words: the new words, one or several joined by blanks, or ``None`` if it goes.

    >>> with_words("tbe  com mittee\n~ met", ["the", "committee", None, None, "met"])
    'the  committee\nmet'
    """
    parts: list[str] = []
    at = 0
    before: str | None = None  # the blanks before words that go
    for match, word in zip(_WORD.finditer(text), words, strict=True):
        blanks = text[at : match.start()]
        at = match.end()
        if before is not None:
            blanks = max(before, blanks, key=_line_ends) if parts else before
        before = None if word is not None else blanks
        if word is not None:
            parts += (blanks, word)
    parts.append(text[at:])
    return "".join(parts)


def _line_ends(blanks: str) -> int:
    return blanks.count("\n")


def replaced(count: int, new: Sequence[str]) -> list[str | None]:
    """Return what becomes of each of some words, for :func:`with_words`.

    Args:
        count: the number of the words.
        new: those that replace them.

    >>> replaced(2, ["committee"]), replaced(1, ["b"]), replaced(1, [])
    (['committee', None], ['b'], [None])
    """
    if count == len(new):
        return list(new)
    return [" ".join(new) or None] + [None] * (count - 1)


def number(value: str | None, default: float = 0.0) -> float:
    """Return a number of a file; the default if it is none, or not a finite one."""
    try:
        found = float(value or default)
    except ValueError:
        return default
    return found if abs(found) < 1e9 else default  # also false for what is not a number


def probability(value: str | None, whole: float = 1.0) -> float | None:
    """Return a confidence of a file as a probability; ``None`` if it is none.

    >>> probability("96", 100), probability("x")
    (0.96, None)
    """
    try:
        found = float(value or "") / whole
    except ValueError:
        return None
    return found if 0.0 <= found <= 1.0 else None


def coordinate(value: float) -> str:
    """Return a coordinate as files have it: a whole number where it is one.

    >>> coordinate(12.0), coordinate(12.345)
    ('12', '12.35')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")
