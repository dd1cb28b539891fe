"""Clean OCR text of declassified records, and mark its exemption codes and stamps.

>>> import ocrfix
>>> ocrfix.clean("Decembe 14, 1990").clean
'December 14, 1990'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ocrfix._version import __version__ as __version__

__all__ = ["Config", "Document", "Edit", "Marker", "clean", "correct", "tag"]

if TYPE_CHECKING:
    from ocrfix.config import Config
    from ocrfix.document import Document
    from ocrfix.edits import Edit
    from ocrfix.pipeline import clean, correct, tag
    from ocrfix.records import Marker

_HOMES = {
    "Config": "ocrfix.config",
    "Document": "ocrfix.document",
    "Edit": "ocrfix.document",
    "Marker": "ocrfix.document",
    "clean": "ocrfix.pipeline",
    "correct": "ocrfix.pipeline",
    "tag": "ocrfix.pipeline",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used, so that ``import ocrfix`` does no work."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value
    return value
