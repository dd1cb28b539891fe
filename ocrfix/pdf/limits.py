"""Limits of what is read from a PDF, so that a hostile file costs bounded time and memory.

They are far above what scanned records have: a dense typewritten page has 4,000 glyphs, and its
content stream 15,000 operators in 200 KB.
"""

from __future__ import annotations

from ocrfix.pages.file import PageFormatError

MAX_PAGES = 50_000

MAX_CONTENT_BYTES = 64 << 20
"""Of all content streams of a page, decompressed. Drawings of maps have some 20 MB."""

MAX_FONT_STREAM_BYTES = 8 << 20
"""Of a character map, decompressed. One for all of Unicode, entry by entry, has 2 MB."""

MAX_METADATA_BYTES = 8 << 20
"""Of the XMP metadata: those of real files have some kilobytes."""

MAX_OBJECT_STREAM_BYTES = 128 << 20
"""Of all object streams and cross-reference streams of a file, decompressed."""

MAX_OPERATORS = 1_000_000
"""Of a page, or of a character map."""

MAX_GLYPHS = 250_000
"""Of a page."""

MAX_FILE_GLYPHS = 60_000_000
"""Of a file: ten thousand dense pages, and more."""

MAX_FORMS = 10_000
"""Drawn on a page, counted each time. OCR programs draw one, drawing programs a few hundred."""

MAX_NESTING = 32
"""Of arrays and dictionaries in a content stream; and of forms that draw forms."""

MAX_SAVED_STATES = 1_000
"""Of graphics states saved (``q``) and not restored; producers nest a few dozen."""

MAX_CODES = 70_000
"""Of the codes of a font listed one by one; two bytes make 65,536."""


def exceeded(what: str, limit: int) -> PageFormatError:
    """Return the error for a file that has more of something than can be read.

    >>> str(exceeded("operators of a page", 1000))
    'too many operators of a page (more than 1,000); the PDF may be damaged or hostile'
    """
    return PageFormatError(
        f"too many {what} (more than {limit:,})", "the PDF may be damaged or hostile"
    )
