"""Configuration: the settings, the files they come from, and the projects they apply to."""

from __future__ import annotations

from ocrfix.config.config import Config, load
from ocrfix.config.errors import ConfigError
from ocrfix.config.schema import Emit

__all__ = ["Config", "ConfigError", "Emit", "load"]
