"""The JSON Schemas (draft 2020-12) of records, decisions files and findings.

``record-1.schema.json`` is the schema of records with ``"schema": 1``. It is generated from the
classes of :mod:`ocrfix.records`, so that the two cannot differ: ``python -m ocrfix.schemas`` writes
it again.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from ocrfix.records import SCHEMA_VERSION


def record(version: int = SCHEMA_VERSION) -> dict[str, Any]:
    """Return the published schema of a JSON record.

    Args:
        version: the version of the record, its field ``schema``.

    Raises:
        ValueError: there is no such version.

    >>> record()["$id"]
    'urn:x-ocrfix:schema:record-1'
    """
    import json

    try:
        return dict(json.loads(files(__name__).joinpath(name(version)).read_bytes()))
    except FileNotFoundError:
        raise ValueError(f"no version {version}; the versions are 1 to {SCHEMA_VERSION}") from None


def name(version: int = SCHEMA_VERSION) -> str:
    """Return the file name of a version.

    >>> name(1)
    'record-1.schema.json'
    """
    return f"record-{version}.schema.json"
