"""A run over files whose results are files in a folder, with a manifest.

It can be killed at any moment and started again: it then does what is missing, and ends with the
same bytes. Earlier results are recognized by digests alone: of the input, of the result, and of
everything else that the result depends on (:class:`ocrfix.batch.fingerprint.Fingerprint`). No file
time is trusted.

Workers read and clean; only this process writes. So no worker of a killed run can interfere with
the next one.
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
from ocrfix.batch.fingerprint import Fingerprint, differing_settings, fingerprint
from ocrfix.batch.journal import Journal, pair_entries, previous_entries
from ocrfix.batch.manifest import FILE_NAME, ManifestEntry
from ocrfix.batch.summary import Summary
from ocrfix.batch.tree import Input, InputTree
from ocrfix.batch.work_dir import LockedError, WorkDir
from ocrfix.batch.worker import TaskFailure, TaskResult, clean_file, sha256
from ocrfix.config.sandbox import is_inside
from ocrfix.formats import OUTPUT_FORMATS, SIDECAR_EXTENSION
from ocrfix.pipeline import WORKER_MODULES
from ocrfix.read import InputFile, ReadError
from ocrfix.read.paged import may_have_pages
from ocrfix.system.os_errors import reason
from ocrfix.system.worker_pool import Call, TaskLost, WorkerPool, WorkerStartError, worker_count
from ocrfix.text.escape import printable

if TYPE_CHECKING:
    from ocrfix.config import Config
    from ocrfix.read.second import SecondReadings

ReportError = Callable[[str], None]
"""A function that takes one line for each document that could not be cleaned."""

ConfigFor = Callable[[str], "Config"]
"""A function that returns the settings of the file at a path."""


def worker_pool(jobs: int | None) -> WorkerPool:
    """Return the worker processes of a run.

    Args:
        jobs: their number; 0 for one per available processor, ``None`` for one.

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
    report_error: ReportError,
    config_for: ConfigFor | None = None,
    excluded: Callable[[str], bool] | None = None,
    second: SecondReadings | None = None,
    as_text: bool = False,
) -> Summary:
    """Clean files into a folder, except those whose results are up to date.

    Args:
        paths: files and folders.
        out: the output folder; results have the paths of their inputs relative to the input folder.
        config: the settings.
        jobs: the number of worker processes; see :func:`worker_pool`.
        report_error: called with one line for each document that fails.
        config_for: the settings of each file, if its project or folder has others.
        excluded: whether the project of a file excludes it.
        second: where the other readings of the files are, if there are any.
        as_text: whether the results for files with pages are texts.

    Returns:
        The counts over all documents, including those of earlier runs.

    Raises:
        RunError: the folder cannot be written, or another run is writing to it.
    """
    pool = worker_pool(jobs)
    run = fingerprint(config, *(["as text"] if as_text else []))
    results = _FolderResults(out, config, run, config_for, second, as_text)
    with open_work_dir(Path(out, ".ocrfix"), out) as work_dir:
        results.ignores_case = work_dir.ignores_case
        previous = previous_entries(work_dir, run, ManifestEntry, Path(out, FILE_NAME))
        inputs = InputTree(paths, config, out, excluded)
        pairs = pair_entries(inputs, previous, results.count_orphan)
        with (
            Journal[ManifestEntry](work_dir.journal, run) as journal,
            closing(pool.run(results.calls(pairs))) as steps,
        ):
            for (input, entry), outcome in steps:
                up_to_date = outcome is None and entry is not None
                if not up_to_date or entry is None:
                    entry = results.write(input, outcome, work_dir)
                journal.add(entry)
                results.count(entry, up_to_date=up_to_date)
                if entry.error is not None:
                    report_error(f"{printable(input.path)}: {entry.error}")
            journal.sync()
        # In this order: if the run is killed in between, one file still has all entries.
        work_dir.previous.unlink(missing_ok=True)
        os.replace(work_dir.journal, Path(out, FILE_NAME))
        work_dir.finish()
    return results.summary


@contextmanager
def open_work_dir(folder: Path, out: str) -> Iterator[WorkDir]:
    """Lock a work directory while the block runs.

    Args:
        folder: the directory.
        out: the output, as the user named it.

    Raises:
        RunError: it cannot be written, or another run has locked it.
    """
    shown = printable(out)
    try:
        with WorkDir(folder) as work_dir:
            yield work_dir
    except LockedError as error:
        process = f" (process {error})" if str(error) else ""
        raise RunError(
            f"{shown}: another run{process} is writing to it; wait for it, or name another output"
        ) from error
    except WorkerStartError as error:
        raise RunError(str(error)) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        advice = "free some space, or name another output"
        raise RunError(f"{shown}: cannot be written: {reason(error)}; {advice}") from error


class _FolderResults:
    """The results in an output folder, and their counts.

    Args:
        out: the folder.
        config: the settings of the run.
        run: the fingerprint of the run.
        config_for: the settings of each file, if they may differ.
        second: where the other readings of the files are, if there are any.
        as_text: whether the results for files with pages are texts.

    Attributes:
        summary: the counts.
        ignores_case: whether file names that differ in case alone are the same.
    """

    def __init__(
        self,
        out: str,
        config: Config,
        run: Fingerprint,
        config_for: ConfigFor | None,
        second: SecondReadings | None,
        as_text: bool = False,
    ) -> None:
        self.summary = Summary()
        self.ignores_case = False
        self._out = out
        self._config = config
        self._run = run
        self._config_for = config_for
        self._second = second
        self._as_text = as_text
        self._differing: dict[bytes, str | None] = {}
        self._is_text = config.emit.format == "text"
        self._extension = OUTPUT_FORMATS[config.emit.format].extension
        self._names: dict[str, str] = {}
        self._bad_targets: dict[tuple[str, ...], str] = {}

    def config_for(self, input: Input) -> Config:
        """Return the settings of an input, with the output format of the run."""
        if self._config_for is None:
            return self._config
        config = self._config_for(input.path)
        emit = msgspec.structs.replace(config.emit, format=self._config.emit.format)
        return msgspec.structs.replace(config, emit=emit)

    def differing_settings(self, input: Input) -> str | None:
        """See :func:`ocrfix.batch.fingerprint.differing_settings`."""
        if self._config_for is None:
            return None
        config = self.config_for(input)
        key = msgspec.json.encode(config)
        if key not in self._differing:
            self._differing[key] = differing_settings(config, self._run)
        return self._differing[key]

    def calls(
        self, pairs: Iterable[tuple[Input, ManifestEntry | None]]
    ) -> Iterator[tuple[tuple[Input, ManifestEntry | None], Call | None]]:
        """Yield each input with the call it needs; no call if it is bad or has a valid result."""
        for input, entry in pairs:
            input = self._with_second(input)
            if problem := self._problem_with_target(input):
                self._bad_targets[input.key] = problem
                yield (input, None), None
            elif entry is not None and self._is_up_to_date(input, entry):
                yield (input, entry), None
            elif isinstance(input.found, ReadError) or self._is_own_target(input):
                yield (input, None), None
            else:
                arguments = (
                    *(input.path, self.config_for(input), (), input.found.second),
                    self._as_text,
                )
                yield (input, None), (clean_file, arguments)

    def _with_second(self, input: Input) -> Input:
        """Return an input with the files of its other readings, or with what is wrong with them."""
        if self._second is None or isinstance(input.found, ReadError):
            return input
        try:
            return input._replace(found=InputFile(input.path, self._second.of(input.path)))
        except ReadError as error:
            return input._replace(found=error)

    def write(self, input: Input, outcome: Any, work_dir: WorkDir) -> ManifestEntry:
        """Write the result of an input, and return its entry of the manifest."""
        if isinstance(input.found, ReadError):
            return _failed(input, f"{input.found.problem}; {input.found.advice}")
        if input.key in self._bad_targets:
            return _failed(input, self._bad_targets.pop(input.key))
        if outcome is None:
            return _failed(input, "would be overwritten; use --in-place, or another folder")
        if isinstance(outcome, TaskLost):
            return _failed(input, f"{outcome.problem}; {outcome.advice}")
        if isinstance(outcome, TaskFailure):
            if outcome.sha256 is not None:
                # A result of an earlier version of the file would be mistaken for its result.
                with suppress(OSError):
                    os.unlink(self._target(input))
            return _failed(input, outcome.error, outcome.sha256)
        assert isinstance(outcome, TaskResult)
        try:
            if outcome.record:  # before its file, which it restores
                work_dir.write(self._sidecar(input), outcome.record, like=input.path)
            work_dir.write(self._target(input), outcome.data, like=input.path)
        except OSError as error:
            problem = f"its result cannot be written: {reason(error)}"
            return _failed(input, f"{problem}; check the folder", outcome.sha256)
        return ManifestEntry(
            input=input.name,
            input_sha256=outcome.sha256,
            output=self._output_name(input),
            output_sha256=sha256(outcome.data),
            changes=outcome.changes,
            markers=outcome.markers,
            settings=self.differing_settings(input),
            second_sha256=_second_digests(input.found),
            record_sha256=sha256(outcome.record) if outcome.record else None,
        )

    def count(self, entry: ManifestEntry, *, up_to_date: bool) -> None:
        """Count an entry of the manifest."""
        if entry.error is not None:
            self.summary.fail(entry.error)
            return
        different = entry.input_sha256 != entry.output_sha256
        changed = different if self._is_text else bool(entry.changes or entry.markers)
        self.summary.add(entry.changes, entry.markers, changed=changed, up_to_date=up_to_date)

    def count_orphan(self, entry: ManifestEntry) -> None:
        """Count a result whose input no longer exists; removing it is up to the user."""
        if entry.output is not None and os.path.exists(os.path.join(self._out, entry.output)):
            self.summary.orphaned += 1

    def _is_up_to_date(self, input: Input, entry: ManifestEntry) -> bool:
        """Whether the result of an earlier run exists, and is that of the input as it is now."""
        return (
            entry.error is None
            and isinstance(input.found, InputFile)
            and entry.output == self._output_name(input)
            and entry.settings == self.differing_settings(input)
            and entry.second_sha256 == _second_digests(input.found)
            and entry.input_sha256 == file_digest(input.path)
            and entry.output_sha256 == file_digest(self._target(input))
            and (
                entry.record_sha256 is None
                or entry.record_sha256 == file_digest(self._sidecar(input))
            )
        )

    def _problem_with_target(self, input: Input) -> str:
        """Return why the result of an input cannot be written to its target, or nothing."""
        if not is_inside(self._target(input), self._out):
            return "a link leads its result out of the folder; remove the link"
        if self.ignores_case and isinstance(input.found, InputFile):
            output = self._output_name(input)
            name = unicodedata.normalize("NFC", output).casefold()
            earlier = self._names.setdefault(name, output)
            if earlier != output:
                problem = f"its result would overwrite {printable(earlier)}"
                return f"{problem}, whose name is the same on this disk; rename one of the two"
        return ""

    def _is_own_target(self, input: Input) -> bool:
        return os.path.realpath(self._target(input)) == os.path.realpath(input.path)

    def _output_name(self, input: Input) -> str:
        is_text_of_pages = self._as_text and may_have_pages(input.path)
        return input.name + self._extension + (".txt" if is_text_of_pages else "")

    def _sidecar(self, input: Input) -> str:
        return self._target(input) + SIDECAR_EXTENSION

    def _target(self, input: Input) -> str:
        return os.path.join(self._out, *self._output_name(input).split("/"))


def _second_digests(found: InputFile) -> tuple[str | None, ...] | None:
    """Return the digests of the files of other readings, if there are any."""
    return tuple(map(file_digest, found.second)) or None


def _failed(input: Input, error: str, digest: str | None = None) -> ManifestEntry:
    return ManifestEntry(input=input.name, input_sha256=digest, error=error)


def file_digest(path: str) -> str | None:
    """Return the digest of a file; ``None`` if it cannot be read."""
    try:
        with open(path, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
