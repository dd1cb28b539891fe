"""Marked content of a content stream: what other text stands for, and what is optional."""

from __future__ import annotations

from typing import Any, NamedTuple

from ocrfix.pdf.actual_text import StructureTree
from ocrfix.pdf.content import ContentStream
from ocrfix.pdf.lexer import Name
from ocrfix.pdf.limits import MAX_SAVED_STATES, exceeded


class _MarkedContent(NamedTuple):
    """A sequence of marked content, with all around it."""

    is_replaced: bool
    is_optional: bool


_NONE = _MarkedContent(False, False)


class MarkedContentStack:
    """The sequences of marked content that are open, the outermost first."""

    def __init__(self, structure: StructureTree) -> None:
        """Start with none.

        Args:
            structure: the structure tree of the PDF.
        """
        self._structure = structure
        self._open: list[_MarkedContent] = []

    def __len__(self) -> int:
        return len(self._open)

    @property
    def is_replaced(self) -> bool:
        """Whether other text stands for what is shown now (``ActualText``)."""
        return bool(self._open) and self._open[-1].is_replaced

    @property
    def is_optional(self) -> bool:
        """Whether a viewer may leave out what is painted now."""
        return bool(self._open) and self._open[-1].is_optional

    def begin(self, values: list[Any], stream: ContentStream) -> None:
        """Open a sequence.

        Args:
            values: the operands: its tag, and perhaps its properties.
            stream: where it is.
        """
        if len(self._open) >= MAX_SAVED_STATES:
            raise exceeded("nested marked content", MAX_SAVED_STATES)
        outer = self._open[-1] if self._open else _NONE
        self._open.append(outer)
        is_replaced = len(values) > 1 and self._has_replacement(values[1], stream)
        is_optional = bool(values) and values[0] == "OC"
        self._open[-1] = _MarkedContent(
            outer.is_replaced or is_replaced, outer.is_optional or is_optional
        )

    def end(self) -> None:
        """Close the innermost sequence."""
        if self._open:
            self._open.pop()

    def close_to(self, count: int) -> None:
        """Close those that a form has left open."""
        del self._open[count:]

    def _has_replacement(self, properties: Any, stream: ContentStream) -> bool:
        prefix = ""
        if isinstance(properties, Name):
            properties, prefix = stream.resource("Properties", properties), "/"
        if properties is None:
            return False
        if prefix + "ActualText" in properties:
            return True
        number = properties.get(prefix + "MCID")
        while stream.parent is not None and "/StructParents" not in stream.holder:
            stream = stream.parent
        return number is not None and int(number) in self._structure.replaced_content(stream.holder)
