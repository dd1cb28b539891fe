"""Names that content streams need for what edits add: fallback fonts, and copies of forms."""

from __future__ import annotations

from typing import Any

import pikepdf

from ocrfix.pdf.changed_objects import ChangedObjects
from ocrfix.pdf.content import ContentStream
from ocrfix.pdf.fonts import Font
from ocrfix.pdf.glyphless_font import BASE_FONT


class StreamResources:
    """Names that content streams need among their resources, beside those they have."""

    def __init__(self, changed: ChangedObjects) -> None:
        """Start with no new names.

        Args:
            changed: the PDF.
        """
        self._changed = changed
        self._new: dict[ContentStream, dict[tuple[str, str], pikepdf.Object]] = {}

    def fallback_name(self, stream: ContentStream, font: Font) -> str:
        """Return the name by which a stream will find the fallback font for a font."""
        found = self._changed.fallback_font(font)
        for (kind, name), value in self._new.get(with_resources(stream), {}).items():
            if kind == "Font" and value.objgen == found.objgen:
                return name
        return self.name(stream, "Font", BASE_FONT[1:], found)

    def name(self, stream: ContentStream, kind: str, stem: str, value: pikepdf.Object) -> str:
        """Return a new name by which a stream will find a resource.

        Args:
            stream: the stream.
            kind: of the resource: ``Font``, ``XObject``.
            stem: the name begins so.
            value: the resource.
        """
        stream = with_resources(stream)
        new = self._new.setdefault(stream, {})
        number = 1
        while (kind, f"{stem}{number}") in new or stream.resource(kind, f"{stem}{number}"):
            number += 1
        new[kind, f"{stem}{number}"] = value
        return f"{stem}{number}"

    def add_to(self, holder: Any, stream: ContentStream) -> None:
        """Add the new names of a stream to the resources of its page or form, or of a copy of that.

        A dictionary of resources that others use, too, may have more names than they need.
        """
        for (kind, name), value in self._new.pop(stream, {}).items():
            resources, owner = _resources(holder)
            if "/" + kind not in resources:
                resources["/" + kind] = pikepdf.Dictionary()
            category = resources["/" + kind]
            category["/" + name] = value
            self._changed.mark(category, resources, owner)

    def add_remaining(self) -> None:
        """Add the new names of streams that do not change themselves, but draw forms that do."""
        for stream in list(self._new):
            self.add_to(stream.holder, stream)


def with_resources(stream: ContentStream) -> ContentStream:
    """Return the stream whose resources a stream uses: forms without any use those around them."""
    while stream.parent is not None and "/Resources" not in stream.holder:
        stream = stream.parent
    return stream


_MAX_TREE_DEPTH = 100  # of the tree of pages


def _resources(holder: Any) -> tuple[Any, Any]:
    """Return the resources of a page or form, made if there are none, and what they are part of."""
    node = holder
    for _ in range(_MAX_TREE_DEPTH):
        if isinstance(node.get("/Resources"), pikepdf.Dictionary):
            return node["/Resources"], node
        parent = node.get("/Parent")
        if not isinstance(parent, pikepdf.Dictionary):
            break
        node = parent
    holder["/Resources"] = pikepdf.Dictionary()
    return holder["/Resources"], holder
