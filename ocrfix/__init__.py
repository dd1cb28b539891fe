"""Clean OCR text of declassified records, and mark its exemption codes and stamps.

>>> import ocrfix
>>> ocrfix.clean("Decembe 14, 1990").clean
'December 14, 1990'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ocrfix._version import __version__ as __version__

__all__ = [
    "Config",
    "Document",
    "Edit",
    "Marker",
    "WordConfidences",
    "__version__",
    "clean",
    "clean_file",
    "correct",
    "tag",
]

if TYPE_CHECKING:
    from ocrfix.config import Config
    from ocrfix.document import Document
    from ocrfix.edits import Edit
    from ocrfix.pipeline import clean, clean_file, correct, tag
    from ocrfix.records import Marker
    from ocrfix.text.confidences import WordConfidences

_MODULES = {
    "Config": "ocrfix.config",
    "Document": "ocrfix.document",
    "Edit": "ocrfix.edits",
    "Marker": "ocrfix.records",
    "WordConfidences": "ocrfix.text.confidences",
    "clean": "ocrfix.pipeline",
    "clean_file": "ocrfix.pipeline",
    "correct": "ocrfix.pipeline",
    "tag": "ocrfix.pipeline",
}
"""The module that defines each public name."""


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used, so that ``import ocrfix`` does no work."""
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names, for completion in notebooks and shells."""
    return list(__all__)
