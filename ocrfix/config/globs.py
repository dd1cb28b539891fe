"""Globs as in ``.gitignore``, matched in time linear in the length of the path.

:mod:`pathspec` turns a glob into a regular expression. Python's own engine would match it by
backtracking, which can take years on a glob such as ``*a*a*a*a*a*b``; so RE2 does the matching.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

_MAX_GLOB_CHARS = 1000


class Globs:
    """A list of globs; as in ``.gitignore`` the last match decides, and ``!`` excludes.

    Args:
        globs: the globs.

    Raises:
        ValueError: one of them is invalid; the text says which, and what to do.

    >>> globs = Globs(["raw/**", "*.orig.md", "!keep.orig.md"])
    >>> [globs.match(path) for path in ("raw/1.txt", "a/b.orig.md", "keep.orig.md", "raw.txt")]
    [True, True, False, False]
    """

    def __init__(self, globs: Sequence[str]) -> None:
        self._patterns = [_compile(glob) for glob in globs]

    def match(self, path: str) -> bool:
        """Whether a path matches; it is relative, with ``/`` between its parts."""
        for search, include in reversed(self._patterns):
            if search(path):
                return include
        return False


def _compile(glob: str) -> tuple[Callable[[str], object], bool]:
    """Return what searches a path for a glob, and whether the glob includes or excludes."""
    import re2
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    if len(glob) > _MAX_GLOB_CHARS:
        raise ValueError(f"{glob[:40] + ' ...'!r} is too long; write a glob such as raw/**")
    if ".." in glob.split("/"):
        raise ValueError(f"{glob!r} is outside the folder of the settings; write it without ..")
    problem = f"{glob!r} is not a glob; write one such as raw/** or *.md"
    options = re2.Options()
    options.log_errors = False
    try:
        pattern, include = GitIgnoreSpecPattern.pattern_to_regex(glob)
        if pattern is None:
            raise ValueError(problem)
        return re2.compile(pattern, options).search, bool(include)
    except (ValueError, re2.error) as error:
        raise ValueError(problem) from error
