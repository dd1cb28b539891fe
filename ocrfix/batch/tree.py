"""The inputs of a run, in order, and the position of each in the tree of results."""

from __future__ import annotations

import heapq
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ocrfix.read import InputFile, ReadError, find

if TYPE_CHECKING:
    from ocrfix.config import Config


class Input(NamedTuple):
    """An input.

    Attributes:
        key: its position in the order of the inputs: the parts of its path relative to the input
            folder.
        found: the file, or what is wrong with it.
    """

    key: tuple[str, ...]
    found: InputFile | ReadError

    @property
    def path(self) -> str:
        """The path as given, or as found in a folder."""
        return self.found.name if isinstance(self.found, ReadError) else self.found.path

    @property
    def name(self) -> str:
        """The path relative to the input folder, with ``/``."""
        return "/".join(self.key)


class InputTree:
    """The files given, and those in the folders given, below their nearest common folder.

    Args:
        paths: files and folders.
        config: the settings, which determine the files read from a folder.
        skip: a folder to skip, because the results go there.
        excluded: whether the project of a file excludes it.
    """

    def __init__(
        self,
        paths: Sequence[str],
        config: Config,
        skip: str | None = None,
        excluded: Callable[[str], bool] | None = None,
    ) -> None:
        self._paths = paths
        self._excluded = excluded
        self._config = config
        self._skip = skip
        tops = [path if os.path.isdir(path) else os.path.dirname(path) or "." for path in paths]
        self._top = os.path.commonpath([os.path.abspath(top) for top in tops])

    def __iter__(self) -> Iterator[Input]:
        """Yield the inputs in order, each once."""
        last: tuple[str, ...] | None = None
        for input in heapq.merge(*map(self._below, self._paths), key=lambda input: input.key):
            if input.key != last:
                last = input.key
                yield input

    def _below(self, path: str) -> Iterator[Input]:
        for found in find([path], self._config, self._skip, self._excluded):
            name = found.name if isinstance(found, ReadError) else found.path
            relative = os.path.relpath(os.path.abspath(name), self._top)
            yield Input(tuple(relative.split(os.sep)), found)
