"""Markup of a PDF: what is added about its markers."""

from __future__ import annotations

from ocrfix.pages.markup import Markup
from ocrfix.pdf.attachment import attach_record
from ocrfix.pdf.bookmarks import add_bookmarks
from ocrfix.pdf.changed_objects import ChangedObjects
from ocrfix.pdf.highlights import add_highlights


def add_markup(changed: ChangedObjects, markup: Markup) -> set[int]:
    """Add markup to a PDF; what it has already is not added again.

    Args:
        changed: the PDF.
        markup: the markup.

    Returns:
        The indices of the pages with annotations that are new.

    Raises:
        PageFormatError: the PDF allows no such markup.
    """
    if markup.request.bookmarks:
        add_bookmarks(changed, markup.markers)
    if markup.request.record:
        attach_record(changed, markup.record_name, markup.record)
    if markup.request.highlights:
        return add_highlights(changed, markup.markers)
    return set()
