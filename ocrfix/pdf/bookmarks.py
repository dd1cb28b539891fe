"""Bookmarks of the markers of a PDF: one closed branch of its outline, by type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, String

from ocrfix.pdf.changed_objects import ChangedObjects
from ocrfix.pdf.marker_geometry import PagePlace, page_places
from ocrfix.records import MARKER_TYPES, Marker

_TITLE = "Markings"

_OWN = "/OCRFIX_Markings"
"""A private entry of our branch, by which it is recognized: others may have one of its title."""

_MAX_TITLE = 100
"""Characters of a title: about what the sidebar of a viewer shows. A stamp may have many lines."""

_MAX_ITEMS = 100_000
"""Bookmarks on the first level of an outline that are looked at: a damaged one may be a circle."""


def add_bookmarks(changed: ChangedObjects, markers: Sequence[Marker]) -> None:
    """Append a branch with the markers to the outline of a PDF, if it has none of them yet.

    Args:
        changed: the PDF.
        markers: the markers; those without a place get no bookmark.
    """
    root = changed.pdf.Root
    outline: Any = root.get("/Outlines")
    items = list(_items(outline)) if isinstance(outline, Dictionary) else []
    found = page_places(changed.pdf, markers)
    if not found or any(_OWN in item for item in items):
        return
    if not isinstance(outline, Dictionary):
        outline = Dictionary(Type=Name.Outlines)
    if not outline.is_indirect:
        outline = changed.add(outline)
        root.Outlines = outline
        changed.mark(root)
    branch = changed.add(Dictionary(Title=String(_TITLE), Parent=outline))
    branch[_OWN] = True
    by_type = {
        type_: [(marker, places[0]) for marker, places in found if marker.type == type_]
        for type_ in MARKER_TYPES
    }
    groups = []
    for type_, members in by_type.items():
        if members:
            group = changed.add(Dictionary(Title=String(f"{type_} ({len(members)})")))
            children = (changed.add(_bookmark(marker, place)) for marker, place in members)
            _fill(group, children)
            groups.append(group)
    _fill(branch, groups)
    _append(changed, outline, items, branch)


def _bookmark(marker: Marker, place: PagePlace) -> Dictionary:
    left, top = place.corners[3]
    destination = Array([place.page.obj, Name.XYZ, left, top, None])
    return Dictionary(Title=String(_title(marker, place.number)), Dest=destination)


def _title(marker: Marker, page: int) -> str:
    text = marker.text if marker.code is None else f"{marker.code}: {marker.text}"
    text = "".join(char for char in " ".join(text.split()) if char.isprintable())
    if len(text) > _MAX_TITLE:
        text = text[: _MAX_TITLE - 1].rstrip() + "…"
    return f"{text}, page {page}"


def _fill(parent: Any, children: Iterable[Any]) -> None:
    """Make items the children of a closed one."""
    previous = None
    count = 0
    for child in children:
        child.Parent = parent
        if previous is None:
            parent.First = child
        else:
            child.Prev = previous
            previous.Next = child
        previous = child
        count += 1
    parent.Last = previous
    parent.Count = -count


def _items(outline: Dictionary) -> Iterator[Any]:
    """Yield the items on the first level of an outline."""
    item = outline.get("/First")
    seen: set[tuple[int, int]] = set()
    while isinstance(item, Dictionary) and item.is_indirect and item.objgen not in seen:
        if len(seen) == _MAX_ITEMS:
            return
        seen.add(item.objgen)
        yield item
        item = item.get("/Next")


def _append(changed: ChangedObjects, outline: Any, items: Sequence[Any], branch: Any) -> None:
    if items:
        items[-1].Next = branch
        branch.Prev = items[-1]
        changed.mark(items[-1])
    else:
        outline.First = branch
    outline.Last = branch
    visible = outline.get("/Count")
    if not items:
        outline.Count = 1
    elif isinstance(visible, int) and visible > 0:
        outline.Count = visible + 1
    changed.mark(outline)
