"""The settings object that everything else is given."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ocrfix.config.defaults import default_settings
from ocrfix.config.merge import merge
from ocrfix.config.schema import Settings


class Config(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All settings; immutable, and can be pickled.

    >>> Config.default().merged({"correct": {"threshold": 0.95}}).correct.threshold
    0.95
    """

    @classmethod
    def default(cls) -> Config:
        """Return the settings of ``config.yaml``, the file that comes with the program."""
        return _default()

    def merged(self, settings: Mapping[str, Any]) -> Config:
        """Return these settings with some of them changed.

        Args:
            settings: values by section and name, as in a settings file.

        Raises:
            ConfigError: an unknown name, or a value of the wrong type.
        """
        return merge(self, settings)


def load(path: Path | str | None = None) -> Config:
    """Return the settings of a file, merged into the defaults; without a file, the defaults.

    Args:
        path: a YAML file, or a TOML file with a table ``tool.ocrfix``. The paths under its
            ``dictionaries`` and ``word_files`` are relative to it.

    Raises:
        ConfigError: the file cannot be read, or is not a settings file; the message is one line.

    >>> load() == Config.default()
    True
    """
    if path is None:
        return Config.default()
    from ocrfix.config.loader import load_onto

    return load_onto(Config.default(), Path(path))


@cache
def _default() -> Config:
    return default_settings(Config)
