"""Where each setting in force comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from ocrfix.config.discovery import shown
from ocrfix.config.project import Project

_Path = tuple[str, ...]

DEFAULT = "default"
COMMAND_LINE = "command line"

_WHOLE = ("folders",)
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
    project: Project, path: str | None, named: Mapping[_Path, str | None]
) -> Iterator[Setting]:
    """Yield the settings in force, in the order of ``config.yaml``.

    Args:
        project: the project.
        path: a file, for the settings that its folder gives it; ``None`` for those of the project.
        named: what the command line says, by the path of the setting; ``None`` where nothing.

    >>> from ocrfix.config import Config
    >>> from ocrfix.config.discovery import Place
    >>> next(origins(Project(Place(None, "/", "/"), Config.default()), None, {})).name
    'read.extensions'
    """
    said: dict[_Path, str] = {}
    lines: Mapping[_Path, int] = {}
    if project.place.file is not None:
        from ocrfix.config.loader import parse

        file = Path(shown(project.place.file))
        tree, lines = parse(file)
        said.update({at: _line(file, lines, at) for at, _ in _leaves(tree)})
        for glob in project.folders(path) if path is not None else ():
            for at, _ in _leaves((tree.get("folders") or {}).get(glob) or {}):
                said[at] = _line(file, lines, ("folders", glob, *at))
    said.update({at: COMMAND_LINE for at, value in named.items() if value is not None})
    config = project.config if path is None else project.of(path)
    for at, value in _leaves(msgspec.to_builtins(config)):
        if path is not None and at[0] in ("exclude", "folders"):
            continue  # what they come to for this file is shown already
        yield Setting(".".join(at), value, said.get(at, DEFAULT))


def _leaves(tree: Mapping[str, Any], at: _Path = ()) -> Iterator[tuple[_Path, Any]]:
    for name, value in tree.items():
        here = (*at, name)
        if isinstance(value, dict) and here != _WHOLE:
            yield from _leaves(value, here)
        else:
            yield here, value


def _line(file: Path, lines: Mapping[_Path, int], at: _Path) -> str:
    known = [lines[at[:n]] for n in range(len(at), -1, -1) if at[:n] in lines]
    return f"{file}:{known[0]}" if known else str(file)
