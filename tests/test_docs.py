"""The examples in ``docs/`` are correct, and its tables are complete."""

from __future__ import annotations

import doctest
import re
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest

from ocrfix.correction.corrector import KINDS
from ocrfix.document import Document
from ocrfix.edits import Edit
from ocrfix.emit.rows import CHANGES
from ocrfix.formats import OUTPUT_FORMATS, output_formats
from ocrfix.records import MARKER_TYPES, Card, Marker, Source

GLOSSARY = Path(__file__).parents[1] / "docs" / "glossary.md"
RECORDS = Path(__file__).parents[1] / "docs" / "records.md"
READINGS = Path(__file__).parents[1] / "docs" / "readings.md"
LEGIBILITY = Path(__file__).parents[1] / "docs" / "legibility.md"
CONFIDENCE = Path(__file__).parents[1] / "docs" / "confidence.md"


@pytest.mark.parametrize(
    "page", [RECORDS, READINGS, CONFIDENCE, LEGIBILITY], ids=lambda page: page.stem
)
def test_the_python_examples_of_a_page_work(page: Path) -> None:
    blocks = re.findall(r"```python( spacy)?\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    assert blocks
    here = [code for extra, code in blocks if not extra or find_spec("spacy")]
    example = doctest.DocTestParser().get_doctest("\n".join(here), {}, page.name, None, 0)
    said: list[str] = []
    assert doctest.DocTestRunner().run(example, out=said.append).failed == 0, "".join(said)


@pytest.mark.parametrize("record", [Document, Edit, Marker, Card, Source])
def test_every_field_of_a_record_is_documented(record: type[msgspec.Struct]) -> None:
    page = RECORDS.read_text(encoding="utf-8")
    for field in msgspec.structs.fields(record):
        assert f"`{field.encode_name}`" in page


def test_every_format_is_documented_with_its_extension() -> None:
    page = RECORDS.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \|(.*)$", page, re.MULTILINE))
    assert set(output_formats("clean")) <= set(rows)
    for format in OUTPUT_FORMATS.values():
        if format.extension:
            assert f"| `{format.extension}` |" in rows[format.name]


@pytest.mark.parametrize("name", [*MARKER_TYPES, *KINDS])
def test_the_glossary_defines_every_marker_type_and_edit_kind(name: str) -> None:
    assert f"\n| `{name}` | " in GLOSSARY.read_text(encoding="utf-8")


def test_every_column_of_the_changes_is_documented() -> None:
    page = RECORDS.read_text(encoding="utf-8")
    assert all(f"`{column}`" in page for column in CHANGES.columns)
