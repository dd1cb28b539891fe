"""Whether a record that was read is one: its edits make the clean text, its places stand in it.

A record comes from a file, and a file may be damaged or made by somebody else. What is read from it
can be undone, rendered and written back to bytes, or it is refused.
"""

from __future__ import annotations

from ocrfix.edits import Edit, apply, placed
from ocrfix.records import Record


def validation_error(document: Record) -> str:
    """Return what is wrong with a record in a few words, or nothing.

    >>> validation_error(Record(original="Decembe", clean="December"))
    'its edits do not make its clean text'
    """
    try:
        clean = apply(document.original, document.edits)
    except ValueError as error:
        return str(error)
    if clean != document.clean:
        return "its edits do not make its clean text"
    if list(map(_place, placed(document.edits))) != list(map(_place, document.edits)):
        return "the places of its edits are not those of its clean text"
    for suggestion in document.suggestions:
        if document.original[suggestion.start : suggestion.end] != suggestion.before:
            return f"{suggestion.before!r} does not stand at {suggestion.start}"
    original, end = len(document.original), len(clean)
    for marker in document.markers:
        if not 0 <= marker.start <= marker.end <= original:
            return f"no marker can stand at {marker.start}..{marker.end}"
        if not 0 <= marker.clean_start <= marker.clean_end <= end:
            return f"no marker can stand at {marker.clean_start}..{marker.clean_end}"
    return _encoding_fault(document)


def _place(edit: Edit) -> tuple[int | None, int | None]:
    return edit.clean_start, edit.clean_end


def _encoding_fault(document: Record) -> str:
    from ocrfix.text.codec import is_text_encoding

    source = document.source
    try:
        if is_text_encoding(source.encoding):
            source.encode(document.original)
            return ""
    except (LookupError, ValueError):  # among them a byte order mark that the encoding has not
        pass
    return f"its text cannot be written in {source.encoding!r}"
