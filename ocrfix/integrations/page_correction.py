"""Correction of one page between OCR and the text layer: an open file, or any text with pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ocrfix.page_xml.layout import replaced, with_words
from ocrfix.pages.changes import word_changes
from ocrfix.pages.file import WordChange
from ocrfix.text.pages import PagedText

if TYPE_CHECKING:
    from ocrfix.edits import Edit
    from ocrfix.pipeline import Pipeline


class PageCorrection(NamedTuple):
    """What is corrected in a text with pages.

    Attributes:
        edits: the edits, in order.
        changes: the changes of words that they amount to.
    """

    edits: tuple[Edit, ...]
    changes: tuple[WordChange, ...]


def correct_pages(paged: PagedText, pipeline: Pipeline) -> PageCorrection:
    """Return the corrections of a text with pages that can be written on them.

    Args:
        paged: the text, with the confidence of each word where the engine states one.
        pipeline: corrects it.
    """
    document = pipeline.clean(paged.text, with_card=False, pages=paged)
    return PageCorrection(document.edits, word_changes(paged, document.edits).changes)


def corrected_text(text: str, paged: PagedText, changes: Sequence[WordChange]) -> str:
    r"""Return a plain text of the same pages with the same changes; its blanks stay.

    Args:
        text: what the engine wrote as plain text. If it has other words, that of the pages is
            taken for it.
        paged: the text with its pages.
        changes: the changes, in order.

    >>> from ocrfix.text.pages import PageLayout, PageLine, PageWord, Quad
    >>> box = Quad.from_box(0, 0, 9, 5)
    >>> words = (PageWord(0, 3, box), PageWord(4, 7, box))
    >>> paged = PagedText("Tbe end\n", words, (PageLayout(1, 9, 9, "px", 0, 8, (PageLine(0, 2),)),))
    >>> corrected_text("Tbe   end\n\n\f", paged, [WordChange(0, 1, ("The",))])
    'The   end\n\n\x0c'
    """
    words = [paged.text[word.start : word.end] for word in paged.words]
    if text.split() != words:
        text = paged.text
    after: list[str | None] = list(words)
    for change in changes:
        count = change.last - change.first
        after[change.first : change.last] = replaced(count, change.words)
    return with_words(text, after)
