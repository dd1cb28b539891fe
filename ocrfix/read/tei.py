"""TEI documents: reading what :mod:`ocrfix.emit.tei` wrote, also after editing.

The parser is Python's own, event by event: no nesting is too deep for it, and no tree is built in
memory. A document type declaration is rejected where it begins, so there are no entities, neither
infinitely expanding ones nor ones that name a file (as ``defusedxml`` does).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Literal, NamedTuple, TypeVar
from xml.parsers import expat

import msgspec

from ocrfix.document import Document
from ocrfix.edits import Edit, offset_map, with_clean_offsets
from ocrfix.emit.tei.features import key_of
from ocrfix.records import MARKER_TYPES, Card, Marker, Source, markers_in_order
from ocrfix.text.offsets import OffsetMap
from ocrfix.text.xml_chars import NAMESPACE, character

_CONFIDENCE = {"high": 0.95, "medium": 0.8, "low": 0.5}
"""The confidence of a correction that has only a ``cert``."""

_MARKED = ("seg", "stamp", "fw")
_ID = "http://www.w3.org/XML/1998/namespace id"

_Side = Literal["both", "sic", "corr", "none"]
_Attributes = Mapping[str, str]
_T = TypeVar("_T")


def read(xml: str | bytes) -> Document:
    r"""Return the document that :func:`ocrfix.emit.tei.render` wrote, or one that was edited since.

    Both texts, edits, suggestions, markers, card and source are restored. A correction without
    features of ocrfix, such as an editor's own, gets the kind ``corrected`` and a confidence from
    its ``cert``. Offsets follow from the text, so they are right after editing too.

    Args:
        xml: a TEI document; bytes in the encoding that they declare.

    Raises:
        ValueError: not XML, not such a TEI document, or one with a document type or entities.

    >>> import ocrfix
    >>> document = ocrfix.clean("SECRET\n\nWashington, Decembe 12")
    >>> read(document.render("tei")) == document
    True
    """
    data = xml.encode("utf-8") if isinstance(xml, str) else xml
    parser = expat.ParserCreate("utf-8" if isinstance(xml, str) else None, " ")
    parser.buffer_text = True
    reader = _TeiReader()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError(f"not well-formed XML: {error}") from error
    return reader.document()


def _refuse(*_: object) -> None:
    raise ValueError("a document type, which could declare entities; remove it")


class _Element(NamedTuple):
    """An element of the text: its offsets in both texts, and the features it refers to."""

    start: int
    end: int
    clean_start: int
    clean_end: int
    features: str
    type: str
    certainty: str = ""


class _TeiReader:
    """Handler of the parser's events, which collects the document."""

    def __init__(self) -> None:
        self._path: list[str] = []
        self._sides: list[_Side] = ["none"]
        self._closing: list[Callable[[], None] | None] = []
        self._original, self._clean = _TextBuilder(), _TextBuilder()
        self._correction: _Attributes = {}
        self._changes: list[_Element] = []
        self._marked: list[_Element] = []
        self._spans: list[_Attributes] = []
        self._anchors: dict[str, tuple[int, int]] = {}
        self._structures = _FeatureStructures()
        self._xeno_data: list[str] = []
        self._blocks = 0

    # Handlers of the parser.

    def start(self, tag: str, attributes: _Attributes) -> None:
        namespace, _, name = tag.rpartition(" ")
        parent = self._path[-1] if self._path else ""
        if not parent and (namespace, name) != (NAMESPACE, "TEI"):
            raise ValueError("not a TEI document; its root element must be TEI")
        self._path.append(name)
        self._closing.append(None)
        side = self._sides[-1]
        if side != "none":
            side = self._inside(name, parent, attributes, side)
        elif name == "ab" and parent == "body":
            self._blocks += 1
            side = "both"
        elif name == "span":
            self._spans.append(attributes)
        else:
            self._structures.start(name, attributes)
        self._sides.append(side)

    def end(self, tag: str) -> None:
        name = self._path.pop()
        self._sides.pop()
        close = self._closing.pop()
        if close is not None:
            close()
        if self._sides[-1] == "none":
            self._structures.end(name)

    def text(self, text: str) -> None:
        side = self._sides[-1]
        if side == "none":
            if self._path[-1] == "xenoData":
                self._xeno_data.append(text)
            elif self._path[-1] == "string":
                self._structures.text(text)
            return
        if side != "corr":
            self._original.add(text)
        if side != "sic":
            self._clean.add(text)

    # Inside the text.

    def _inside(self, name: str, parent: str, attributes: _Attributes, side: _Side) -> _Side:
        """Handle the start of an element of the text; return which of the texts it contains."""
        if name in ("gap", "note"):
            return "none"
        if name == "g":
            self.text(character(attributes.get("ref", "")) or "")
        elif name == "anchor":
            self._anchors[attributes.get(_ID, "")] = self._here()
        elif name in _MARKED:
            self._closing[-1] = partial(self._close_marker, self._here(), attributes)
        elif side == "both":
            return self._reading(name, parent, attributes)
        return side

    def _reading(self, name: str, parent: str, attributes: _Attributes) -> _Side:
        if name in ("choice", "surplus", "supplied"):
            self._correction = attributes
            self._closing[-1] = partial(self._close_change, self._here(), attributes)
        if name == "surplus" or (name == "sic" and parent == "choice"):
            return "sic"
        if name == "supplied" or (name == "corr" and parent == "choice"):
            self._correction = attributes
            return "corr"
        return "both"

    def _here(self) -> tuple[int, int]:
        return self._original.length, self._clean.length

    def _span(self, start: tuple[int, int], features: str, type: str, sure: str = "") -> _Element:
        end = self._here()
        name = features.removeprefix("#")
        return _Element(start[0], end[0], start[1], end[1], name, type, sure)

    def _close_change(self, start: tuple[int, int], attributes: _Attributes) -> None:
        kind, sure = (self._correction.get(name, "") for name in ("type", "cert"))
        kind = kind or attributes.get("reason", "")
        self._changes.append(self._span(start, attributes.get("ana", ""), kind, sure))

    def _close_marker(self, start: tuple[int, int], attributes: _Attributes) -> None:
        type = attributes.get("type", "")
        self._marked.append(self._span(start, attributes.get("ana", ""), type))

    # The result.

    def document(self) -> Document:
        """Return the document that was read.

        Raises:
            ValueError: it holds no text, or its features do not fit the text.
        """
        if not self._blocks:
            raise ValueError("no text; the body must hold an element ab, as ocrfix writes it")
        original, clean = self._original.text(), self._clean.text()
        edits = with_clean_offsets(list(self._edits(original, clean)))
        offsets = offset_map(edits)
        card, source = self._header()
        markers = list(self._markers(original, clean, offsets))
        return Document(
            original=original,
            clean=clean,
            edits=edits,
            suggestions=tuple(self._suggestions(original, offsets)),
            markers=markers_in_order(markers),
            card=card,
            source=source,
        )

    def _edits(self, original: str, clean: str) -> Iterator[Edit]:
        for span in self._changes:
            before = original[span.start : span.end]
            after = clean[span.clean_start : span.clean_end]
            if before == after:
                continue  # an editor undid it
            features = self._structures.by_name.get(span.features, {})
            likely = _CONFIDENCE.get(span.certainty, 1.0)
            yield Edit(
                start=span.start,
                end=span.end,
                before=before,
                after=after,
                kind=_feature(features, "kind", str, span.type if features else "corrected"),
                confidence=_feature(features, "confidence", float, likely),
                reason=_feature(features, "reason", str, "in the TEI document"),
            )

    def _suggestions(self, original: str, offsets: OffsetMap) -> Iterator[Edit]:
        for attributes, span in self._between_anchors():
            if attributes.get("type") != "suggestion":
                continue
            features = self._structures.by_name.get(span.features, {})
            start, end = offsets.to_original(span.clean_start, span.clean_end)
            after = _feature(features, "after", str, "")
            if after == original[start:end]:
                continue
            yield Edit(
                start=start,
                end=end,
                before=original[start:end],
                after=after,
                kind=_feature(features, "kind", str, "corrected"),
                confidence=_feature(features, "confidence", float, 0.5),
                reason=_feature(features, "reason", str, "in the TEI document"),
                clean_start=span.clean_start,
                clean_end=span.clean_end,
            )

    def _markers(self, original: str, clean: str, offsets: OffsetMap) -> Iterator[Marker]:
        loose = (
            span for attributes, span in self._between_anchors()
            if attributes.get("type") != "suggestion"
        )  # fmt: skip
        order = {name: number for number, name in enumerate(self._structures.by_name)}
        spans = [*self._marked, *loose]
        for span in sorted(spans, key=lambda span: order.get(span.features, len(order))):
            features = self._structures.by_name.get(span.features, {})
            type = _feature(features, "type", str, span.type)
            if _feature(features, "removed", bool, False):
                start, end = span.start, span.end
                clean_start = clean_end = offsets.to_clean(start, end)[0]
                text = _feature(features, "text", str, original[start:end])
            else:
                clean_start, clean_end = span.clean_start, span.clean_end
                start, end = offsets.to_original(clean_start, clean_end)
                text = _feature(features, "text", str, clean[clean_start:clean_end])
                if len(text) != clean_end - clean_start:
                    text = clean[clean_start:clean_end]  # an editor changed it
            if not text or type not in MARKER_TYPES:
                continue
            code = features.get("code")
            fields = _feature(features, "fields", dict, {})
            yield Marker(
                start=start,
                end=end,
                type=type,
                text=text,
                clean_start=clean_start,
                clean_end=clean_end,
                code=code if isinstance(code, str) else None,
                fields={key: value for key, value in fields.items() if isinstance(value, str)},
                confidence=_feature(features, "confidence", float, 1.0),
            )

    def _between_anchors(self) -> Iterator[tuple[_Attributes, _Element]]:
        for attributes in self._spans:
            start = self._anchors.get(attributes.get("from", "").removeprefix("#"))
            end = self._anchors.get(attributes.get("to", "").removeprefix("#"))
            if start is None or end is None or end < start:
                raise ValueError(f"a span without its anchors: {attributes.get('from')}")
            name = attributes.get("ana", "").removeprefix("#")
            type = attributes.get("type", "")
            yield attributes, _Element(start[0], end[0], start[1], end[1], name, type)

    def _header(self) -> tuple[Card, Source]:
        if not self._xeno_data:
            return Card(), Source()
        try:
            data = msgspec.json.decode("".join(self._xeno_data), type=_XenoData)
        except (msgspec.DecodeError, UnicodeError) as error:
            raise ValueError(
                f"the content of xenoData was not written by ocrfix: {error}"
            ) from error
        return data.card, data.source


class _XenoData(msgspec.Struct):
    """The JSON in the header."""

    card: Card
    source: Source


class _TextBuilder:
    """A text that is appended to."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0

    def add(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)

    def text(self) -> str:
        return "".join(self._parts)


class _FeatureStructures:
    """Feature structures by name."""

    def __init__(self) -> None:
        self.by_name: dict[str, dict[str, Any]] = {}
        self._open: list[tuple[str, dict[str, Any]]] = []
        self._keys: list[str] = []
        self._string: list[str] = []

    def start(self, name: str, attributes: _Attributes) -> None:
        if name == "fs":
            self._open.append((attributes.get(_ID, ""), {}))
        elif not self._open:
            return
        elif name == "f":
            self._keys.append(key_of(attributes.get("name", "")))
        elif name == "string":
            self._string.clear()
        elif name == "g":
            self.text(character(attributes.get("ref", "")) or "")
        elif name == "numeric":
            self._value(_number(attributes.get("value", "")))
        elif name == "binary":
            self._value(attributes.get("value") in ("true", "1"))

    def text(self, text: str) -> None:
        self._string.append(text)

    def end(self, name: str) -> None:
        if not self._open:
            return
        if name == "fs":
            id, features = self._open.pop()
            if self._open:
                self._value(features)
            else:
                self.by_name[id] = features
        elif name == "f":
            self._keys.pop()
        elif name == "string":
            self._value("".join(self._string))

    def _value(self, value: object) -> None:
        if self._keys:
            self._open[-1][1][self._keys[-1]] = value


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise ValueError(f"a confidence that is not a number: {text!r}") from error


def _feature(features: Mapping[str, Any], name: str, kind: type[_T], default: _T) -> _T:
    value = features.get(name)
    return value if isinstance(value, kind) else default
