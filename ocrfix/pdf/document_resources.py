"""Resources of a PDF that its pages have in common: its fonts, and its structure tree."""

from __future__ import annotations

import pikepdf

from ocrfix.pdf.actual_text import StructureTree
from ocrfix.pdf.fonts import Font
from ocrfix.pdf.unsuitable import UNSUITABLE

_DIRECT = (0, 0)
"""The number of objects that are part of another one."""


class DocumentResources:
    """The fonts of a file read so far, and its structure tree."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Start with no fonts.

        Args:
            pdf: the file.
        """
        self.structure = StructureTree(pdf)
        self._fonts: dict[tuple[int, int], Font | None] = {}

    def font(self, source: pikepdf.Dictionary) -> Font | None:
        """Return a font; ``None`` if it cannot be read."""
        key = source.objgen
        if key not in self._fonts:
            font = _read_font(source)
            if key == _DIRECT:
                return font
            self._fonts[key] = font
        return self._fonts[key]


def _read_font(source: pikepdf.Dictionary) -> Font | None:
    try:
        return Font(source)
    except UNSUITABLE:
        return None
