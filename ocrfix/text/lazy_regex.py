"""Regular expressions that are compiled when first used: importing a module compiles none."""

from __future__ import annotations

import re
from typing import Any, cast


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    r"""Return a pattern that is compiled when it is first used.

    Compiling all patterns of the package takes a fifth of Python's startup time, and a page needs
    only half of them.

    >>> word = pattern(r"\w+")
    >>> word.findall("one, two"), word.search("...")
    (['one', 'two'], None)
    """
    return cast("re.Pattern[str]", _LazyPattern(source, flags))


class _LazyPattern:
    """Stand-in for a pattern; its methods become attributes once it is compiled."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # requested of any object, for example by copy
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        method = getattr(compiled, name)
        setattr(self, name, method)
        return method
