"""Replacement texts of tagged PDFs (``ActualText``): what readers take instead of the glyphs."""

from __future__ import annotations

from typing import Any

import pikepdf

_MAX_DEPTH = 50  # of the structure tree, above a piece of marked content


class StructureTree:
    """The structure tree of a PDF, as far as it says what text is replaced."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Read where the tree has the content of pages.

        Args:
            pdf: the PDF.
        """
        self._parents: pikepdf.NumberTree | None = None
        root = pdf.Root.get("/StructTreeRoot")
        if isinstance(root, pikepdf.Dictionary) and "/ParentTree" in root:
            self._parents = pikepdf.NumberTree(root["/ParentTree"])
        self._found: dict[int, frozenset[int]] = {}

    def replaced_content(self, holder: Any) -> frozenset[int]:
        """Return the marked content of a page or form for which the structure has another text.

        Args:
            holder: the page or form.

        Returns:
            The identifiers (MCID) of the marked content.
        """
        key = holder.get("/StructParents")
        if self._parents is None or key is None:
            return frozenset()
        if int(key) not in self._found:
            self._found[int(key)] = self._read(int(key))
        return self._found[int(key)]

    def _read(self, key: int) -> frozenset[int]:
        try:
            elements = self._parents[key] if self._parents is not None else None
        except KeyError:
            return frozenset()
        if not isinstance(elements, pikepdf.Array):
            return frozenset()
        return frozenset(
            number for number, element in enumerate(elements.as_list()) if _is_replaced(element)
        )


def _is_replaced(element: Any) -> bool:
    """Return whether a structure element, or one around it, has a replacement text."""
    for _ in range(_MAX_DEPTH):
        if not isinstance(element, pikepdf.Dictionary):
            return False
        if "/ActualText" in element:
            return True
        element = element.get("/P")
    return True  # deeper than trees are: not to be touched
