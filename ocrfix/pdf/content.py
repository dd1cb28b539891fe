"""Content streams of a page: its own, in one part or more, and those of its forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pikepdf

from ocrfix.pdf.filters import stream_bytes
from ocrfix.pdf.lexer import Operator
from ocrfix.pdf.limits import MAX_CONTENT_BYTES

_ESCAPE = re.compile("#([0-9A-Fa-f]{2})")


@dataclass(eq=False, slots=True)
class ContentStream:
    """A content stream as it is drawn; a form that is drawn twice is two of them.

    Attributes:
        data: its bytes: of the parts, with a line end between them.
        starts: where each part begins in the data.
        parts: the streams of the PDF that it is read from.
        holder: the page or form that it belongs to.
        resources: the resources of its names; ``None`` if there are none.
        parent: the stream that draws this form; ``None`` for that of the page.
        drawn_by: the operator in the parent that draws it.
    """

    data: bytes
    starts: list[int]
    parts: list[Any]
    holder: Any
    resources: Any
    parent: ContentStream | None = None
    drawn_by: Operator | None = None

    def resource(self, kind: str, name: str) -> Any:
        """Return a resource by its kind and name (without slash); ``None`` if there is none."""
        if not isinstance(self.resources, pikepdf.Dictionary):
            return None
        category = self.resources.get("/" + kind)
        if not isinstance(category, pikepdf.Dictionary):
            return None
        return category.get("/" + _ESCAPE.sub(lambda found: chr(int(found[1], 16)), name))


def page_content(page: pikepdf.Page) -> ContentStream:
    """Return the content stream of a page.

    Raises:
        PageFormatError: it is too large.
    """
    contents = page.obj.get("/Contents")
    listed = contents.as_list() if isinstance(contents, pikepdf.Array) else [contents]
    parts = [part for part in listed if isinstance(part, pikepdf.Stream)]
    starts: list[int] = []
    data = bytearray()
    for part in parts:
        starts.append(len(data))
        data += stream_bytes(part, MAX_CONTENT_BYTES - len(data)) + b"\n"
    return ContentStream(bytes(data), starts, parts, page.obj, inherited(page.obj, "/Resources"))


def form_content(
    form: pikepdf.Stream, data: bytes, parent: ContentStream, drawn_by: Operator
) -> ContentStream:
    """Return the content stream of a form as an operator draws it."""
    resources = form.get("/Resources")
    if not isinstance(resources, pikepdf.Dictionary):
        resources = parent.resources
    return ContentStream(data, [0], [form], form, resources, parent, drawn_by)


_MAX_TREE_DEPTH = 100  # of the tree of pages; a loop in it ends there


def inherited(page: Any, key: str) -> Any:
    """Return an attribute of a page, which it may have from a node of the tree of pages."""
    node = page
    for _ in range(_MAX_TREE_DEPTH):
        if not isinstance(node, pikepdf.Dictionary):
            break
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None
