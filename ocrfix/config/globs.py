"""Globs as in ``.gitignore``, matched in time that grows with the length of the path alone.

:mod:`pathspec` knows what a glob means; it would match by backtracking, which a glob such as
``*a*a*a*a*a*b`` can make last for years. So the expression it makes is given to RE2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_LONGEST = 1000
"""Longer is no glob that anybody wrote."""


class Globs:
    """Some globs; as in ``.gitignore`` the last one that fits decides, and ``!`` takes back.

    Args:
        globs: the globs.

    Raises:
        ValueError: one of them is none; the text says which, and what to do.

    >>> globs = Globs(["raw/**", "*.orig.md", "!keep.orig.md"])
    >>> [globs.match(path) for path in ("raw/1.txt", "a/b.orig.md", "keep.orig.md", "raw.txt")]
    [True, True, False, False]
    """

    def __init__(self, globs: Sequence[str]) -> None:
        self._patterns = [_compiled(glob) for glob in globs]

    def match(self, path: str) -> bool:
        """Whether a path is meant; it is relative, its parts joined by ``/``."""
        return next((meant for found, meant in reversed(self._patterns) if found(path)), False)


def _compiled(glob: str) -> tuple[Any, bool]:
    import re2
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    if len(glob) > _LONGEST:
        raise ValueError(f"{glob[:40] + ' ...'!r} is too long; write a glob such as raw/**")
    if ".." in glob.split("/"):
        raise ValueError(f"{glob!r} leaves the folder of the settings; write it without ..")
    wrong = f"{glob!r} is no glob; write one such as raw/** or *.md"
    options = re2.Options()
    options.log_errors = False
    try:
        pattern, meant = GitIgnoreSpecPattern.pattern_to_regex(glob)
        if pattern is None:
            raise ValueError(wrong)
        return re2.compile(pattern, options).search, bool(meant)
    except (ValueError, re2.error) as error:
        raise ValueError(wrong) from error
