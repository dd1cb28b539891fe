"""The inputs of a run in their order, and where the result of each goes."""

from __future__ import annotations

import heapq
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ocrfix.read import Found, ReadError, find

if TYPE_CHECKING:
    from ocrfix.config import Config


class Input(NamedTuple):
    """An input.

    Attributes:
        key: its place in the order of the inputs: the parts of its path below their folder.
        found: the file, or what is wrong with it.
    """

    key: tuple[str, ...]
    found: Found | ReadError

    @property
    def path(self) -> str:
        """The path as it was named, or came out of a folder."""
        return self.found.name if isinstance(self.found, ReadError) else self.found.path

    @property
    def name(self) -> str:
        """The path below the folder of inputs, with ``/``."""
        return "/".join(self.key)


class Tree:
    """The inputs that paths stand for, below their nearest common folder.

    Args:
        paths: files and folders.
        config: the settings, which say what is read of a folder.
        leave_out: a folder that is not looked into, because the results go there.
        excluded: whether the project of a file leaves it out.
    """

    def __init__(
        self,
        paths: Sequence[str],
        config: Config,
        leave_out: str | None = None,
        excluded: Callable[[str], bool] | None = None,
    ) -> None:
        self._paths = paths
        self._excluded = excluded
        self._config = config
        self._leave_out = leave_out
        tops = [path if os.path.isdir(path) else os.path.dirname(path) or "." for path in paths]
        self._top = os.path.commonpath([os.path.abspath(top) for top in tops])

    def __iter__(self) -> Iterator[Input]:
        """Yield the inputs in order, none of them twice."""
        last: tuple[str, ...] | None = None
        for input in heapq.merge(*map(self._below, self._paths), key=lambda input: input.key):
            if input.key != last:
                last = input.key
                yield input

    def _below(self, path: str) -> Iterator[Input]:
        for found in find([path], self._config, self._leave_out, self._excluded):
            named = found.name if isinstance(found, ReadError) else found.path
            below = os.path.relpath(os.path.abspath(named), self._top)
            yield Input(tuple(below.split(os.sep)), found)
