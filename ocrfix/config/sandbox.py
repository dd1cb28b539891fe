"""Limits on what settings may name: nothing outside the project in which they were found.

Settings come along with a cloned repository. They cannot make the program open files elsewhere,
whether by ``../..``, an absolute path or a link: a message about a bad line would quote it.
"""

from __future__ import annotations

import os
import stat

_MAX_FILES = 10_000
"""A folder with more files is not a folder of dictionaries."""

_MAX_BYTES = 256 << 20
"""Nor is one with more bytes; the dictionaries of the program are a quarter of that."""


def is_inside(path: str, root: str) -> bool:
    """Whether ``path`` is in the folder ``root``, all links resolved.

    >>> is_inside("/project/words", "/project"), is_inside("/project/../etc", "/project")
    (True, False)
    """
    real, top = os.path.realpath(path), os.path.realpath(root)
    return real == top or real.startswith(os.path.join(top, ""))


def problem_with(path: str, root: str) -> str:
    """Return what is wrong with a file or folder that settings name, in a few words, or nothing.

    Everything in it has to be inside ``root``, links to folders followed, as the readers of
    dictionaries follow them. And it has to be a file: reading a pipe blocks.

    >>> problem_with("/nowhere/at/all", "/nowhere/at"), problem_with("/nowhere/else", "/nowhere/at")
    ('', 'is outside /nowhere/at')
    """
    count = size = 0
    seen: set[str] = set()
    pending = [path]
    while pending:
        here = pending.pop()
        if not is_inside(here, root):
            return f"is outside {root}"
        try:
            status = os.stat(here)
        except OSError:
            continue  # a dangling link; its reader will complain
        count += 1
        if stat.S_ISDIR(status.st_mode):
            real = os.path.realpath(here)
            if real not in seen:
                seen.add(real)
                pending += _children(here)
        elif not stat.S_ISREG(status.st_mode):
            name = os.path.relpath(here, path)
            return f"has something in it that is neither file nor folder: {name}"
        else:
            size += status.st_size
        if count > _MAX_FILES:
            return f"has more than {_MAX_FILES:,} files"
        if size > _MAX_BYTES:
            return f"has more than {_MAX_BYTES:,} bytes"
    return ""


def _children(folder: str) -> list[str]:
    try:
        return [entry.path for entry in os.scandir(folder)]
    except OSError:
        return []
