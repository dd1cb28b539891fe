"""Web Annotation format: changes, suggestions and markers beside the file, as JSON-LD.

An annotation page of the W3C's Web Annotation Data Model (Recommendation of 23 February 2017).
Every target is the file as it was read, with two selectors: by position (section 4.2.5) and by
quotation (4.2.4). Both count Unicode code points, as the model demands ("in terms of unicode
code points … not in terms of code units"), from 0 and half-open, so they are the offsets of the
record. The text is not normalized before it is counted: it has no tags and no character entities.

Motivations are those of the vocabulary: ``editing`` for a change, ``questioning`` for a suggestion,
which programs that apply edits do not apply, ``classifying`` for an exemption code and
``tagging`` for any other marker. Properties that the vocabulary lacks are named ``ocrfix:...``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ocrfix.edits import Edit
from ocrfix.records import Marker, Record

OPTIONS = frozenset({"source"})
CONTEXT_CHARS = 32
"""Code points quoted before and after a target, as common clients do."""

_CONTEXTS = ["http://www.w3.org/ns/anno.jsonld", {"ocrfix": "urn:x-ocrfix:"}]
_GENERATOR = {"type": "Software", "name": "ocrfix"}

_Object = dict[str, Any]


def render(document: Record, *, source: str | None = None) -> str:
    r"""Return an annotation page with one annotation for each edit, suggestion and marker.

    Args:
        document: any document.
        source: the address (IRI) of the original; if ``None``, a name derived from the SHA-256
            of the file (``ni:`` of RFC 6920), by which annotations can be matched to their file.

    >>> import ocrfix, json
    >>> page = json.loads(render(ocrfix.correct("Washington, Decembe 12")))
    >>> [body["value"] for body in page["items"][0]["body"][:2]]
    ['December', 'misread']
    """
    writer = _AnnotationWriter(document, source)
    page = {
        "@context": _CONTEXTS,
        "id": writer.name("page"),
        "type": "AnnotationPage",
        "items": list(writer.annotations()),
    }
    # Escaped to ASCII, so that no character of the record can affect a terminal or viewer.
    return json.dumps(page) + "\n"


def content_name(document: Record) -> str:
    """Return the name of the original by its content, as RFC 6920 defines it.

    >>> content_name(Record(original="", clean=""))
    'ni:///sha-256;47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'
    """
    from base64 import urlsafe_b64encode
    from hashlib import sha256

    try:
        digest = bytes.fromhex(document.digest())
    except UnicodeEncodeError:  # a text from Python that its encoding cannot hold
        digest = sha256(document.original.encode("utf-8", "surrogatepass")).digest()
    encoded = urlsafe_b64encode(digest).decode("ascii")
    return f"ni:///sha-256;{encoded.rstrip('=')}"


class _AnnotationWriter:
    """Writer of the annotations of one document."""

    def __init__(self, document: Record, source: str | None) -> None:
        self._document = document
        self._content_name = content_name(document)
        self._source = source or self._content_name

    def name(self, what: str) -> str:
        """Return the identifier of an annotation, the same in every run."""
        from uuid import NAMESPACE_URL, uuid5

        # The identifier is hashed as UTF-8, which has no surrogates; JSON escapes them.
        return uuid5(NAMESPACE_URL, json.dumps([self._content_name, what])).urn

    def annotations(self) -> Iterator[_Object]:
        for edit in self._document.edits:
            yield self._annotation("editing", edit, self._of_edit(edit, "editing"))
        for edit in self._document.suggestions:
            yield self._annotation("questioning", edit, self._of_edit(edit, "questioning"))
        for marker in self._document.markers:
            motivation = "classifying" if marker.type == "exemption" else "tagging"
            yield self._annotation(motivation, marker, self._of_marker(marker))

    def _annotation(self, motivation: str, item: Edit | Marker, content: _Object) -> _Object:
        first = content["body"][0]["value"]
        return {
            "id": self.name(f"{motivation} {item.start} {item.end} {item.clean_start} {first}"),
            "type": "Annotation",
            "motivation": motivation,
            "generator": _GENERATOR,
            **content,
            "ocrfix:confidence": item.confidence,
            "ocrfix:cleanStart": item.clean_start,
            "ocrfix:cleanEnd": item.clean_end,
            "target": {"source": self._source, "selector": self._selectors(item.start, item.end)},
        }

    def _selectors(self, start: int, end: int) -> list[_Object]:
        text = self._document.original
        return [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(start - CONTEXT_CHARS, 0) : start],
                "suffix": text[end : end + CONTEXT_CHARS],
            },
        ]

    def _of_edit(self, edit: Edit, purpose: str) -> _Object:
        return {
            "body": [
                _body(edit.after, purpose),
                _body(edit.kind, "tagging"),
                _body(edit.reason, "describing"),
            ]
        }

    def _of_marker(self, marker: Marker) -> _Object:
        bodies = [_body(marker.type, "tagging")]
        if marker.code is not None:
            bodies.append(_body(marker.code, "classifying"))
        if "meaning" in marker.fields:
            bodies.append(_body(marker.fields["meaning"], "describing"))
        # Not an object with these keys: in JSON-LD a key can be a term of its own.
        fields = [
            {"ocrfix:name": name, "ocrfix:value": value} for name, value in marker.fields.items()
        ]
        return {"body": bodies, "ocrfix:text": marker.text, "ocrfix:fields": fields}


def _body(value: str, purpose: str) -> _Object:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
