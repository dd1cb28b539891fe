"""Element tree of OCRmyPDF: a page as its newer engines return it, read and changed in place.

The elements have the classes of hOCR; a word has its text, box and confidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ocrfix.page_xml.layout import divide, replaced, union, with_words
from ocrfix.pages.file import WordChange
from ocrfix.text.pages import PagedText, PageLayout, PageLine, PageWord, Quad

if TYPE_CHECKING:
    from ocrmypdf.hocrtransform import OcrElement

_WORD = "ocrx_word"
_BLOCKS = frozenset(("ocr_carea", "ocr_par"))


class _TreeWord(NamedTuple):
    """Where a word of the text is: in which element of which line, and which of its words."""

    line: OcrElement
    element: OcrElement
    number: int


class OcrTree:
    """The elements of one page.

    Args:
        root: the page.
        engine: the name of the engine that read it, by which its confidences are understood.

    Attributes:
        paged: its text, with one page.
    """

    def __init__(self, root: OcrElement, engine: str = "") -> None:
        self._words: list[_TreeWord] = []
        self.paged: PagedText = self._read(root, engine)

    def _read(self, root: OcrElement, engine: str) -> PagedText:
        parts: list[str] = []
        words: list[PageWord] = []
        lines: list[PageLine] = []
        at = 0
        block: OcrElement | None = None
        for line, its_block in _lines(root, root):
            first = len(words)
            if lines and its_block is not block:
                parts.append("\n")
                at += 1
            for element in line.children:
                texts = element.text.split() if element.ocr_class == _WORD else []
                for number, quad in enumerate(divide(_quad(element), texts)):
                    end = at + len(texts[number])
                    words.append(PageWord(at, end, quad, element.confidence))
                    self._words.append(_TreeWord(line, element, number))
                    parts += (texts[number], " ")
                    at = end + 1
            if len(words) > first:
                block = its_block
                parts[-1] = "\n"
                lines.append(PageLine(first, len(words)))
        _, _, width, height = _quad(root).box
        page = PageLayout(1, width, height, "px", 0, at, tuple(lines))
        return PagedText("".join(parts), words, (page,), engine)

    def change(self, changes: Sequence[WordChange]) -> None:
        """Change words of the tree.

        Args:
            changes: in order, disjoint; each within one line.
        """
        texts: dict[int, tuple[OcrElement, list[str | None]]] = {}
        for change in changes:
            places = self._words[change.first : change.last]
            elements = [place.element for place in places]
            alone = all(len(element.text.split()) == 1 for element in elements)
            if alone and change.words and len(change.words) != len(elements):
                _rewrite(places[0].line, elements, change.words)
                continue
            for place, word in zip(places, replaced(len(places), change.words), strict=True):
                element = place.element
                _, new = texts.setdefault(id(element), (element, [*element.text.split()]))
                new[place.number] = word
        for element, new in texts.values():
            element.text = with_words(element.text, new)
            element.children = []  # its letters, which are others now


def _lines(element: OcrElement, block: OcrElement) -> Iterator[tuple[OcrElement, OcrElement]]:
    """Yield the elements that have words, each with the block that it is in."""
    if element.ocr_class in _BLOCKS:
        block = element
    if any(child.ocr_class == _WORD for child in element.children):
        yield element, block
    for child in element.children:
        yield from _lines(child, block)


def _rewrite(line: OcrElement, elements: Sequence[OcrElement], words: Sequence[str]) -> None:
    """Replace elements that hold a word each by those of other words, which share their box."""
    boxes = divide(union([_quad(element) for element in elements]), words)
    new = [_with_word(elements[0], word, quad) for word, quad in zip(words, boxes, strict=True)]
    old = {id(element) for element in elements}
    children: list[OcrElement] = []
    for child in line.children:
        if child is elements[0]:
            children += new
        elif id(child) not in old:
            children.append(child)
    line.children = children


def _with_word(model: OcrElement, word: str, quad: Quad) -> OcrElement:
    """Return an element for a word, in all else like another one."""
    if model.bbox is None:
        return replace(model, text=word, children=[])
    left, top, right, bottom = quad.box
    box = replace(model.bbox, left=left, top=top, right=right, bottom=bottom)
    return replace(model, text=word, bbox=box, poly=None, children=[])


def _quad(element: OcrElement) -> Quad:
    box = element.bbox
    if box is None:
        return Quad.from_box(0, 0, 0, 0)
    return Quad.from_box(box.left, box.top, box.right, box.bottom)
