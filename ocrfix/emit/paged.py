"""Files with pages as output: the corrected file, and the record that lies beside it."""

from __future__ import annotations

import os
from typing import NamedTuple

import msgspec

from ocrfix.formats import SIDECAR_EXTENSION
from ocrfix.pages.changes import word_changes
from ocrfix.pages.file import MarkableFile, PagedFile, PageFormatError
from ocrfix.pages.markup import NO_MARKUP, Markup, MarkupRequest
from ocrfix.pages.restore import restored, undo_of
from ocrfix.records import Record, WrittenFile


class CorrectedFile(NamedTuple):
    """A corrected file with pages.

    Attributes:
        data: its bytes; those of the original, if no word is changed.
        record: the record of the document, which restores the original, on one line.
    """

    data: bytes
    record: bytes


def corrected_file(
    document: Record,
    file: PagedFile,
    original: bytes,
    request: MarkupRequest = NO_MARKUP.request,
) -> CorrectedFile:
    """Return a file with pages with the clean text of its document.

    Args:
        document: the document that was read from it.
        file: the file.
        original: its bytes.
        request: the markup to be added; only for a file to which it can be.

    Raises:
        PageFormatError: an edit cannot be written, or the file cannot.
    """
    changes, refused = word_changes(file.paged, document.edits)
    if refused:
        first = refused[0]
        problem = f"{first.before!r} to {first.after!r} cannot be written on its page"
        raise PageFormatError(problem, "change words of one line only")
    if request and isinstance(file, MarkableFile):
        data = file.write_marked(changes, _markup(document, request))
    else:
        data = file.write(changes) if changes else original
    return _with_record(document, data, original)


def relaid_file(
    document: Record,
    file: MarkableFile,
    original: bytes,
    request: MarkupRequest = NO_MARKUP.request,
) -> CorrectedFile:
    """Return a file with pages with the same words, each without gaps between its letters.

    Args:
        document: the document that was read from it, with no edits.
        file: the file.
        original: its bytes.
        request: the markup to be added.

    Raises:
        PageFormatError: the file cannot be written.
    """
    data = file.relay(markup=_markup(document, request))
    return _with_record(document, data, original)


def _markup(document: Record, request: MarkupRequest) -> Markup:
    """Return the markup of a document; its record says no folder, and nothing of the file."""
    if not request.record:
        return Markup(request, document.markers)
    name = os.path.basename(document.source.name or "") or "document"
    name = "document" if name == "-" else name
    source = msgspec.structs.replace(document.source, name=name)
    record = msgspec.structs.replace(document, source=source, written=msgspec.UNSET)
    data = (record.to_json() + "\n").encode("utf-8")
    return Markup(request, document.markers, data, name + SIDECAR_EXTENSION)


def _with_record(document: Record, data: bytes, original: bytes) -> CorrectedFile:
    from hashlib import sha256

    undo = undo_of(original, data)
    if restored(data, undo) != original:
        raise PageFormatError("its original could not be restored", "report it, with the file")
    written = WrittenFile(sha256=sha256(data).hexdigest(), size=len(data), undo=undo)
    record = msgspec.structs.replace(document, written=written)
    return CorrectedFile(data, (record.to_json() + "\n").encode("utf-8"))
