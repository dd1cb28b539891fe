"""What is made when it is first used, and not before: most of it no page ever asks for."""

from __future__ import annotations

import re
from typing import Any, cast


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    r"""Return a pattern that is compiled when it is first used.

    All of ours take a page as long to compile as a fifth of Python's own start, and a page uses
    half of them.

    >>> word = pattern(r"\w+")
    >>> word.findall("one, two"), word.search("...")
    (['one', 'two'], None)
    """
    return cast("re.Pattern[str]", _Late(source, flags))


class _Late:
    """Stands for a pattern; once that is compiled, its methods are attributes of this."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # what is asked of any object, as by a copy
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        method = getattr(compiled, name)
        setattr(self, name, method)
        return method
