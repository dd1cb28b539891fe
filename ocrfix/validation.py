"""Validation of records: a record that is accepted can be undone, rendered and encoded.

A record comes from a file, which may be damaged or made by somebody else.
"""

from __future__ import annotations

from ocrfix.edits import Edit, apply, with_clean_offsets
from ocrfix.records import Record


def validation_error(document: Record) -> str:
    """Return what is wrong with a record, or an empty string.

    >>> validation_error(Record(original="Decembe", clean="December"))
    'its edits do not make its clean text'
    """
    try:
        clean = apply(document.original, document.edits)
    except ValueError as error:
        return str(error)
    if clean != document.clean:
        return "its edits do not make its clean text"
    if list(map(_clean_span, with_clean_offsets(document.edits))) != list(
        map(_clean_span, document.edits)
    ):
        return "the clean offsets of its edits do not fit its clean text"
    for suggestion in document.suggestions:
        if document.original[suggestion.start : suggestion.end] != suggestion.before:
            return f"{suggestion.before!r} is not the text at {suggestion.start}"
    original, end = len(document.original), len(clean)
    for marker in document.markers:
        if not 0 <= marker.start <= marker.end <= original:
            return f"a marker at {marker.start}..{marker.end}, outside the original"
        if not 0 <= marker.clean_start <= marker.clean_end <= end:
            return f"a marker at {marker.clean_start}..{marker.clean_end}, outside the clean text"
    return _encoding_error(document) or _written_error(document)


def _written_error(document: Record) -> str:
    """Return what is wrong with the record of a written file, or an empty string."""
    written, at = document.written, 0
    if not written:
        return ""
    for replacement in written.undo:
        if not at <= replacement.start <= replacement.end <= written.size:
            return f"a replacement at {replacement.start}..{replacement.end} of the written file"
        at = replacement.end
    return "" if document.source.sha256 else "its original has no digest"


def _clean_span(edit: Edit) -> tuple[int | None, int | None]:
    return edit.clean_start, edit.clean_end


def _encoding_error(document: Record) -> str:
    from ocrfix.text.codec import is_text_encoding

    source = document.source
    try:
        if is_text_encoding(source.encoding):
            source.encode(document.original)
            return ""
    except (LookupError, ValueError):  # such as a byte order mark that the encoding lacks
        pass
    return f"its text cannot be encoded in {source.encoding!r}"
