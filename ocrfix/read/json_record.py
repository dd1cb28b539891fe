"""JSON records: a document from the record that ``ocrfix clean --format json`` wrote."""

from __future__ import annotations

from ocrfix.document import Document


def read(text: str) -> Document:
    """Return the document of one record; see :meth:`ocrfix.Document.from_json`.

    Raises:
        ValueError: not a record, damaged, or of a later schema version.
    """
    return Document.from_json(text)
