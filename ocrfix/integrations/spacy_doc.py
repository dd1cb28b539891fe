"""Conversion to spaCy: the clean text as a ``Doc``, its markers and edits as span groups.

spaCy comes with ``pip install 'ocrfix[spacy]'`` and is imported when a ``Doc`` is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from ocrfix.document import Document
from ocrfix.edits import Edit
from ocrfix.records import Marker

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MARKERS, EDITS, SUGGESTIONS = "ocrfix-markers", "ocrfix-edits", "ocrfix-suggestions"
"""The names of the span groups, keys of ``doc.spans``."""


class _SpanRecord(NamedTuple):
    """A record with its span of the clean text, which is not empty."""

    start: int
    end: int
    record: Edit | Marker


class _Token(NamedTuple):
    """A token, and whether a space follows that is not a token of its own."""

    text: str
    space: bool


def to_spacy(document: Document, nlp: Language | None = None) -> Doc:
    """Return the clean text of ``document`` as a spaCy ``Doc``, with markers and edits as spans.

    ``doc.spans["ocrfix-markers"]`` has a span for each marker (its label is the type, its
    ``kb_id_`` the code), ``doc.spans["ocrfix-edits"]`` one for each edit and
    ``doc.spans["ocrfix-suggestions"]`` one for each suggestion (the label is the kind).
    ``span._.ocrfix`` is the record of the span, as a dictionary;
    ``doc._.ocrfix`` the whole record as JSON, from which :func:`from_spacy` makes the document.

    Every span begins and ends at a token boundary: if the tokenizer has none there, its token is
    split. So ``span.text`` is exactly the marked text. Records without text in the clean text, such
    as deletions, have no span; they are in the record.

    Args:
        document: any document.
        nlp: the pipeline whose tokenizer, vocabulary and components to use; if ``None``, the
            tokenizer of ``spacy.blank("en")`` and no components.

    Raises:
        ImportError: spaCy is not installed; the message says how to install it.
    """
    try:
        import spacy
        from spacy.tokens import Doc, Span, SpanGroup
    except ImportError as error:
        raise ImportError("spaCy is not installed; pip install 'ocrfix[spacy]'") from error
    if not Doc.has_extension("ocrfix"):
        Doc.set_extension("ocrfix", default=None)
        Span.set_extension("ocrfix", getter=_record)

    pipeline = nlp if nlp is not None else spacy.blank("en")
    groups = _groups(document)
    tokens = list(_tokens(pipeline.tokenizer(document.clean), groups))
    doc = Doc(
        pipeline.vocab,
        words=[token.text for token in tokens],
        spaces=[token.space for token in tokens],
    )
    if nlp is not None:
        doc = nlp(doc)
    doc._.ocrfix = document.to_json()
    for name, group in groups.items():
        spans = []
        for number, (start, end, record) in enumerate(group):
            label = record.type if isinstance(record, Marker) else record.kind
            code = (record.code or "") if isinstance(record, Marker) else ""
            span = doc.char_span(start, end, label=label, kb_id=code, span_id=f"{name} {number}")
            assert span is not None, "every span begins and ends at a token boundary"
            spans.append(span)
            # A dictionary and not the record, because it can be serialized with the Doc.
            doc.user_data[f"{name} {number}"] = msgspec.to_builtins(record)
        doc.spans[name] = SpanGroup(doc, name=name, spans=spans)
    return doc


def from_spacy(doc: Doc) -> Document:
    """Return the document from which :func:`to_spacy` made a ``Doc``.

    Raises:
        ValueError: the ``Doc`` was not made by it, or was stored without its extension attributes.
    """
    record = doc._.ocrfix if doc.has_extension("ocrfix") else None
    if record is None:
        raise ValueError("the Doc has no ocrfix record; make it with to_spacy")
    return Document.from_json(record)


def _record(span: Any) -> dict[str, Any] | None:
    record: dict[str, Any] | None = span.doc.user_data.get(span.id_)
    return record


def _groups(document: Document) -> dict[str, list[_SpanRecord]]:
    """Return the records that have text in the clean text, by the name of their group."""
    groups: dict[str, Sequence[Edit | Marker]] = {
        MARKERS: document.markers,
        EDITS: document.edits,
        SUGGESTIONS: document.suggestions,
    }
    return {
        name: [
            _SpanRecord(record.clean_start, record.clean_end, record)
            for record in records
            if record.clean_start is not None
            and record.clean_end is not None
            and record.clean_start < record.clean_end
        ]
        for name, records in groups.items()
    }


def _tokens(found: Doc, groups: dict[str, list[_SpanRecord]]) -> Iterator[_Token]:
    """Yield the tokens of a tokenizer, split where a span begins or ends in one.

    The space after a token belongs to it, unless a span begins or ends with that space.
    """
    spans = [span for group in groups.values() for span in group]
    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    boundaries = sorted(starts | ends)
    index = 0
    for token in found:
        start, end = token.idx, token.idx + len(token)
        while index < len(boundaries) and boundaries[index] <= start:
            index += 1
        at = start
        while index < len(boundaries) and boundaries[index] < end:
            yield _Token(token.text[at - start : boundaries[index] - start], False)
            at = boundaries[index]
            index += 1
        space = bool(token.whitespace_)
        separate = space and (end in starts or end + 1 in ends)
        yield _Token(token.text[at - start :], space and not separate)
        if separate:
            yield _Token(token.whitespace_, False)
