"""Graphics state of a content stream, as far as text and images depend on it."""

from __future__ import annotations

from ocrfix.pdf.fonts import Font
from ocrfix.pdf.geometry import Matrix, Rectangle

_UNLIMITED = float("inf")
EVERYWHERE: Rectangle = (-_UNLIMITED, -_UNLIMITED, _UNLIMITED, _UNLIMITED)
NOWHERE: Rectangle = (0.0, 0.0, 0.0, 0.0)


class GraphicsState:
    """A graphics state.

    Attributes:
        matrix: from user space to the displayed page.
        clip: where is painted; :data:`NOWHERE` also if that is no rectangle.
        is_opaque: whether what is painted hides what is below.
        font: the font of text; ``None`` if there is none that can be read.
        font_name: its name among the resources.
        size: its size.
        char_spacing: after each glyph.
        word_spacing: after each blank of one byte.
        leading: from line to line.
        rise: above the baseline.
        scale: horizontal scaling, 1.0 for 100 %.
        mode: the render mode of text.
    """

    __slots__ = (
        "char_spacing", "clip", "font", "font_name", "is_opaque", "leading", "matrix", "mode",
        "rise", "scale", "size", "word_spacing",
    )  # fmt: skip

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.clip = EVERYWHERE
        self.is_opaque = True
        self.font: Font | None = None
        self.font_name = ""
        self.size = self.char_spacing = self.word_spacing = self.leading = self.rise = 0.0
        self.scale = 1.0
        self.mode = 0

    def copy(self) -> GraphicsState:
        """Return a copy, to be saved."""
        copied = GraphicsState(self.matrix)
        for name in self.__slots__:
            setattr(copied, name, getattr(self, name))
        return copied
