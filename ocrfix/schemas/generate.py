"""The JSON Schema of records, generated from their classes and docstrings."""

from __future__ import annotations

import inspect
import json
import re
from typing import Any

import msgspec

from ocrfix import edits, records
from ocrfix.document import Document
from ocrfix.text.pages import Place, Quad

_ROLE = re.compile(r":\w+:`([^`]*)`")
_ENTRY = re.compile(r"^ {4}(?P<name>\w+): (?P<text>.*(?:\n {5,}.*)*)", re.MULTILINE)
_SECTION = re.compile(r"\n\n(?=Attributes:|Raises:|>>>)")

Schema = dict[str, Any]

_TYPES: dict[str, type[Any]] = {
    "Document": records.Record,  # whose docstring describes the fields
    "Edit": edits.Edit,
    "Place": Place,
    "Quad": Quad,
    **{
        kind.__name__: kind
        for kind in (
            records.Card,
            records.Change,
            records.Marker,
            records.Replacement,
            records.Source,
            records.WrittenFile,
        )
    },
}
"""The type of each definition of the schema."""


def schema() -> Schema:
    """Return the schema of :class:`ocrfix.document.Document`.

    Added to what the types say are: descriptions of fields, from docstrings; the types of markers;
    and that offsets are not negative and confidences are probabilities.

    >>> schema()["$defs"]["Edit"]["properties"]["start"]["minimum"]
    0
    """
    made = msgspec.json.schema(Document)
    definitions: dict[str, Schema] = made["$defs"]
    for title, definition in definitions.items():
        _describe(definition, _TYPES[title])
        for field, of in definition.get("properties", {}).items():
            if field == "confidence":
                of |= {"minimum": 0, "maximum": 1}
            elif field.endswith(("start", "end")):
                for kind in of.get("anyOf", [of]):
                    if kind["type"] == "integer":
                        kind["minimum"] = 0
    definitions["Marker"]["properties"]["type"]["enum"] = list(records.MARKER_TYPES)
    definitions["Document"]["properties"]["schema"]["const"] = records.SCHEMA_VERSION
    version = records.SCHEMA_VERSION
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:x-ocrfix:schema:record-{version}",
        "title": f"Record of ocrfix, version {version}",
        "$comment": "Offsets are half-open and count Unicode code points.",
        **made,
    }


def text() -> str:
    """Return the text of the schema file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _describe(definition: Schema, record: type[Any]) -> None:
    """Describe a class and its fields from the docstring of the class."""
    summary, *sections = _SECTION.split(inspect.getdoc(record) or "")
    definition["description"] = _plain(summary)
    if "properties" not in definition:  # a tuple, whose items have no names
        return
    names = {field.name: field.encode_name for field in msgspec.structs.fields(record)}
    for section in sections:
        if section.startswith("Attributes:"):
            for entry in _ENTRY.finditer(section):
                field = definition["properties"][names[entry["name"]]]
                # Beside a reference a description is allowed since draft 2019-09.
                field["description"] = _plain(entry["text"])


def _plain(text: str) -> str:
    return " ".join(_ROLE.sub(r"`\1`", text).replace("``", "`").split())
