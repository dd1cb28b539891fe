"""A run whose result is a table: over the rows of a table, or over files.

The rows are first written to a journal next to the table, from which an interrupted run is resumed
like one over files. When all are done, the table is made from the journal and moved into place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from ocrfix.batch import is_table
from ocrfix.batch.errors import RunError
from ocrfix.batch.fingerprint import fingerprint
from ocrfix.batch.folder import ReportError, file_digest, open_work_dir, worker_pool
from ocrfix.batch.journal import Journal, pair_entries, previous_entries, read_entries
from ocrfix.batch.rows import Columns, Id, JsonlWriter, Writer, jsonl_rows
from ocrfix.batch.summary import Summary
from ocrfix.batch.tree import InputTree
from ocrfix.batch.worker import (
    COLUMNS,
    TaskFailure,
    TaskResult,
    clean_file,
    clean_text,
    text_digest,
)
from ocrfix.read import ReadError
from ocrfix.system.worker_pool import Call, TaskLost
from ocrfix.text.escape import printable

if TYPE_CHECKING:
    from ocrfix.config import Config
    from ocrfix.read.second import SecondReadings

DEFAULT_COLUMNS = Columns()

_JSON_BYTES_PER_BYTE = 8
"""Maximum bytes of a line of JSON, as a multiple of those of the largest text: a character may take
six bytes, and there are other columns."""


class RowResult(msgspec.Struct, frozen=True, kw_only=True):
    """The result for a row; a line of the journal.

    Attributes:
        row: the number of the row.
        id: its id.
        sha256: the digest of its text.
        columns: the columns of the result.
        changes: the number of changes made, by kind.
        markers: the number of markers found, by type.
        error: why there is no result, and what to do.
        second_sha256: the digests of the files of other readings.
    """

    row: int
    id: Id
    sha256: str | None = None
    columns: dict[str, str] = {}
    changes: dict[str, int] = {}
    markers: dict[str, int] = {}
    error: str | None = None
    second_sha256: tuple[str | None, ...] = ()

    @property
    def key(self) -> int:
        """The position in the order of the rows."""
        return self.row


class RowInput(NamedTuple):
    """A row to be cleaned, or a file whose text becomes one.

    Attributes:
        key: the number of the row.
        id: its id; of a file its path relative to the input folder.
        name: its name in messages.
        text: its text; ``None`` for a file.
        path: the file; ``None`` for a row.
        error: what is wrong with it, and what to do.
        second: other readings of its text; of a file their files.
    """

    key: int
    id: Id
    name: str
    text: str | None = None
    path: str | None = None
    error: str | None = None
    second: tuple[str, ...] = ()


def clean_table(
    paths: Sequence[str],
    out: str,
    config: Config,
    jobs: int | None,
    report_error: ReportError,
    columns: Columns = DEFAULT_COLUMNS,
    output_columns: Sequence[str] = ("text",),
    second: SecondReadings | None = None,
) -> Summary:
    """Clean the rows of a table, or files, into a table.

    The rows keep their order; those that could not be cleaned are left out.

    Args:
        paths: one table, or files and folders.
        out: the table to write; its extension determines its format.
        config: the settings.
        jobs: the number of worker processes; see :func:`ocrfix.batch.folder.worker_pool`.
        report_error: called with one line for each row that fails.
        columns: the names of the columns of texts and ids, in the input and in the output.
        output_columns: the columns written for each document, from
            :data:`ocrfix.batch.worker.COLUMNS`.
        second: where the other readings of files are, if there are any.

    Returns:
        The counts over all rows.

    Raises:
        RunError: a table cannot be read or written, or another run is writing it.
    """
    pool = worker_pool(jobs)
    names = tuple(name for name in COLUMNS if name in output_columns)
    _check_unique([columns.id_name, *(columns.text if name == "text" else name for name in names)])
    integer_ids, rows = _inputs(paths, columns, config, second)
    # Errors of the table as a whole are raised with its first row, before anything is written.
    first = next(rows, None)
    rows = chain([] if first is None else [first], rows)
    run = fingerprint(config, columns.text, columns.id_name, *names, *columns.second)
    summary = Summary()
    with open_work_dir(Path(f"{out}.ocrfix"), out) as work_dir:
        previous = previous_entries(work_dir, run, RowResult, None)
        pairs = pair_entries(rows, previous, lambda entry: None)
        with (
            Journal[RowResult](work_dir.journal, run) as journal,
            closing(pool.run(_calls(pairs, config, names))) as steps,
        ):
            for (row, entry), outcome in steps:
                up_to_date = outcome is None and entry is not None
                result = entry if up_to_date and entry is not None else _result(row, outcome)
                journal.add(result)
                _count(summary, result, up_to_date=up_to_date)
                if result.error is not None:
                    report_error(f"{row.name}: {result.error}")
        work_dir.temporary.unlink(missing_ok=True)
        with closing(_writer(work_dir.temporary, out, names, columns, integer_ids)) as writer:
            _write_rows(writer, read_entries(work_dir.journal, run, RowResult))
        work_dir.move_to(out)
        work_dir.finish()
    return summary


def _count(summary: Summary, result: RowResult, *, up_to_date: bool) -> None:
    if result.error is not None:
        summary.fail(result.error)
        return
    changed = bool(result.changes or result.markers)
    summary.add(result.changes, result.markers, changed=changed, up_to_date=up_to_date)


def _write_rows(writer: Writer, results: Iterator[RowResult]) -> None:
    """Write the results without errors."""
    for result in results:
        if result.error is None:
            writer.add(result.id, result.columns)


def _check_unique(names: Sequence[str]) -> None:
    """Check that no two columns of the output have the same name."""
    for name, count in Counter(names).items():
        if count > 1:
            raise RunError(f"the output would have two columns {name!r}; choose with --columns")


def _inputs(
    paths: Sequence[str], columns: Columns, config: Config, second: SecondReadings | None
) -> tuple[bool, Iterator[RowInput]]:
    """Return whether the ids are whole numbers, and the rows."""
    path = paths[0]
    if len(paths) > 1 or not is_table(path):
        return False, _file_inputs(paths, config, second)
    shown = printable(path)
    if path.lower().endswith(".parquet"):
        from ocrfix.batch.parquet import ParquetRows

        table = ParquetRows(path, columns)
        rows, integer_ids = iter(table), table.integer_ids
    else:
        max_bytes = _JSON_BYTES_PER_BYTE * config.read.max_bytes
        rows, integer_ids = jsonl_rows(path, columns, max_bytes), False
    inputs = (
        RowInput(
            row.number,
            row.id,
            f"{shown}: row {row.number}",
            text=row.text,
            error=row.error,
            second=row.second,
        )
        for row in rows
    )
    return integer_ids, inputs


def _file_inputs(
    paths: Sequence[str], config: Config, second: SecondReadings | None
) -> Iterator[RowInput]:
    for number, input in enumerate(InputTree(paths, config), 1):
        name, shown = printable(input.name), printable(input.path)
        found = input.found
        readings: tuple[str, ...] = ()
        try:
            if second is not None and not isinstance(found, ReadError):
                readings = second.of(input.path)
        except ReadError as problem:
            found = problem
        if isinstance(found, ReadError):
            error = f"{found.problem}; {found.advice}"
            yield RowInput(number, name, shown, error=error)
        else:
            yield RowInput(number, name, shown, path=input.path, second=readings)


def _calls(
    pairs: Iterator[tuple[RowInput, RowResult | None]], config: Config, names: tuple[str, ...]
) -> Iterator[tuple[tuple[RowInput, RowResult | None], Call | None]]:
    """Yield each row with the call that it needs; no call if it has an error or a valid result."""
    for row, entry in pairs:
        if entry is not None and _is_up_to_date(row, entry):
            yield (row, entry), None
        elif row.error is not None:
            yield (row, None), None
        elif row.path is not None:
            yield (row, None), (clean_file, (row.path, config, names, row.second))
        else:
            yield (row, None), (clean_text, (row.text, config, names, row.second))


def _is_up_to_date(row: RowInput, entry: RowResult) -> bool:
    if entry.error is not None or row.error is not None or entry.id != row.id:
        return False
    if row.path is not None:
        digests = tuple(map(file_digest, row.second))
        return (entry.sha256, entry.second_sha256) == (file_digest(row.path), digests)
    return row.text is not None and entry.sha256 == text_digest(row.text, row.second)


def _result(row: RowInput, outcome: Any) -> RowResult:
    if row.error is not None:
        return RowResult(row=row.key, id=row.id, error=row.error)
    if isinstance(outcome, TaskLost):
        return RowResult(row=row.key, id=row.id, error=f"{outcome.problem}; {outcome.advice}")
    if isinstance(outcome, TaskFailure):
        return RowResult(row=row.key, id=row.id, sha256=outcome.sha256, error=outcome.error)
    assert isinstance(outcome, TaskResult)
    return RowResult(
        row=row.key,
        id=row.id,
        sha256=outcome.sha256,
        columns=outcome.columns,
        changes=outcome.changes,
        markers=outcome.markers,
        second_sha256=tuple(map(file_digest, row.second)) if row.path is not None else (),
    )


def _writer(
    path: Path, out: str, names: tuple[str, ...], columns: Columns, integer_ids: bool
) -> Writer:
    if out.lower().endswith(".parquet"):
        from ocrfix.batch.parquet import ParquetTableWriter

        return ParquetTableWriter(path, names, columns, integer_ids=integer_ids)
    return JsonlWriter(path, out, columns)
