"""What is known of the results of a run: JSON Lines in order, written while the run goes on.

The first line is the :class:`Stamp` of the run, and each further line an entry. A run writes a line
for every input in turn, also for those whose results stand from before, so that the journal of a
run that came to its end is complete, and of one that was interrupted is the beginning of it. What
then was known of the rest stands in a second file. Both are in order, so that they are read side by
side with the inputs, and none is ever held in memory.

A line is handed to the system as soon as its result is in its place: a killed program loses
none. The disk is not waited for, but at the very end.
"""

from __future__ import annotations

import heapq
import json
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from ocrfix.batch.fingerprint import Stamp
from ocrfix.batch.work_dir import Workplace

FORMAT = 1
"""Version of these files; raised when a field changes its meaning or goes away."""

_LONGEST = 16 << 20
"""No line has more bytes; a hole of a terabyte, come along with some results, is not read."""


class Entry(Protocol):
    """What a journal holds: a msgspec.Struct whose keys are in order."""

    @property
    def key(self) -> Any:
        """The place of the entry in the order of the inputs."""


E = TypeVar("E", bound=Entry)
I = TypeVar("I", bound=Entry)  # noqa: E741 - an input


def entries(path: Path, stamp: Stamp, kind: type[E]) -> Iterator[E]:
    """Yield the entries of a file that was written under this stamp; otherwise none.

    It ends where the file does, or before a line that was not written to its end.

    >>> from ocrfix.batch.manifest import File
    >>> nothing = Stamp(ocrfix="1", code="", dictionaries="", settings="")
    >>> list(entries(Path("/nowhere"), nothing, File))
    []
    """
    if not path.is_file():  # a pipe would be waited for
        return
    try:
        file = path.open("rb")
    except OSError:
        return
    with file:
        head = _head(stamp)
        if file.readline(len(head)) != head:
            return
        while line := file.readline(_LONGEST):
            try:
                # Python's own reader, which also reads names that are no Unicode.
                yield msgspec.convert(json.loads(line), kind)
            except (ValueError, RecursionError, msgspec.ValidationError):
                return


def known(place: Workplace, stamp: Stamp, kind: type[E], finished: Path | None) -> Iterator[E]:
    """Yield in order what is known from earlier runs under this stamp.

    Args:
        place: where the run works.
        stamp: the stamp of this run.
        kind: what the entries are.
        finished: the journal of a run that came to its end, if there may be one.
    """
    files = [place.known] if finished is None else [place.known, finished]
    if next(entries(place.journal, stamp, kind), None) is not None:
        # The run before was interrupted, and this one will write its journal over.
        together = place.known.with_suffix(".new")
        with Journal[E](together, stamp) as journal:
            for entry in _merged([place.journal, *files], stamp, kind):
                journal.add(entry)
        os.replace(together, place.known)
    return _merged(files, stamp, kind)


def beside(
    inputs: Iterable[I], known: Iterable[E], gone: Callable[[E], None]
) -> Iterator[tuple[I, E | None]]:
    """Yield each input with what is known of it; both are in order.

    Args:
        inputs: the inputs.
        known: what is known.
        gone: is called with what is known of inputs that are there no more.
    """
    rest = iter(known)
    entry = next(rest, None)
    for input in inputs:
        while entry is not None and entry.key < input.key:
            gone(entry)
            entry = next(rest, None)
        if entry is not None and entry.key == input.key:
            yield input, entry
            entry = next(rest, None)
        else:
            yield input, None
    while entry is not None:
        gone(entry)
        entry = next(rest, None)


class Journal(Generic[E]):
    """A file of entries that is written line by line.

    Args:
        path: the file, which is written over.
        stamp: the stamp of the run.

    Raises:
        OSError: it cannot be written.
    """

    def __init__(self, path: Path, stamp: Stamp) -> None:
        self._file = path.open("wb", buffering=0)
        self._file.write(_head(stamp))

    def add(self, entry: E) -> None:
        """Write an entry.

        Raises:
            OSError: it cannot be written.
        """
        line = _line(msgspec.to_builtins(entry))
        # One call, so that but for a full disk or a power cut a line is whole or not there.
        if self._file.write(line) != len(line):
            raise OSError(28, "no space left on device")

    def __enter__(self) -> Journal[E]:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def settle(self) -> None:
        """Wait until all of it is on the disk."""
        os.fsync(self._file.fileno())


def _merged(files: Iterable[Path], stamp: Stamp, kind: type[E]) -> Iterator[E]:
    """Yield the entries of files in order; of those with one key, that of the first file."""
    streams = [entries(path, stamp, kind) for path in files]
    for _, same in groupby(heapq.merge(*streams, key=_key), key=_key):
        yield next(same)


def _key(entry: Entry) -> Any:
    return entry.key


def _head(stamp: Stamp) -> bytes:
    return _line({"manifest": FORMAT, **msgspec.to_builtins(stamp)})


def _line(tree: dict[str, Any]) -> bytes:
    try:
        return (json.dumps(tree, ensure_ascii=False) + "\n").encode("utf-8")
    except UnicodeEncodeError:  # a file name that is no Unicode
        return (json.dumps(tree) + "\n").encode("ascii")
