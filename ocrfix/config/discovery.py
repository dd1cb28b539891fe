"""Finding the settings file of a folder.

The search goes from the folder up to the root of its repository (the folder with ``.git``), never
above it, and the nearest file alone counts. Outside a repository only the current folder is
searched: a file above a text that happens to be in a folder of downloads is not to be trusted.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from ocrfix.config.errors import ConfigError
from ocrfix.config.sandbox import is_inside
from ocrfix.system.os_errors import reason

PROJECT_FILE = ".ocrfix.yaml"
PYPROJECT_FILE = "pyproject.toml"

USER_FILE = "ocrfix.yaml"
"""The settings file of a user, found in the current folder if there is no project file."""

_PYPROJECT_BYTES = 4 << 20
"""How much of a ``pyproject.toml`` is searched for the table."""


class Location(NamedTuple):
    """Where the settings of a folder are.

    Attributes:
        file: the settings file, or ``None`` if there is none.
        folder: what its globs are relative to: the folder of the file, or ``root`` without one.
        root: the root of the repository, or the current folder. Files that the settings name have
            to be in it.
    """

    file: str | None
    folder: str
    root: str


def locate(folder: str) -> Location:
    """Return where the settings of ``folder`` are.

    Args:
        folder: any folder; it need not exist.

    Raises:
        ConfigError: a ``pyproject.toml`` on the way that may have settings cannot be read.

    >>> locate("/nowhere/at/all").file is None
    True
    """
    here = os.getcwd()
    root = _repository(os.path.abspath(folder))
    nearest: str | None = None
    if root is None:
        root = here
        nearest = _settings_file(here, root)
    else:
        # The root is determined first: links that lead out of it are not followed.
        for above in _upward(os.path.abspath(folder)):
            nearest = nearest or _settings_file(above, root)
            if above == root:
                break
    if nearest is not None:
        return Location(nearest, os.path.dirname(nearest), root)
    path = os.path.join(here, USER_FILE)
    if os.path.isfile(path):
        return Location(path, here, _repository(here) or here)
    return Location(None, root, root)


def display_path(path: str) -> str:
    """Return a path for messages: relative, if it is in the current folder.

    >>> display_path(os.path.join(os.getcwd(), "a", "b.yaml"))
    'a/b.yaml'
    """
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative


def has_settings(path: str, root: str | None = None) -> bool:
    """Whether there is a ``pyproject.toml`` at ``path`` with the table ``tool.ocrfix``.

    Args:
        path: the file.
        root: the folder in which it has to be, all links resolved; if ``None``, anywhere.

    Raises:
        ConfigError: it cannot be read, or is a link out of ``root`` and may have settings.
    """
    if not os.path.isfile(path):
        return False
    if root is not None and not is_inside(path, root):
        # Nothing in it is quoted; most such files have no settings.
        if _mentions_ocrfix(path):
            shown = display_path(path)
            raise ConfigError(f"{shown}:1: a link out of {root}; put the settings there")
        return False
    # Most files have no settings, and need not be parsed to see that.
    if not _mentions_ocrfix(path):
        return False
    from ocrfix.config.toml_file import has_table

    return has_table(path, display_path(path))


def _upward(folder: str) -> Iterator[str]:
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def _repository(folder: str) -> str | None:
    for above in _upward(folder):
        if os.path.lexists(os.path.join(above, ".git")):
            return above
    return None


def _settings_file(folder: str, root: str) -> str | None:
    """Return the settings file in a folder; the YAML file takes precedence over TOML."""
    path = os.path.join(folder, PROJECT_FILE)
    if os.path.isfile(path):
        return path
    path = os.path.join(folder, PYPROJECT_FILE)
    return path if has_settings(path, root) else None


def _mentions_ocrfix(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return b"ocrfix" in file.read(_PYPROJECT_BYTES)
    except OSError as error:
        problem = f"cannot be read: {reason(error)}"
        raise ConfigError(f"{display_path(path)}: {problem}; check the file") from error
