"""Markup of a PDF: what is added about its markers."""

from __future__ import annotations

from ocrfix.pages.markup import Markup
from ocrfix.pdf.attachment import attach_record
from ocrfix.pdf.bookmarks import add_bookmarks
from ocrfix.pdf.changed_objects import ChangedObjects


def add_markup(changed: ChangedObjects, markup: Markup) -> None:
    """Add markup to a PDF; what it has already is not added again.

    Args:
        changed: the PDF.
        markup: the markup.

    Raises:
        PageFormatError: the PDF allows no such markup.
    """
    if markup.request.bookmarks:
        add_bookmarks(changed, markup.markers)
    if markup.request.record:
        attach_record(changed, markup.record_name, markup.record)
