"""The origin of each setting in force: a default, a line of a file, or the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from ocrfix.config.discovery import display_path
from ocrfix.config.errors import SettingPath
from ocrfix.config.project import Project

DEFAULT = "default"
COMMAND_LINE = "command line"

_SINGLE_SETTINGS = (("folders",),)
"""Sections that are shown as one setting."""


class Setting(NamedTuple):
    """One setting.

    Attributes:
        name: its name, such as ``correct.threshold``.
        value: its value.
        origin: ``default``, FILE:LINE, or ``command line``.
    """

    name: str
    value: Any
    origin: str


def origins(
    project: Project, path: str | None, options: Mapping[SettingPath, str | None]
) -> Iterator[Setting]:
    """Yield the settings in force, in the order of ``config.yaml``.

    Args:
        project: the project.
        path: a file, for the settings of its folder; ``None`` for those of the project.
        options: what the command line says, by the path of the setting; ``None`` if nothing.

    >>> from ocrfix.config import Config
    >>> from ocrfix.config.discovery import Location
    >>> next(origins(Project(Location(None, "/", "/"), Config.default()), None, {})).name
    'read.extensions'
    """
    found: dict[SettingPath, str] = {}
    lines: Mapping[SettingPath, int] = {}
    if project.location.file is not None:
        from ocrfix.config.loader import parse

        file = Path(display_path(project.location.file))
        tree, lines = parse(file)
        found.update({at: _line(file, lines, at) for at, _ in _leaves(tree)})
        for glob in project.folders(path) if path is not None else ():
            for at, _ in _leaves((tree.get("folders") or {}).get(glob) or {}):
                found[at] = _line(file, lines, ("folders", glob, *at))
    found.update({at: COMMAND_LINE for at, value in options.items() if value is not None})
    config = project.config if path is None else project.config_for(path)
    for at, value in _leaves(msgspec.to_builtins(config)):
        if path is not None and at[0] in ("exclude", "folders"):
            continue  # their effect on this file is in the other settings
        yield Setting(".".join(at), value, found.get(at, DEFAULT))


def _leaves(tree: Mapping[str, Any], at: SettingPath = ()) -> Iterator[tuple[SettingPath, Any]]:
    for name, value in tree.items():
        here = (*at, name)
        if isinstance(value, dict) and here not in _SINGLE_SETTINGS:
            yield from _leaves(value, here)
        else:
            yield here, value


def _line(file: Path, lines: Mapping[SettingPath, int], at: SettingPath) -> str:
    """Return FILE:LINE of a setting, or of the nearest section around it whose line is known."""
    known = [lines[at[:n]] for n in range(len(at), -1, -1) if at[:n] in lines]
    return f"{file}:{known[0]}" if known else str(file)
