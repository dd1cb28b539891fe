"""Documents: the result of :func:`ocrfix.clean`, with its record, its renderings and its JSON."""

from __future__ import annotations

from typing import Any

import msgspec

from ocrfix.records import SCHEMA_VERSION, Record


class Document(Record, frozen=True, kw_only=True, dict=True):
    """One document: the original, the clean text, and every difference between them.

    Its fields are those of :class:`ocrfix.records.Record`: ``original``, ``clean``, ``edits``,
    ``suggestions``, ``markers``, ``card``, ``source`` and ``schema``.

    >>> import ocrfix
    >>> document = ocrfix.correct("Washington, Decembe 12")
    >>> document.clean
    'Washington, December 12'
    >>> document.undo() == document.original
    True
    """

    def render(self, format: str = "text", **options: Any) -> str:
        """Return the document in an output format.

        Args:
            format: a name of :data:`ocrfix.formats.OUTPUT_FORMATS`, such as ``text`` or ``json``.
            options: options of the format, such as ``marks="inline"`` for ``text``.

        Raises:
            ValueError: no such format or option.
        """
        from ocrfix.emit import render

        return render(self, format, **options)

    def to_dataframe(self, table: str = "markers") -> Any:
        """Return the markers, the edits or the card as a pandas ``DataFrame``, one row for each.

        Args:
            table: ``"markers"``, ``"edits"`` for the changes made and suggested, or ``"card"``. The
                columns are those of ``ocrfix tag --markers``, ``ocrfix clean --format changes`` and
                ``ocrfix tag --cards``.

        Raises:
            ImportError: pandas is not installed.
            ValueError: no such table.
        """
        from ocrfix.emit.dataframe import to_dataframe

        return to_dataframe(self, table)

    def __repr__(self) -> str:
        """Return one line: the source and the numbers of edits and markers."""
        from ocrfix.emit.notebook import counts

        return f"<Document {self.source.name or 'from a string'}: {counts(self)}>"

    def _repr_html_(self) -> str:
        """Return the text with its changes and markers, for Jupyter."""
        from ocrfix.emit.notebook import render

        return render(self)

    @classmethod
    def from_json(cls, record: str | bytes) -> Document:
        """Read back a record written by :meth:`to_json`.

        Raises:
            ValueError: not such a record, damaged, or of a later schema version.
        """
        try:
            document = msgspec.json.decode(record, type=cls)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise ValueError(f"not an ocrfix record: {error}") from error
        if document.schema > SCHEMA_VERSION:
            raise ValueError(
                f"record of schema {document.schema}; this ocrfix reads up to {SCHEMA_VERSION}"
            )
        from ocrfix.validation import validation_error

        if problem := validation_error(document):
            raise ValueError(f"not an ocrfix record: {problem}")
        return document
