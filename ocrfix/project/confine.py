"""What settings may name: nothing outside of the project that they were found in.

Settings come along with a cloned repository. They are not asked to open what lies elsewhere, be it
by ``../..``, by an absolute path or through a link: a message about a bad line would quote it.
"""

from __future__ import annotations

import os

_MOST_FILES = 10_000
"""A folder of dictionaries with more files is something else."""


def within(path: str, root: str) -> bool:
    """Whether ``path`` lies in the folder ``root``, after all links.

    >>> within("/project/words", "/project"), within("/project/../etc", "/project")
    (True, False)
    """
    real, top = os.path.realpath(path), os.path.realpath(root)
    return real == top or real.startswith(os.path.join(top, ""))


def all_within(folder: str, root: str) -> bool:
    """Whether a folder, and all that stands in it, lies in ``root``."""
    if not within(folder, root):
        return False
    count = 0
    for here, folders, files in os.walk(folder):
        count += len(files) + len(folders)
        if count > _MOST_FILES:
            return False
        for name in (*folders, *files):
            path = os.path.join(here, name)
            if os.path.islink(path) and not within(path, root):
                return False
    return True
