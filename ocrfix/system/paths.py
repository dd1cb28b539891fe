"""Paths of the dictionaries, the default settings, and their compiled forms.

In a checkout, ``dictionaries/`` and ``config.yaml`` are beside the package. A wheel has them in
``ocrfix/data/``, which is where the compiled forms always are.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_DATA = _PACKAGE / "data"


def _installed_or_beside(name: str) -> Path:
    installed = _DATA / name
    return installed if installed.exists() else _PACKAGE.parent / name


def dictionaries() -> Path:
    """Return the folder of the dictionaries that come with the program."""
    return _installed_or_beside("dictionaries")


def default_config() -> Path:
    """Return the file of the default settings."""
    return _installed_or_beside("config.yaml")


def compiled() -> Path:
    """Return the folder of the compiled dictionaries; it may not exist yet."""
    return _DATA / "compiled"
