"""Reading the text of a PDF page by page, and as one text with its pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pikepdf

from ocrfix.pdf.document_resources import DocumentResources
from ocrfix.pdf.geometry import PageGeometry
from ocrfix.pdf.interpreter import interpret
from ocrfix.pdf.layer import lines, word_quad
from ocrfix.pdf.limits import MAX_FILE_GLYPHS, MAX_PAGES, exceeded
from ocrfix.pdf.packed_words import PackedWords
from ocrfix.text.pages import PagedText, PageLayout, PageLine, PageWord, Quad


class ReadWord(NamedTuple):
    """A word of a page.

    Attributes:
        text: its text.
        quad: its box on the displayed page.
        is_changeable: whether it is hidden text that can be read and written.
    """

    text: str
    quad: Quad
    is_changeable: bool


class ReadPage(NamedTuple):
    """A page with its text.

    Attributes:
        geometry: its size as displayed.
        lines: the words of its lines.
    """

    geometry: PageGeometry
    lines: list[list[ReadWord]]


class Reading:
    """Reads the pages of a PDF one after the other.

    Attributes:
        glyphs: how many glyphs the pages read so far show, whether or not they can be read.
    """

    def __init__(self) -> None:
        self.glyphs = 0

    def pages(self, pdf: pikepdf.Pdf) -> Iterator[ReadPage]:
        """Return the pages of a PDF.

        Raises:
            PageFormatError: the PDF exceeds a limit.
        """
        if len(pdf.pages) > MAX_PAGES:
            raise exceeded("pages", MAX_PAGES)
        resources = DocumentResources(pdf)
        for page in pdf.pages:
            geometry, runs = interpret(page, resources)
            self.glyphs += sum(len(run.codes) for run in runs)
            if self.glyphs > MAX_FILE_GLYPHS:
                raise exceeded("glyphs of a file", MAX_FILE_GLYPHS)
            found = [
                [ReadWord(word.text, word_quad(runs, word), word.is_changeable) for word in line]
                for line in lines(runs)
            ]
            yield ReadPage(geometry, found)


def paged_text(pages: Iterable[ReadPage]) -> PagedText:
    """Return pages as one text."""
    pieces: list[str] = []
    words = PackedWords()
    layouts: list[PageLayout] = []
    place = 0
    for number, page in enumerate(pages, 1):
        if pieces:
            pieces.append("\f")
            place += 1
        start = place
        found: list[PageLine] = []
        for line in page.lines:
            first = len(words)
            for word in line:
                end = place + len(word.text)
                words.append(PageWord(place, end, word.quad, None, word.is_changeable))
                place = end + 1
            found.append(PageLine(first, len(words)))
            pieces += [" ".join(word.text for word in line), "\n"]
        layout = PageLayout(
            number, page.geometry.width, page.geometry.height, "pt", start, place, tuple(found)
        )
        layouts.append(layout)
        pieces.append("")  # a page without text is a page, too
    return PagedText("".join(pieces), words, layouts)
