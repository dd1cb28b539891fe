"""The record of a document, attached to its PDF as an associated file."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from pikepdf import Dictionary, Name, Stream, String

from ocrfix.pages.file import PageFormatError
from ocrfix.pdf.changed_objects import ChangedObjects
from ocrfix.pdf.filters import stream_bytes
from ocrfix.pdf.limits import MAX_METADATA_BYTES
from ocrfix.pdf.name_tree import insert_name, subtree

_PART = re.compile(rb"pdfaid:part\s*(?:=\s*[\"']|>)\s*(\d)")
_CONFORMANCE = re.compile(rb"pdfaid:conformance\s*(?:=\s*[\"']|>)\s*\w")


def attach_record(changed: ChangedObjects, name: str, data: bytes) -> None:
    """Attach a record to a PDF, if it has no attachment of this name.

    Args:
        changed: the PDF.
        name: the file name of the attachment.
        data: the record, in JSON.

    Raises:
        PageFormatError: the PDF is of a kind of PDF/A that allows no such attachment.
    """
    _check_may_have_attachments(changed)
    root = changed.pdf.Root
    file = changed.add(Dictionary(Type=Name.Filespec, F=String(name), UF=String(name)))
    if not insert_name(changed, subtree(changed, "/EmbeddedFiles"), name, file):
        changed.numbers.discard(file.objgen)
        return
    stream = changed.add_stream(data)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name("/application/json")
    digest = hashlib.md5(data, usedforsecurity=False).digest()  # as the format wants it
    stream.Params = Dictionary(Size=len(data), CheckSum=String(digest))
    file.EF = Dictionary(F=stream, UF=stream)
    file.AFRelationship = Name.Supplement
    file.Desc = String("Record of ocrfix: the text, its corrections and its markers")
    changed.append("/AF", [file], root)


def _check_may_have_attachments(changed: ChangedObjects) -> None:
    metadata: Any = changed.pdf.Root.get("/Metadata")
    if not isinstance(metadata, Stream):
        return
    xmp = stream_bytes(metadata, MAX_METADATA_BYTES).replace(b"\0", b"")  # also of UTF-16
    part = _PART.search(xmp)
    if part is None:
        return
    number = part[1].decode()
    if number in ("1", "2") or (number == "4" and not _CONFORMANCE.search(xmp)):
        raise PageFormatError(
            f"the PDF is PDF/A-{number}, which allows no attachment of a record",
            "leave out --embed-record; the record lies beside the file",
        )
