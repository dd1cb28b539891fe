"""Where the knowledge lies: the dictionaries, the default settings, the compiled forms.

In a checkout ``dictionaries/`` and ``config.yaml`` stand beside the package; in an installed wheel
they stand inside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _beside_or_inside(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.exists() else _PACKAGE.parent / name


def dictionaries() -> Path:
    """Return the folder of the dictionaries that come with the program."""
    return _beside_or_inside("dictionaries")


def default_config() -> Path:
    """Return the file of the default settings."""
    return _beside_or_inside("config.yaml")


def compiled() -> Path:
    """Return the folder of the compiled dictionaries; it may not exist yet."""
    return _PACKAGE / "compiled"
