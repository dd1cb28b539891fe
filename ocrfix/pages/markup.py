"""Markup: what is added to a file with pages about its markers, when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocrfix.records import Marker


class MarkupRequest(NamedTuple):
    """The kinds of markup that are asked for.

    Attributes:
        bookmarks: a tree of bookmarks that lead to the markers.
        record: the record of the document, as an attachment.
        highlights: annotations that highlight the markers on their pages; only for a copy.

    >>> bool(MarkupRequest()), bool(MarkupRequest(bookmarks=True))
    (False, True)
    """

    bookmarks: bool = False
    record: bool = False
    highlights: bool = False

    def __bool__(self) -> bool:
        return any(self)


class Markup(NamedTuple):
    """The markup of one file.

    Attributes:
        request: the kinds of it.
        markers: the markers, in order, with their places.
        record: the record of the document, in JSON.
        record_name: the file name of the record.
    """

    request: MarkupRequest = MarkupRequest()
    markers: Sequence[Marker] = ()
    record: bytes = b""
    record_name: str = ""


NO_MARKUP = Markup()
