"""Boxes of a page: how it is displayed."""

from __future__ import annotations

from typing import Any

import pikepdf

from ocrfix.pdf.content import inherited
from ocrfix.pdf.geometry import PageGeometry, Rectangle, displayed, intersection

_LETTER: Rectangle = (0.0, 0.0, 612.0, 792.0)  # of pages that do not state their size


def page_geometry(page: pikepdf.Page) -> PageGeometry:
    """Return how a page is displayed: cropped, rotated, in its unit."""
    media = read_rectangle(inherited(page.obj, "/MediaBox")) or _LETTER
    crop = read_rectangle(inherited(page.obj, "/CropBox"))
    box = intersection(crop, media) if crop is not None else media
    rotation, unit = inherited(page.obj, "/Rotate"), page.obj.get("/UserUnit")
    is_unit = unit is not None and _is_number(unit) and float(unit) > 0
    return displayed(
        box or media,
        int(rotation) if rotation is not None and _is_number(rotation) else 0,
        float(unit) if unit is not None and is_unit else 1.0,
    )


def read_rectangle(value: Any) -> Rectangle | None:
    """Return a rectangle of a PDF; ``None`` if it is none, or empty."""
    if not isinstance(value, pikepdf.Array) or len(value) != 4:
        return None
    corners = value.as_list()
    if not all(map(_is_number, corners)):
        return None
    x0, y0, x1, y1 = map(float, corners)
    box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return box if box[0] < box[2] and box[1] < box[3] else None


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True
