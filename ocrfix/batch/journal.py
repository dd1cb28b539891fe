"""The journal of a run: its results as JSON Lines, in the order of the inputs.

The first line is the :class:`~ocrfix.batch.fingerprint.Fingerprint` of the run, and each further
line an entry. A run writes an entry for every input in turn, also for those whose results exist
already. So the journal of a complete run is complete, and that of an interrupted run is the first
part of it; earlier entries of the rest are in a second file. As both are in order, they are read in
parallel with the inputs, and neither is ever held in memory.

Each line is passed to the system once its result is in place, so killing the program loses none.
Only at the end of the run is the file synced to disk.
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

from ocrfix.batch.fingerprint import Fingerprint
from ocrfix.batch.work_dir import WorkDir

FORMAT_VERSION = 1
"""Version of these files; raised when a field changes its meaning or is removed."""

_MAX_LINE_BYTES = 16 << 20
"""Maximum bytes of a line, because the file may be a hostile sparse file of a terabyte."""


class Entry(Protocol):
    """An entry of a journal: a msgspec.Struct whose keys are in order."""

    @property
    def key(self) -> Any:
        """The position of the entry in the order of the inputs."""


E = TypeVar("E", bound=Entry)
I = TypeVar("I", bound=Entry)  # noqa: E741 - an input


def read_entries(path: Path, run: Fingerprint, kind: type[E]) -> Iterator[E]:
    """Yield the entries of a file with this fingerprint; otherwise none.

    Reading stops at the end of the file, or before an incomplete line.

    >>> from ocrfix.batch.manifest import ManifestEntry
    >>> run = Fingerprint(ocrfix="1", code="", dictionaries="", settings="")
    >>> list(read_entries(Path("/nowhere"), run, ManifestEntry))
    []
    """
    if not path.is_file():  # a pipe would block
        return
    try:
        file = path.open("rb")
    except OSError:
        return
    with file:
        head = _first_line(run)
        if file.readline(len(head)) != head:
            return
        while line := file.readline(_MAX_LINE_BYTES):
            try:
                # Python's own reader, because it accepts file names that are not Unicode.
                yield msgspec.convert(json.loads(line), kind)
            except (ValueError, RecursionError, msgspec.ValidationError):
                return


def previous_entries(
    work_dir: WorkDir, run: Fingerprint, kind: type[E], finished: Path | None
) -> Iterator[E]:
    """Yield in order the entries of earlier runs with this fingerprint.

    Args:
        work_dir: the work directory of this run.
        run: the fingerprint of this run.
        kind: the class of the entries.
        finished: the journal of a complete run, if there may be one.
    """
    files = [work_dir.previous] if finished is None else [work_dir.previous, finished]
    if next(read_entries(work_dir.journal, run, kind), None) is not None:
        # The last run was interrupted, and this one will overwrite its journal.
        merged = work_dir.previous.with_suffix(".new")
        with Journal[E](merged, run) as journal:
            for entry in _merged([work_dir.journal, *files], run, kind):
                journal.add(entry)
        os.replace(merged, work_dir.previous)
    return _merged(files, run, kind)


def pair_entries(
    inputs: Iterable[I], previous: Iterable[E], on_removed: Callable[[E], None]
) -> Iterator[tuple[I, E | None]]:
    """Yield each input with its entry of an earlier run, if it has one; both are in order.

    Args:
        inputs: the inputs.
        previous: the entries.
        on_removed: called with the entries of inputs that no longer exist.
    """
    rest = iter(previous)
    entry = next(rest, None)
    for input in inputs:
        while entry is not None and entry.key < input.key:
            on_removed(entry)
            entry = next(rest, None)
        if entry is not None and entry.key == input.key:
            yield input, entry
            entry = next(rest, None)
        else:
            yield input, None
    while entry is not None:
        on_removed(entry)
        entry = next(rest, None)


class Journal(Generic[E]):
    """A journal being written.

    Args:
        path: the file, which is overwritten.
        run: the fingerprint of the run.

    Raises:
        OSError: it cannot be written.
    """

    def __init__(self, path: Path, run: Fingerprint) -> None:
        self._file = path.open("wb", buffering=0)
        self._file.write(_first_line(run))

    def add(self, entry: E) -> None:
        """Write an entry.

        Raises:
            OSError: it cannot be written.
        """
        line = _line(msgspec.to_builtins(entry))
        # In one call, so that a line is complete or missing unless the disk is full or the power
        # fails.
        if self._file.write(line) != len(line):
            raise OSError(28, "no space left on device")

    def __enter__(self) -> Journal[E]:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def sync(self) -> None:
        """Sync the file to disk."""
        os.fsync(self._file.fileno())


def _merged(files: Iterable[Path], run: Fingerprint, kind: type[E]) -> Iterator[E]:
    """Yield the entries of files in order; of several with one key, that of the first file."""
    streams = [read_entries(path, run, kind) for path in files]
    for _, same in groupby(heapq.merge(*streams, key=_key), key=_key):
        yield next(same)


def _key(entry: Entry) -> Any:
    return entry.key


def _first_line(run: Fingerprint) -> bytes:
    return _line({"manifest": FORMAT_VERSION, **msgspec.to_builtins(run)})


def _line(tree: dict[str, Any]) -> bytes:
    try:
        return (json.dumps(tree, ensure_ascii=False) + "\n").encode("utf-8")
    except UnicodeEncodeError:  # a file name that is not Unicode
        return (json.dumps(tree) + "\n").encode("ascii")
