"""Assembly of a document: the records of edits, suggestions and markers, placed in both texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import msgspec

from ocrfix.document import Document
from ocrfix.edits import Edit, apply, offset_map, sorted_edits, with_clean_offsets
from ocrfix.records import Card, Marker, Source, markers_in_order
from ocrfix.text.offsets import OffsetMap
from ocrfix.text.pages import PagedText
from ocrfix.text.spans import Span

_P = TypeVar("_P", Edit, Marker)


class RemovedMarker(NamedTuple):
    """A marker that was removed from the text.

    Attributes:
        span: its span in the original text.
        marker: the marker.
    """

    span: Span
    marker: Marker


def assemble(
    text: str,
    edits: Sequence[Edit],
    suggestions: Sequence[Edit],
    markers: Sequence[Marker] = (),
    card: Card | None = None,
    source: Source | None = None,
    removed: Sequence[RemovedMarker] = (),
    pages: PagedText | None = None,
) -> Document:
    """Return the document with all its records placed in the original and in the clean text.

    Args:
        text: the original text.
        edits: the edits of the original.
        suggestions: edits that are not made, on the clean text.
        markers: the markers of the clean text.
        card: the card.
        source: where the text came from.
        removed: the markers that the edits removed.
        pages: the pages of the original, if it has any.
    """
    edits = sorted_edits(edits)
    offsets = offset_map(edits)
    placed_markers = [_in_original(marker, offsets) for marker in markers]
    placed_markers += [_in_clean(marker, span, offsets) for span, marker in removed]
    placed_edits = with_clean_offsets(edits)
    placed_suggestions = tuple(sorted_edits(_placed_suggestions(text, suggestions, offsets)))
    if pages is not None:
        placed_edits = _on_pages(placed_edits, pages)
        placed_suggestions = _on_pages(placed_suggestions, pages)
        placed_markers = list(_on_pages(placed_markers, pages))
    return Document(
        original=text,
        clean=apply(text, edits),
        edits=placed_edits,
        suggestions=placed_suggestions,
        markers=markers_in_order(placed_markers),
        card=card or Card(),
        source=source or Source(),
    )


def _on_pages(found: Sequence[_P], pages: PagedText) -> tuple[_P, ...]:
    """Return edits or markers with the places of their words."""
    return tuple(
        msgspec.structs.replace(one, places=pages.places(one.start, one.end)) for one in found
    )


def _in_original(marker: Marker, offsets: OffsetMap) -> Marker:
    """Return a marker of the clean text with its span in the original."""
    start, end = offsets.to_original(marker.clean_start, marker.clean_end)
    return msgspec.structs.replace(marker, start=start, end=end)


def _in_clean(marker: Marker, span: Span, offsets: OffsetMap) -> Marker:
    """Return a removed marker at the offset of the clean text from which it is missing."""
    start, end = span
    at = offsets.to_clean(start, end)[0]
    return msgspec.structs.replace(marker, start=start, end=end, clean_start=at, clean_end=at)


def _placed_suggestions(text: str, suggestions: Sequence[Edit], offsets: OffsetMap) -> list[Edit]:
    """Return suggestions with their spans in the original, if they change it."""
    found = []
    for suggestion in suggestions:
        start, end = offsets.to_original(suggestion.start, suggestion.end)
        before = text[start:end]
        if before != suggestion.after and end - start == len(before):
            found.append(
                msgspec.structs.replace(
                    suggestion,
                    start=start,
                    end=end,
                    before=before,
                    clean_start=suggestion.start,
                    clean_end=suggestion.end,
                )
            )
    return found
