"""Objects of a PDF that are changed or added: what an appended update has to write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf

from ocrfix.pdf.filters import deflated_stream, write_deflated
from ocrfix.pdf.fonts import Font
from ocrfix.pdf.glyphless_font import glyphless_font

_DIRECT = (0, 0)
"""The number of objects that are part of another one."""


class ChangedObjects:
    """A PDF with the numbers of its objects that are changed or added."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Start with no changes.

        Args:
            pdf: the PDF, whose objects are changed.
        """
        self.pdf = pdf
        self.numbers: set[tuple[int, int]] = set()
        self._fallback_fonts: dict[tuple[float, float], pikepdf.Object] = {}

    def add(self, value: Any) -> Any:
        """Add an object to the PDF, and return it as an indirect one."""
        added = self.pdf.make_indirect(value)
        self.numbers.add(added.objgen)
        return added

    def mark(self, *containers: Any) -> None:
        """Mark an object as changed, or the innermost of those around it that has a number.

        Args:
            containers: the object, then what it is part of, inside out.
        """
        for container in containers:
            if container.objgen != _DIRECT:
                self.numbers.add(container.objgen)
                return

    def append(self, key: str, values: Sequence[Any], *containers: Any) -> None:
        """Append to an array that is an entry of a dictionary, and is made if there is none.

        Args:
            key: the entry.
            values: what is appended.
            containers: the dictionary, then what it is part of, inside out.
        """
        array = containers[0].get(key)
        old: list[Any] = list(array.as_list()) if isinstance(array, pikepdf.Array) else []
        containers[0][key] = pikepdf.Array([*old, *values])
        self.mark(*containers)

    def write_stream(self, stream: pikepdf.Stream, data: bytes) -> None:
        """Replace the bytes of a stream."""
        write_deflated(stream, data)
        self.numbers.add(stream.objgen)

    def add_stream(self, data: bytes) -> Any:
        """Add a stream to the PDF."""
        return self.add(deflated_stream(self.pdf, data))

    def fallback_font(self, font: Font) -> pikepdf.Object:
        """Return the fallback font that is as high as another font."""
        key = (font.ascent, font.descent)
        if key not in self._fallback_fonts:
            found, added = glyphless_font(self.pdf, *key)
            self.numbers.update(one.objgen for one in added)
            self._fallback_fonts[key] = found
        return self._fallback_fonts[key]
