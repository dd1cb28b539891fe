"""Places of markers in the space of their PDF pages, from places on the pages as displayed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec
import pikepdf

from ocrfix.pdf.geometry import Matrix, Point, apply, inverse
from ocrfix.pdf.page_box import page_geometry
from ocrfix.records import Marker

_DECIMALS = 2  # of a coordinate: a hundredth of a point cannot be seen


class PagePlace(NamedTuple):
    """A place on a page, in its default user space.

    Attributes:
        page: the page.
        number: its number, from 1.
        corners: lower left, lower right, upper right and upper left, as a reader sees the text.
    """

    page: pikepdf.Page
    number: int
    corners: tuple[Point, Point, Point, Point]


def page_places(
    pdf: pikepdf.Pdf, markers: Iterable[Marker]
) -> list[tuple[Marker, list[PagePlace]]]:
    """Return the markers that have a place, each with its places.

    Args:
        pdf: the PDF.
        markers: the markers.
    """
    matrices: dict[int, Matrix | None] = {}
    found = []
    for marker in markers:
        places = []
        for place in () if marker.places is msgspec.UNSET else marker.places:
            page = pdf.pages[place.page - 1]
            if place.page not in matrices:
                matrices[place.page] = inverse(page_geometry(page).matrix)
            matrix = matrices[place.page]
            if matrix is not None:
                quad = place.quad
                corners = (
                    _point(matrix, quad.x0, quad.y0),
                    _point(matrix, quad.x1, quad.y1),
                    _point(matrix, quad.x2, quad.y2),
                    _point(matrix, quad.x3, quad.y3),
                )
                places.append(PagePlace(page, place.page, corners))
        if places:
            found.append((marker, places))
    return found


def _point(matrix: Matrix, x: float, y: float) -> Point:
    x, y = apply(matrix, x, y)
    return round(x, _DECIMALS), round(y, _DECIMALS)
