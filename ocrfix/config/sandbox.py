"""What settings may name: nothing outside of the project that they were found in.

Settings come along with a cloned repository. They are not asked to open what lies elsewhere, be it
by ``../..``, by an absolute path or through a link: a message about a bad line would quote it.
"""

from __future__ import annotations

import os
import stat

_MOST_FILES = 10_000
"""A folder of dictionaries with more files is something else."""

_MOST_BYTES = 256 << 20
"""So is one that holds more bytes; ours are a quarter of it."""


def within(path: str, root: str) -> bool:
    """Whether ``path`` lies in the folder ``root``, after all links.

    >>> within("/project/words", "/project"), within("/project/../etc", "/project")
    (True, False)
    """
    real, top = os.path.realpath(path), os.path.realpath(root)
    return real == top or real.startswith(os.path.join(top, ""))


def unfit(path: str, root: str) -> str:
    """Return what is wrong with a file or folder that settings name, in a few words, or nothing.

    All that stands in it has to lie in ``root``, links to folders followed, as those who read it
    follow them; and to be a file, since reading a pipe waits for ever.

    >>> unfit("/nowhere/at/all", "/nowhere/at"), unfit("/nowhere/else", "/nowhere/at")
    ('', 'leads out of /nowhere/at')
    """
    count = size = 0
    seen: set[str] = set()
    waiting = [path]
    while waiting:
        here = waiting.pop()
        if not within(here, root):
            return f"leads out of {root}"
        try:
            status = os.stat(here)
        except OSError:
            continue  # a link to nothing; whoever reads it will complain
        count += 1
        if stat.S_ISDIR(status.st_mode):
            real = os.path.realpath(here)
            if real not in seen:
                seen.add(real)
                waiting += _inside(here)
        elif not stat.S_ISREG(status.st_mode):
            return f"holds what is neither file nor folder: {os.path.relpath(here, path)}"
        else:
            size += status.st_size
        if count > _MOST_FILES:
            return f"holds more than {_MOST_FILES:,} files"
        if size > _MOST_BYTES:
            return f"holds more than {_MOST_BYTES:,} bytes"
    return ""


def _inside(folder: str) -> list[str]:
    try:
        return [entry.path for entry in os.scandir(folder)]
    except OSError:
        return []
