"""Texts with pages for tests: made of words by page and line."""

from __future__ import annotations

from ocrfix.pages.changes import Lines
from ocrfix.text.pages import PagedText, PageLayout, PageLine, PageWord, Quad


def paged_text(pages: Lines, gap: str = "\n") -> PagedText:
    """Return the text of some words, by page and line.

    Args:
        pages: the words.
        gap: what separates lines.
    """
    text = ""
    words: list[PageWord] = []
    layouts = []
    for number, page in enumerate(pages, 1):
        text += "\f" if number > 1 else ""
        start, lines = len(text), []
        for row, line in enumerate(page):
            first = len(words)
            for k, word in enumerate(line):
                text += " " if k else ""
                quad = Quad.from_box(60.0 * k, 20.0 * row, 60.0 * k + 50, 20.0 * row + 12)
                words.append(PageWord(len(text), len(text) + len(word), quad))
                text += word
            text += gap if row + 1 < len(page) else "\n"
            lines.append(PageLine(first, len(words)))
        layouts.append(PageLayout(number, 600.0, 800.0, "pt", start, len(text), tuple(lines)))
    return PagedText(text, words, layouts)
