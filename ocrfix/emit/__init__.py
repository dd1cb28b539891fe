"""Rendering documents: one module per format, none of which knows of spelling.

A format is a module with ``render(document, **options) -> str`` and ``OPTIONS``, the names of its
options.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ocrfix.records import Record

FORMATS: dict[str, str] = {
    "text": "the clean text, its markers inline, as they stand, or taken out",
    "json": "the whole record, one line",
    "jsonl": "the same; of many documents, all records in one file",
    "diff": "what changed, as a unified diff from the original to the text",
    "table": "the markers, in columns for reading",
    "csv": "the markers, for a spreadsheet",
    "changes": "the changes made and suggested, for a spreadsheet (CSV)",
    "markdown": "the text with notes, the card and tables of what was done, to read",
    "tei": "the text with its changes and markers, as TEI P5 (XML)",
    "webannotation": "the changes and markers beside the file, as W3C Web Annotations (JSON-LD)",
}
"""The formats, and what each one holds."""


def render(document: Record, format: str = "text", **options: Any) -> str:
    """Return ``document`` in a format.

    Args:
        document: any document.
        format: a key of :data:`FORMATS`.
        options: what the format offers; see ``render`` of its module.

    Raises:
        ValueError: no such format, option, or value of an option.

    >>> from ocrfix import Record
    >>> render(Record(original="Page 2", clean="Page 2"), "text", marks="keep")
    'Page 2'
    """
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}; there are {', '.join(FORMATS)}")
    module = import_module(f"ocrfix.emit.{_MODULES.get(format, format)}")
    for option in options:
        if option not in module.OPTIONS:
            offered = ", ".join(sorted(module.OPTIONS)) or "none"
            raise ValueError(f"no option {option!r} of {format}; there is {offered}")
    rendered: str = module.render(document, **options)
    return rendered


_MODULES = {
    "json": "record",
    "jsonl": "record",
    "csv": "csv_markers",
    "changes": "csv_changes",
}  # so that none is named like one of Python
