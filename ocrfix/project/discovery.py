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
    nearest: str | None = None
    root = None
    for above in _upward(os.path.abspath(folder)):
        nearest = nearest or _in(above)
        if os.path.lexists(os.path.join(above, ".git")):
            root = above
            break
    if root is None:
        root, nearest = here, _in(here)
    if nearest is not None:
        return Place(nearest, os.path.dirname(nearest), root)
    path = os.path.join(here, FILE_NAME)
    if os.path.isfile(path):
        return Place(path, here, _root(here))
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


def _root(folder: str) -> str:
    for above in _upward(folder):
        if os.path.lexists(os.path.join(above, ".git")):
            return above
    return folder


def _in(folder: str) -> str | None:
    """Return the file of settings in one folder; the YAML file wins over the table of TOML."""
    path = os.path.join(folder, PROJECT_FILE)
    if os.path.isfile(path):
        return path
    path = os.path.join(folder, PYPROJECT)
    return path if has_settings(path) else None


def has_settings(path: str) -> bool:
    """Whether there is a ``pyproject.toml`` at ``path`` that has our table.

    Raises:
        ConfigError: it cannot be read.
    """
    if not os.path.isfile(path):
        return False
    # Most have not, and need not be parsed to see it.
    try:
        with open(path, "rb") as file:
            if b"ocrfix" not in file.read(_MOST):
                return False
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(f"{shown(path)}: cannot be read: {reason}; check the file") from error
    from ocrfix.project.toml import has_table

    return has_table(path, shown(path))
