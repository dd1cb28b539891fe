"""Configuration: the settings, the files they come from, and the projects they apply to."""

from __future__ import annotations

from ocrfix.config.schema import FILE_NAME, Config, ConfigError, Emit, find, load

__all__ = ["FILE_NAME", "Config", "ConfigError", "Emit", "find", "load"]
