"""Finding the file of settings that holds for a folder.

From the folder upward to the root of its repository (the folder with ``.git``) and never above it;
the nearest file counts, alone. Outside of a repository only the current folder is looked at: what
stands above a text that lies anywhere, such as in a folder of downloads, is not ours to trust.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from ocrfix.config import FILE_NAME, ConfigError
from ocrfix.config.sandbox import within
from ocrfix.system.os_errors import reason

PROJECT_FILE = ".ocrfix.yaml"
PYPROJECT = "pyproject.toml"

_MOST = 4 << 20
"""So many bytes of a ``pyproject.toml`` are looked at."""


class Place(NamedTuple):
    """Where the settings of a folder stand.

    Attributes:
        file: the file of settings, or ``None`` where there is none.
        folder: what its globs are relative to: the folder of the file; without a file ``root``.
        root: the root of the repository, or the current folder. What the settings name has to lie
            in it.
    """

    file: str | None
    folder: str
    root: str


def locate(folder: str) -> Place:
    """Return where the settings of ``folder`` stand.

    Args:
        folder: any folder; it need not be there.

    Raises:
        ConfigError: a ``pyproject.toml`` on the way that may hold settings cannot be read.

    >>> locate("/nowhere/at/all").file is None
    True
    """
    here = os.getcwd()
    root = _root(os.path.abspath(folder))
    nearest: str | None = None
    if root is None:
        root = here
        nearest = _in(here, root)
    else:
        # The root is known first: what a link leads to out of it is not looked into.
        for above in _upward(os.path.abspath(folder)):
            nearest = nearest or _in(above, root)
            if above == root:
                break
    if nearest is not None:
        return Place(nearest, os.path.dirname(nearest), root)
    path = os.path.join(here, FILE_NAME)
    if os.path.isfile(path):
        return Place(path, here, _root(here) or here)
    return Place(None, root, root)


def shown(path: str) -> str:
    """Return a path as a reader at the current folder would write it.

    >>> shown(os.path.join(os.getcwd(), "a", "b.yaml"))
    'a/b.yaml'
    """
    below = os.path.relpath(path)
    return path if below.startswith("..") else below


def _upward(folder: str) -> Iterator[str]:
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def _root(folder: str) -> str | None:
    for above in _upward(folder):
        if os.path.lexists(os.path.join(above, ".git")):
            return above
    return None


def _in(folder: str, root: str) -> str | None:
    """Return the file of settings in one folder; the YAML file wins over the table of TOML."""
    path = os.path.join(folder, PROJECT_FILE)
    if os.path.isfile(path):
        return path
    path = os.path.join(folder, PYPROJECT)
    return path if has_settings(path, root) else None


def has_settings(path: str, root: str | None = None) -> bool:
    """Whether there is a ``pyproject.toml`` at ``path`` that has our table.

    Args:
        path: the file.
        root: the folder in which it has to lie, after all links; if ``None``, anywhere.

    Raises:
        ConfigError: it cannot be read, or is a link out of ``root`` and may hold settings.
    """
    if not os.path.isfile(path):
        return False
    if root is not None and not within(path, root):
        # Nothing of what it says gets any further; most are of no matter to us.
        if _mentions(path):
            raise ConfigError(f"{shown(path)}:1: a link out of {root}; put the settings there")
        return False
    # Most have not, and need not be parsed to see it.
    if not _mentions(path):
        return False
    from ocrfix.config.toml import has_table

    return has_table(path, shown(path))


def _mentions(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return b"ocrfix" in file.read(_MOST)
    except OSError as error:
        raise ConfigError(
            f"{shown(path)}: cannot be read: {reason(error)}; check the file"
        ) from error
