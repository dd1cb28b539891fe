"""Highlights of the markers of a PDF: annotations in a layer that is shown, but not printed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, groupby
from typing import Any

from pikepdf import Array, Dictionary, Name, String

from ocrfix.pdf.changed_objects import ChangedObjects
from ocrfix.pdf.geometry import Point
from ocrfix.pdf.marker_geometry import PagePlace, page_places
from ocrfix.records import Marker

_LAYER = "Markings"

_OWN = "/OCRFIX_Markings"
"""A private entry of our layer, by which it is recognized: others may have one of its name."""

_COLOR = (1.0, 0.9, 0.4)
"""Yellow, as of a highlighter: multiplied with the page, it leaves black letters black."""

_NOT_PRINTED = 0
"""The flags of an annotation, without that for printing."""


def add_highlights(changed: ChangedObjects, markers: Sequence[Marker]) -> set[int]:
    """Highlight the markers of a PDF, if it has no highlights of them yet.

    Args:
        changed: the PDF.
        markers: the markers; those without a place are not highlighted.

    Returns:
        The indices of the pages with highlights.
    """
    found = page_places(changed.pdf, markers)
    if not found or _has_layer(changed):
        return set()
    layer = _add_layer(changed)
    multiply = changed.add(Dictionary(Type=Name.ExtGState, BM=Name.Multiply))
    by_page: dict[int, list[Any]] = {}
    for index, (marker, places) in enumerate(found, 1):
        for number, group in groupby(places, key=lambda place: place.number):
            on_page = list(group)
            annotation = _annotation(changed, on_page, multiply)
            annotation.Contents = String(_contents(marker))
            annotation.NM = String(f"ocrfix-{index}-{number}")
            annotation.OC = layer
            by_page.setdefault(number - 1, []).append(annotation)
    for page, added in by_page.items():
        changed.append("/Annots", added, changed.pdf.pages[page].obj)
    return set(by_page)


def _annotation(changed: ChangedObjects, places: Sequence[PagePlace], multiply: Any) -> Any:
    """Return an annotation over places on one page."""
    points = list(chain.from_iterable(place.corners for place in places))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = [min(xs), min(ys), max(xs), max(ys)]
    appearance = changed.add_stream(_drawing(places))
    appearance.Type = Name.XObject
    appearance.Subtype = Name.Form
    appearance.BBox = Array(box)
    appearance.Resources = Dictionary(ExtGState=Dictionary(GS0=multiply))
    return changed.add(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Highlight,
            Rect=Array(box),
            QuadPoints=Array([number for place in places for number in _quad_points(place)]),
            AP=Dictionary(N=appearance),
            C=Array(_COLOR),
            F=_NOT_PRINTED,
            P=places[0].page.obj,
            T=String("ocrfix"),
        )
    )


def _quad_points(place: PagePlace) -> tuple[float, ...]:
    """Return the corners in the order that viewers expect, which is not that of the standard."""
    lower_left, lower_right, upper_right, upper_left = place.corners
    return (*upper_left, *upper_right, *lower_left, *lower_right)


def _drawing(places: Sequence[PagePlace]) -> bytes:
    """Return the content that paints places, as one path: where two overlap, once."""
    color = " ".join(f"{part:g}" for part in _COLOR)
    lines = [f"/GS0 gs {color} rg"]
    for place in places:
        first, *others = map(_operands, place.corners)
        lines.append(f"{first} m " + " ".join(f"{corner} l" for corner in others) + " h")
    return "\n".join([*lines, "f\n"]).encode("ascii")


def _operands(point: Point) -> str:
    return f"{point[0]:.2f} {point[1]:.2f}"


def _contents(marker: Marker) -> str:
    """Return the note of a marker: its type, its code and what that means."""
    return ": ".join(filter(None, [marker.type, marker.code, marker.fields.get("meaning")]))


def _has_layer(changed: ChangedObjects) -> bool:
    properties = changed.pdf.Root.get("/OCProperties")
    layers = properties.get("/OCGs") if isinstance(properties, Dictionary) else None
    found: list[Any] = list(layers.as_list()) if isinstance(layers, Array) else []
    return any(isinstance(layer, Dictionary) and _OWN in layer for layer in found)


def _add_layer(changed: ChangedObjects) -> Any:
    """Return a new layer of optional content that is shown, but not printed."""
    usage = Dictionary(
        View=Dictionary(ViewState=Name.ON),
        Print=Dictionary(PrintState=Name.OFF),
    )
    layer = changed.add(Dictionary(Type=Name.OCG, Name=String(_LAYER), Usage=usage))
    layer[_OWN] = True
    root: Any = changed.pdf.Root
    if not isinstance(root.get("/OCProperties"), Dictionary):
        root.OCProperties = Dictionary()
        changed.mark(root)
    properties = root.OCProperties
    if not isinstance(properties.get("/D"), Dictionary):
        properties.D = Dictionary()
        changed.mark(properties, root)
    configuration = properties.D
    changed.append("/OCGs", [layer], properties, root)
    around = (configuration, properties, root)
    changed.append("/Order", [layer], *around)
    if configuration.get("/BaseState", Name.ON) != Name.ON:
        changed.append("/ON", [layer], *around)
    printing = Dictionary(Event=Name.Print, Category=Array([Name.Print]), OCGs=Array([layer]))
    changed.append("/AS", [printing], *around)
    return layer
