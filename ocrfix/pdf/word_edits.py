"""Changes of words as edits of glyphs: words that stay keep their glyphs."""

from __future__ import annotations

from collections.abc import Sequence

from ocrfix.pages.file import PageFormatError, WordChange
from ocrfix.pdf.edit import GlyphEdit
from ocrfix.pdf.layer import LayerWord


def word_edits(
    changes: Sequence[WordChange], words: Sequence[LayerWord], first: int
) -> list[GlyphEdit]:
    """Return the edits of a page.

    Args:
        changes: the changes of its words.
        words: its words.
        first: the index of its first word, among all words of the text.

    Raises:
        PageFormatError: a letter cannot be written in a PDF.
    """
    found: list[GlyphEdit] = []
    for change in changes:
        old = list(words[change.first - first : change.last - first])
        new = list(change.words)
        for text in new:
            if any(ord(char) > 0xFFFF for char in text):
                raise PageFormatError(f"“{text}” has a letter beyond 16 bits", "leave it out")
        if len(old) == len(new):
            found += [
                GlyphEdit(word.first, word.last, text)
                for word, text in zip(old, new, strict=True)
                if word.text != text
            ]
            continue
        while len(old) > 1 and new and old[0].text == new[0]:
            del old[0], new[0]
        while len(old) > 1 and new and old[-1].text == new[-1]:
            del old[-1], new[-1]
        found.append(GlyphEdit(old[0].first, old[-1].last, " ".join(new)))
    return found
