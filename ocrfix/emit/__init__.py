"""Rendering: one module per output format, none of which depends on how text is corrected.

The formats are the rows of :data:`ocrfix.formats.OUTPUT_FORMATS`. The module of a format has
``render(document, **options) -> str`` and ``OPTIONS``, the names of its options.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ocrfix.formats import OUTPUT_FORMATS

if TYPE_CHECKING:
    from ocrfix.records import Record


def render(document: Record, format: str = "text", **options: Any) -> str:
    """Return ``document`` in an output format.

    Args:
        document: any document.
        format: a name of :data:`ocrfix.formats.OUTPUT_FORMATS`.
        options: the options of the format; see ``render`` of its module.

    Raises:
        ValueError: no such format, option, or value of an option.

    >>> from ocrfix.records import Record
    >>> render(Record(original="Page 2", clean="Page 2"), "text", marks="keep")
    'Page 2'
    """
    if format not in OUTPUT_FORMATS:
        raise ValueError(f"no format {format!r}; the formats are {', '.join(OUTPUT_FORMATS)}")
    module = import_module(OUTPUT_FORMATS[format].module)
    for option in options:
        if option not in module.OPTIONS:
            offered = ", ".join(sorted(module.OPTIONS)) or "none"
            raise ValueError(f"format {format} has no option {option!r}; its options: {offered}")
    rendered: str = module.render(document, **options)
    return rendered
