"""Glyph run: the glyphs of one string of a content stream, with their places on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ocrfix.pdf.content import ContentStream
from ocrfix.pdf.fonts import Font
from ocrfix.pdf.geometry import Matrix, Point, apply
from ocrfix.pdf.lexer import Operator
from ocrfix.text.pages import Quad

INVISIBLE = 3
INVISIBLE_CLIP = 7
"""Render modes: text that is not painted, and text that is not painted but clips."""


class TextState(NamedTuple):
    """The text state in which a string is shown.

    Attributes:
        font: the font.
        font_name: its name among the resources.
        size: its size (``Tf``).
        char_spacing: after each glyph (``Tc``).
        word_spacing: after each blank of one byte (``Tw``).
        scale: horizontal scaling, 1.0 for 100 % (``Tz``).
        rise: above the baseline (``Ts``).
        mode: render mode (``Tr``).
    """

    font: Font
    font_name: str
    size: float
    char_spacing: float
    word_spacing: float
    scale: float
    rise: float
    mode: int


@dataclass(eq=False, slots=True)
class GlyphRun:
    """The glyphs of a string.

    Attributes:
        stream: the content stream that shows it.
        operator: the operator that shows it.
        operand: the index of the string among the operands, or in the array of ``TJ``.
        state: the text state.
        matrix: from text space at the first glyph to the displayed page.
        codes: the codes of the glyphs.
        texts: the text of each glyph.
        offsets: where each glyph begins in text space, and where the next string would.
        is_replaced: whether other text stands for it for readers (``ActualText``).
        is_hidden: whether it cannot be seen.
    """

    stream: ContentStream
    operator: Operator
    operand: int
    state: TextState
    matrix: Matrix
    codes: Sequence[int]
    texts: list[str]
    offsets: list[float]
    is_replaced: bool
    is_hidden: bool = False

    def origin(self, glyph: int) -> Point:
        """Return where a glyph begins on its baseline."""
        matrix, offset = self.matrix, self.offsets[glyph]
        return matrix[0] * offset + matrix[4], matrix[1] * offset + matrix[5]

    def end_offset(self, glyph: int) -> float:
        """Return where a glyph ends in text space, without the spacing after it."""
        state = self.state
        width = state.font.glyph(self.codes[glyph])[1]
        return self.offsets[glyph] + width * state.size * state.scale

    def end(self, glyph: int) -> Point:
        """Return where a glyph ends on its baseline, without the spacing after it."""
        matrix, offset = self.matrix, self.end_offset(glyph)
        return matrix[0] * offset + matrix[4], matrix[1] * offset + matrix[5]

    def quad(self, first: int, last: int) -> Quad:
        """Return the quad around its glyphs from the first to the last, inclusive."""
        state = self.state
        low = state.font.descent * state.size + state.rise
        high = state.font.ascent * state.size + state.rise
        left, right = self.offsets[first], self.end_offset(last)
        a, b, c, d, e, f = self.matrix
        if not b and not c:  # upright, as most text is: corners share their numbers
            x0, x1, y0, y2 = a * left + e, a * right + e, d * low + f, d * high + f
            return Quad(x0, y0, x1, y0, x1, y2, x0, y2)
        return Quad(
            *apply(self.matrix, left, low),
            *apply(self.matrix, right, low),
            *apply(self.matrix, right, high),
            *apply(self.matrix, left, high),
        )
