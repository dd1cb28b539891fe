"""Scan of a document: its pages beside its text, with the places of lines, changes and markers."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from ocrfix.report.page_image import EncodedImage
from ocrfix.text.pages import PagedText, Place

_LINE_END = re.compile(r"\r\n|[\r\n\f\v]")
"""What ends a line of the report, as in ``model.js``."""

Placed = Sequence[Place] | msgspec.UnsetType
"""The places of an edit or a marker; unset where its text has no pages."""


@dataclass(frozen=True)
class Scan:
    """The pages of a document.

    Attributes:
        paged: its original text, with its pages.
        images: the images of pages, by number; the others are shown without their image.
    """

    paged: PagedText
    images: Mapping[int, EncodedImage] = field(default_factory=dict)

    def data(self, changes: Iterable[Placed], markers: Iterable[Placed]) -> dict[str, Any]:
        """Return what the report needs of it, ready for JSON.

        Args:
            changes: the places of the changes.
            markers: the places of the markers.
        """
        return {
            "pages": [
                {
                    "number": page.number,
                    "width": page.width,
                    "height": page.height,
                    **_image(self.images.get(page.number)),
                }
                for page in self.paged.pages
            ],
            "lines": self._lines(),
            "changes": [self._quads(places) for places in changes],
            "markers": [self._quads(places) for places in markers],
        }

    def _lines(self) -> list[tuple[int, int, float, float, float, float]]:
        """Return the line of the report, the index of the page, and the box of each line.

        Of a page without its image only the first line is needed, which says where it begins.
        """
        text, words = self.paged.text, self.paged.words
        found = []
        number, at = 1, 0
        for index, page in enumerate(self.paged.pages):
            for line in page.lines if page.number in self.images else page.lines[:1]:
                start = words[line.first].start
                number += sum(1 for _ in _LINE_END.finditer(text, at, start))
                at = start
                boxes = [word.quad.box for word in words[line.first : line.last]]
                left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
                right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
                box = round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)
                found.append((number, index, *box))
        return found

    def _quads(self, places: Placed) -> list[tuple[float, ...]]:
        """Return the index of the page and the corners of each place on a page there is."""
        indices = {page.number: index for index, page in enumerate(self.paged.pages)}
        return [
            (indices[place.page], *(round(value, 1) for value in place.quad))
            for place in places or ()
            if place.page in indices
        ]


def _image(image: EncodedImage | None) -> dict[str, str]:
    if image is None:
        return {}
    return {"type": image.type, "image": b64encode(image.data).decode("ascii")}


def chosen_pages(paged: PagedText, placed: Sequence[Placed], limit: int) -> list[int]:
    """Return the numbers of the pages whose images are shown, if not all can be.

    Pages with changes or markers come before others, and earlier pages before later ones.

    Args:
        paged: the text with its pages.
        placed: the places of changes and markers.
        limit: the number of images that there may be.
    """
    marked = {place.page for places in placed for place in places or ()}
    numbers = [page.number for page in paged.pages]
    return sorted(sorted(numbers, key=lambda number: number not in marked)[:limit])
