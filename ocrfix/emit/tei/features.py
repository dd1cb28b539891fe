"""Feature structures of a TEI document: the details of changes, suggestions and markers.

Guidelines, chapters 18 (feature structures), 16.10 (``standOff``) and 17.3 (``span``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from ocrfix.edits import Edit
from ocrfix.emit.tei.body import certainty
from ocrfix.records import Marker, Record
from ocrfix.text.xml_chars import escape_content, quote_attribute

Features = Mapping[str, "str | float | bool | Features"]


def stand_off(document: Record, loose: Collection[int]) -> str:
    """Return the ``<standOff>`` of ``document``; empty if nothing was changed or marked.

    Args:
        document: any document.
        loose: the indices of the markers that are anchors, not elements.
    """
    parts = [*_changes(document), *_suggestions(document), *_markers(document, loose)]
    return f"<standOff>\n{''.join(parts)}</standOff>\n" if parts else ""


def name_of(key: str) -> str:
    """Encode any text as an XML name; :func:`key_of` decodes it.

    >>> name_of("review date"), key_of("review_x0020_date")
    ('review_x0020_date', 'review date')
    """
    if not key:
        return "_x_"
    return re.sub(r"_(?=x)|[^A-Za-z0-9._-]|\A[0-9.-]", lambda s: f"_x{ord(s[0]):04X}_", key)


def key_of(name: str) -> str:
    """Decode a name made by :func:`name_of`."""
    if name == "_x_":
        return ""
    return re.sub(r"_x([0-9A-F]{4,6})_", lambda s: chr(int(s[1], 16)), name)


def _changes(document: Record) -> Iterator[str]:
    for number, edit in enumerate(document.edits, 1):
        yield _structure("change", _of_edit(edit), f"e{number}")


def _suggestions(document: Record) -> Iterator[str]:
    for number, edit in enumerate(document.suggestions, 1):
        name = f"s{number}"
        yield _structure("suggestion", {"after": edit.after, **_of_edit(edit)}, name)
        sure = f'cert="{certainty(edit.confidence)}" resp="#ocrfix"'
        yield _span("suggestion", name, sure)


def _markers(document: Record, loose: Collection[int]) -> Iterator[str]:
    for index, marker in enumerate(document.markers):
        name = f"m{index + 1}"
        yield _structure("marker", _of_marker(marker, document), name)
        if index in loose:
            yield _span(marker.type, name)


def _of_edit(edit: Edit) -> Features:
    return {"kind": edit.kind, "confidence": edit.confidence, "reason": edit.reason}


def _of_marker(marker: Marker, document: Record) -> Features:
    features: dict[str, str | float | bool | Features] = {"type": marker.type}
    if marker.code is not None:
        features["code"] = marker.code
    features["confidence"] = marker.confidence
    if marker.fields:
        features["fields"] = marker.fields
    if marker.clean_start == marker.clean_end:
        # Its words in the original may have been corrected before they were removed.
        features |= {"removed": True, "text": marker.text}
    elif document.clean[marker.clean_start : marker.clean_end] != marker.text:
        features["text"] = marker.text
    return features


def _structure(type: str, features: Features, name: str = "") -> str:
    id = f' xml:id="{name}"' if name else ""
    values = "".join(f'<f name="{name_of(key)}">{_value(of)}</f>' for key, of in features.items())
    return f'<fs type="{type}"{id}>{values}</fs>' + ("\n" if name else "")


def _value(value: str | float | bool | Features) -> str:
    if isinstance(value, str):
        return f"<string>{escape_content(value)}</string>"
    if isinstance(value, bool):
        return f'<binary value="{str(value).lower()}"/>'
    if isinstance(value, float | int):
        return f"<numeric value={quote_attribute(repr(float(value)))}/>"
    return _structure("fields", value)


def _span(type: str, name: str, more: str = "") -> str:
    more = f" {more}" if more else ""
    return f'<span type="{type}" from="#{name}.from" to="#{name}.to" ana="#{name}"{more}/>\n'
