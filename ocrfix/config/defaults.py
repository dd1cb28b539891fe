"""The default settings, read from ``config.yaml`` or from its compiled copy.

The copy exists because the YAML parser alone takes 30 ms to import.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import msgspec

from ocrfix.config.errors import ConfigError
from ocrfix.config.schema import Settings
from ocrfix.system import paths
from ocrfix.system.atomic_write import atomic_write

S = TypeVar("S", bound=Settings)


class _Compiled(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The compiled copy, with checksums.

    Attributes:
        source_crc: of the YAML file that it was made from.
        settings_crc: of the settings themselves, to recognize a damaged copy.
        settings: the settings.
    """

    source_crc: int
    settings_crc: int
    settings: Any


def default_settings(type: type[S], folder: Path | None = None) -> S:
    """Return the default settings, from the compiled copy unless that is stale.

    Args:
        type: the class of the settings.
        folder: where the compiled copy is; if ``None``, beside the compiled dictionaries.
    """
    source = paths.default_config().read_bytes()
    path = (folder or paths.compiled()) / "config.json"
    settings = _read_compiled(path, crc32(source), type)
    if settings is None:
        settings = parse_defaults(source.decode("utf-8"), paths.default_config(), type)
        _write_compiled(path, crc32(source), settings)
    return settings


def parse_defaults(text: str, path: Path, type: type[S]) -> S:
    """Return the settings of the file of defaults, which has to list all of them.

    Raises:
        ConfigError: it does not.
    """
    from ocrfix.config import yaml_file

    tree, _ = yaml_file.parse(text, str(path))
    try:
        return msgspec.convert(tree, type)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path}: {error}; restore the file") from error


def _read_compiled(path: Path, source_crc: int, type: type[S]) -> S | None:
    """Return the settings of the compiled copy; ``None`` if it is missing, stale or damaged."""
    try:
        compiled = msgspec.json.decode(path.read_bytes(), type=_Compiled)
        settings = msgspec.convert(compiled.settings, type)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    intact = compiled.settings_crc == crc32(msgspec.json.encode(settings))
    return settings if intact and compiled.source_crc == source_crc else None


def _write_compiled(path: Path, source_crc: int, settings: Settings) -> None:
    """Write the compiled copy if its folder is writable; the program runs without it."""
    data = msgspec.json.encode(settings)
    compiled = _Compiled(source_crc=source_crc, settings_crc=crc32(data), settings=settings)
    with suppress(OSError), atomic_write(str(path)) as file:
        file.write(msgspec.json.encode(compiled))
