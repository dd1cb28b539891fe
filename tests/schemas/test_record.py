"""The published schema of the record: it matches the current record, and records are valid."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

import ocrfix
from ocrfix import schemas
from ocrfix.document import Document
from ocrfix.schemas.generate import text
from tests.emit.records import records
from tests.profiles import examples

PUBLISHED = Path(schemas.__file__).with_name(schemas.name())
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/record.json"))


@pytest.fixture(scope="module")
def validator():
    jsonschema.Draft202012Validator.check_schema(schemas.record())
    return jsonschema.Draft202012Validator(schemas.record())


def test_the_published_schema_is_that_of_todays_records() -> None:
    published = PUBLISHED.read_text(encoding="utf-8")
    assert published == text(), "run: .venv/bin/python -m ocrfix.schemas"


def test_every_field_of_a_record_is_described() -> None:
    for title, definition in schemas.record()["$defs"].items():
        if title not in ("Card", "Change"):  # whose fields are what their names say
            for name, field in definition.get("properties", {}).items():
                assert field.get("description"), f"{title}.{name}"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_records_of_the_examples_are_valid(validator, path: Path) -> None:
    validator.validate(json.loads(path.read_bytes()))


@settings(max_examples=examples(100), derandomize=True)
@given(records())
def test_any_record_is_valid(validator, document: Document) -> None:
    validator.validate(json.loads(document.to_json()))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), 2),
        (("original",), None),
        (("markers", 0, "type"), "remark"),
        (("markers", 0, "confidence"), 1.5),
        (("markers", 0, "start"), -1),
        (("markers", 0, "fields"), {"date": 1990}),
        (("card", "exemptions"), {"FOIA:b1": "often"}),
    ],
)
def test_other_objects_are_not_valid(validator, path, value) -> None:
    record = json.loads(ocrfix.clean("SECRET\n\nB1\n").to_json())
    validator.validate(record)
    *above, last = path
    inner = record
    for step in above:
        inner = inner[step]
    inner[last] = value
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(record)


def test_unpublished_versions_do_not_exist() -> None:
    with pytest.raises(ValueError, match="no version 9"):
        schemas.record(9)
