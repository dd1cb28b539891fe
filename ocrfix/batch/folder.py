"""A run over files, into a folder of results with a manifest.

It can be killed at any moment and started again: it then does what is missing, and ends with the
same bytes. What was done before is recognised by digests alone, of the input, of the result, and of
all that the result depends on (:class:`ocrfix.batch.fingerprint.Stamp`);
no date of a file is trusted.

Workers read and clean; only this process writes, so that no worker of a run that was killed can
meddle with the next one.
"""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from ocrfix.batch.errors import RunError
from ocrfix.batch.fingerprint import Stamp, own, stamp
from ocrfix.batch.journal import Journal, beside, known
from ocrfix.batch.manifest import NAME, File
from ocrfix.batch.summary import Summary
from ocrfix.batch.tree import Input, Tree
from ocrfix.batch.work_dir import Busy, Workplace
from ocrfix.batch.worker import Done, Failed, clean_file, sha256
from ocrfix.config.sandbox import is_inside
from ocrfix.formats import OUTPUT_FORMATS
from ocrfix.pipeline import WORKER_MODULES
from ocrfix.read import Found, ReadError
from ocrfix.system.os_errors import reason
from ocrfix.system.worker_pool import Call, TaskLost, WorkerPool, WorkerStartError, worker_count
from ocrfix.text.escape import printable

if TYPE_CHECKING:
    from ocrfix.config import Config

Complain = Callable[[str], None]
"""Takes one line that says what could not be done."""
SettingsOf = Callable[[str], "Config"]
"""Returns the settings of the file at a path."""


def worker_pool(jobs: int | None) -> WorkerPool:
    """Return the worker processes for documents.

    Args:
        jobs: how many; 0 for one per available processor, ``None`` for one.

    Raises:
        RunError: the number is negative.
    """
    try:
        return WorkerPool(
            worker_count(1 if jobs is None else jobs),
            preload=("ocrfix.batch.worker", *WORKER_MODULES),
        )
    except ValueError as error:
        raise RunError(str(error)) from error


def clean_folder(
    paths: Sequence[str],
    out: str,
    config: Config,
    jobs: int | None,
    complain: Complain,
    settings: SettingsOf | None = None,
    excluded: Callable[[str], bool] | None = None,
) -> Summary:
    """Clean the files that paths stand for into a folder; do only what is not done already.

    Args:
        paths: files and folders.
        out: the folder of the results, in which the tree of the inputs is kept.
        config: the settings.
        jobs: how many documents are done at once; see :func:`worker_pool`.
        complain: is called with one line for each document that fails.
        settings: the settings of each file, where its project or folder has others.
        excluded: whether the project of a file leaves it out.

    Returns:
        The counts over all documents, those done before included.

    Raises:
        RunError: the folder cannot be written, or another run writes into it.
    """
    pool = worker_pool(jobs)
    mark = stamp(config)
    results = _Results(out, config, mark, settings)
    with working(Path(out, ".ocrfix"), out) as place:
        results.one_case = place.one_case
        before = known(place, mark, File, Path(out, NAME))
        inputs = beside(Tree(paths, config, out, excluded), before, results.gone)
        with (
            Journal[File](place.journal, mark) as journal,
            closing(pool.run(results.calls(inputs))) as steps,
        ):
            for (input, entry), made in steps:
                kept = made is None and entry is not None
                if not kept or entry is None:
                    entry = results.put(input, made, place)
                journal.add(entry)
                results.count(entry, kept=kept)
                if entry.error is not None:
                    complain(f"{printable(input.path)}: {entry.error}")
            journal.settle()
        # In this order: killed in between, there still is a file that knows all.
        place.known.unlink(missing_ok=True)
        os.replace(place.journal, Path(out, NAME))
        place.done()
    return results.summary


@contextmanager
def working(folder: Path, out: str) -> Iterator[Workplace]:
    """Work in a folder, alone.

    Args:
        folder: where.
        out: what is written, as the user named it.

    Raises:
        RunError: it cannot be written, or another run works there.
    """
    shown = printable(out)
    try:
        with Workplace(folder) as place:
            yield place
    except Busy as error:
        process = f" (process {error})" if str(error) else ""
        raise RunError(
            f"{shown}: another run{process} writes it just now; wait for it, or name another"
        ) from error
    except WorkerStartError as error:
        raise RunError(str(error)) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        advice = "make room, or name another"
        raise RunError(f"{shown}: cannot be written: {reason(error)}; {advice}") from error


class _Results:
    """The results in a folder, and the counts over them."""

    def __init__(self, out: str, config: Config, mark: Stamp, settings: SettingsOf | None) -> None:
        self.summary = Summary()
        self._out = out
        self._config = config
        self._mark = mark
        self._settings = settings
        self._own: dict[bytes, str | None] = {}
        self._text = config.emit.format == "text"
        self._ending = OUTPUT_FORMATS[config.emit.format].extension
        self.one_case = False
        self._given: dict[str, str] = {}
        self._refused: dict[tuple[str, ...], str] = {}

    def config_of(self, input: Input) -> Config:
        """Return the settings of an input, its product in the format of the run."""
        if self._settings is None:
            return self._config
        config = self._settings(input.path)
        emit = msgspec.structs.replace(config.emit, format=self._config.emit.format)
        return msgspec.structs.replace(config, emit=emit)

    def own_of(self, input: Input) -> str | None:
        """Return the digest of settings of its own; see :func:`ocrfix.batch.fingerprint.own`."""
        if self._settings is None:
            return None
        config = self.config_of(input)
        key = msgspec.json.encode(config)
        if key not in self._own:
            self._own[key] = own(config, self._mark)
        return self._own[key]

    def calls(
        self, inputs: Iterable[tuple[Input, File | None]]
    ) -> Iterator[tuple[tuple[Input, File | None], Call | None]]:
        """Yield each input with the call that it needs; none if it is bad, or its result stands."""
        for input, entry in inputs:
            if refused := self._unfit(input):
                self._refused[input.key] = refused
                yield (input, None), None
            elif entry is not None and self._stands(input, entry):
                yield (input, entry), None
            elif isinstance(input.found, ReadError) or self._onto_itself(input):
                yield (input, None), None
            else:
                yield (input, None), (clean_file, (input.path, self.config_of(input)))

    def put(self, input: Input, made: Any, place: Workplace) -> File:
        """Write a result, and return its line of the manifest."""
        if isinstance(input.found, ReadError):
            return File(input=input.name, error=f"{input.found.problem}; {input.found.advice}")
        if input.key in self._refused:
            return File(input=input.name, error=self._refused.pop(input.key))
        if made is None:
            advice = "use --in-place, or another folder"
            return File(input=input.name, error=f"would be written over; {advice}")
        if isinstance(made, TaskLost):
            return File(input=input.name, error=f"{made.problem}; {made.advice}")
        if isinstance(made, Failed):
            if made.sha256 is not None:
                # What was made of an earlier state of the file would pass for its result.
                with suppress(OSError):
                    os.unlink(self._target(input))
            return File(input=input.name, input_sha256=made.sha256, error=made.error)
        assert isinstance(made, Done)
        try:
            place.put(self._target(input), made.data, like=input.path)
        except OSError as error:
            return File(
                input=input.name,
                input_sha256=made.sha256,
                error=f"its result cannot be written: {reason(error)}; check the folder",
            )
        return File(
            input=input.name,
            input_sha256=made.sha256,
            output=self._name(input),
            output_sha256=sha256(made.data),
            changes=made.changes,
            markers=made.markers,
            settings=self.own_of(input),
        )

    def count(self, entry: File, *, kept: bool) -> None:
        """Count a line of the manifest."""
        if entry.error is not None:
            self.summary.fail(entry.error)
            return
        different = entry.input_sha256 != entry.output_sha256
        changed = different if self._text else bool(entry.changes or entry.markers)
        self.summary.add(entry.changes, entry.markers, changed=changed, kept=kept)

    def gone(self, entry: File) -> None:
        """Count a result whose input is there no more; it is left to the user."""
        if entry.output is not None and os.path.exists(os.path.join(self._out, entry.output)):
            self.summary.left += 1

    def _stands(self, input: Input, entry: File) -> bool:
        """Whether the result that is known is there, and is of the input as it is now."""
        return (
            entry.error is None
            and isinstance(input.found, Found)
            and entry.output == self._name(input)
            and entry.settings == self.own_of(input)
            and entry.input_sha256 == digest_of(input.path)
            and entry.output_sha256 == digest_of(self._target(input))
        )

    def _unfit(self, input: Input) -> str:
        """Return why the result of an input cannot go where it belongs, or nothing."""
        if not is_inside(self._target(input), self._out):
            return "its result would go through a link out of the folder; take the link away"
        if self.one_case and isinstance(input.found, Found):
            name = unicodedata.normalize("NFC", self._name(input)).casefold()
            earlier = self._given.setdefault(name, self._name(input))
            if earlier != self._name(input):
                said = "whose name is the same on this disk; rename one of the two"
                return f"would be written over {printable(earlier)}, {said}"
        return ""

    def _onto_itself(self, input: Input) -> bool:
        return os.path.realpath(self._target(input)) == os.path.realpath(input.path)

    def _name(self, input: Input) -> str:
        return input.name + self._ending

    def _target(self, input: Input) -> str:
        return os.path.join(self._out, *self._name(input).split("/"))


def digest_of(path: str) -> str | None:
    """Return the digest of a file; ``None`` if it cannot be had."""
    try:
        with open(path, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
