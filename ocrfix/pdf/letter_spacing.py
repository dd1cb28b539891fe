"""Letter-spaced words: those whose letters other readers take for words of their own."""

from __future__ import annotations

from collections.abc import Sequence

from ocrfix.pdf.geometry import apply, inverse
from ocrfix.pdf.glyph_run import GlyphRun
from ocrfix.pdf.layer import LayerWord

_MIN_SPACE = 0.1
"""Of the font size: from this gap on, Poppler may see a blank between two letters."""


def is_letter_spaced(runs: Sequence[GlyphRun], word: LayerWord) -> bool:
    """Return whether a gap between two letters of a word is so wide that it may pass for a blank.

    Args:
        runs: the glyph runs of its page.
        word: the word.
    """
    for index in range(word.first.run, word.last.run + 1):
        run = runs[index]
        limit = _MIN_SPACE * abs(run.state.size)
        start = word.first.glyph if index == word.first.run else 0
        end = word.last.glyph if index == word.last.run else len(run.codes) - 1
        for glyph in range(start, end):
            if abs(run.offsets[glyph + 1] - run.end_offset(glyph)) > limit:
                return True
        if index < word.last.run:
            back = inverse(run.matrix)
            if back is None:
                return False
            following = apply(back, *runs[index + 1].origin(0))[0]
            if abs(following - run.end_offset(end)) > limit:
                return True
    return False
