"""Loading a settings file: YAML, or the table of a ``pyproject.toml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from ocrfix.config import toml_file, yaml_file
from ocrfix.config.errors import ConfigError, SettingPath
from ocrfix.config.merge import Merger
from ocrfix.config.schema import Settings
from ocrfix.system import safe_files

MAX_BYTES = 1 << 20
"""No settings file is larger; one of this size takes ten seconds to parse."""

S = TypeVar("S", bound=Settings)


def load_onto(base: S, path: Path, root: Path | None = None) -> S:
    """Return ``base`` with the settings of a file merged into it.

    Args:
        base: the settings that hold where the file says nothing.
        path: a YAML file, or a TOML file with a table ``tool.ocrfix``.
        root: the folder in which all files that it names have to be; if ``None``, anywhere.

    Raises:
        ConfigError: the file cannot be read, or something in it is wrong.
    """
    tree, lines = parse(path)
    return Merger(path, lines, root).merge(base, tree)


def parse(path: Path) -> tuple[dict[str, Any], dict[SettingPath, int]]:
    """Return the tree of a settings file, and the line (from 1) of the name at each path in it.

    Raises:
        ConfigError: the file cannot be read, or is not a settings file.
    """
    try:
        # A pipe gets here only if the user named it, such as the output of a command.
        data = safe_files.read(path, MAX_BYTES, allow_pipe=True)
        if path.suffix == ".toml":
            return toml_file.parse(data, str(path))
        text = data.decode("utf-8-sig")
    except safe_files.UnreadableFile as error:
        raise ConfigError(f"{path}: {error}; name a settings file") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from error
    return yaml_file.parse(text, str(path))
