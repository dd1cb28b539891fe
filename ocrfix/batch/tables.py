"""A run over the rows of a table, or over files, into a table.

The rows are first written into a journal beside the table, from which a run that was killed goes on
as one over files does; when all are done, the table is made of it, and then put in its place.
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
from ocrfix.batch.fingerprint import stamp
from ocrfix.batch.folder import Complain, digest_of, worker_pool, working
from ocrfix.batch.journal import Journal, beside, entries, known
from ocrfix.batch.rows import Columns, Id, JsonlWriter, Writer, jsonl_rows
from ocrfix.batch.summary import Summary
from ocrfix.batch.tree import Tree
from ocrfix.batch.worker import COLUMNS, Done, Failed, clean_file, clean_text, sha256
from ocrfix.read import ReadError
from ocrfix.system.worker_pool import Call, TaskLost
from ocrfix.text.escape import printable

if TYPE_CHECKING:
    from ocrfix.config import Config

DEFAULT = Columns()
"""The columns ``text`` and ``id``."""

_LONGEST = 8
"""A line of JSON may have so many times the bytes of the largest text: signs may be written in six,
and there are other columns."""


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What was made of a row; a line of the journal.

    Attributes:
        row: which row.
        id: its id.
        sha256: the digest of its text.
        columns: the columns of the result.
        changes: how many changes were made, by kind.
        markers: how many markers were found, by type.
        error: why there is no result, and what to do.
    """

    row: int
    id: Id
    sha256: str | None = None
    columns: dict[str, str] = {}
    changes: dict[str, int] = {}
    markers: dict[str, int] = {}
    error: str | None = None

    @property
    def key(self) -> int:
        """The place in the order of the rows."""
        return self.row


class Item(NamedTuple):
    """A row, or a file that shall become one.

    Attributes:
        key: which row.
        id: its id; of a file its path below the folder of inputs.
        name: how it is named in complaints.
        text: its text; ``None`` of a file.
        path: the file; ``None`` of a row.
        error: what is wrong with it, and what to do.
    """

    key: int
    id: Id
    name: str
    text: str | None = None
    path: str | None = None
    error: str | None = None


def clean_table(
    paths: Sequence[str],
    out: str,
    config: Config,
    jobs: int | None,
    complain: Complain,
    columns: Columns = DEFAULT,
    wanted: Sequence[str] = ("text",),
) -> Summary:
    """Clean the rows of a table, or files, into a table.

    Rows come out in their order; those that could not be cleaned are left out.

    Args:
        paths: one table, or files and folders.
        out: the table; its ending says of what kind it is.
        config: the settings.
        jobs: how many rows are done at once; see :func:`ocrfix.batch.folder.worker_pool`.
        complain: is called with one line for each row that fails.
        columns: the columns of the input that hold texts and ids, by which they go in the output.
        wanted: what is written of each document, some of :data:`ocrfix.batch.worker.COLUMNS`.

    Returns:
        The counts over all rows.

    Raises:
        RunError: a table cannot be read or written, or another run writes it.
    """
    pool = worker_pool(jobs)
    names = tuple(name for name in COLUMNS if name in wanted)
    _check([columns.id_name, *(columns.text if name == "text" else name for name in names)])
    whole_ids, items = _items(paths, columns, config)
    # What is wrong with the table as a whole shows with its first row, before anything is written.
    first = next(items, None)
    items = chain([] if first is None else [first], items)
    mark = stamp(config, columns.text, columns.id_name, *names)
    summary = Summary()
    with working(Path(f"{out}.ocrfix"), out) as place:
        inputs = beside(items, known(place, mark, Made, None), lambda entry: None)
        with (
            Journal[Made](place.journal, mark) as journal,
            closing(pool.run(_calls(inputs, config, names))) as steps,
        ):
            for (item, entry), result in steps:
                kept = result is None and entry is not None
                made = entry if kept and entry is not None else _made(item, result)
                journal.add(made)
                if made.error is None:
                    changed = bool(made.changes or made.markers)
                    summary.add(made.changes, made.markers, changed=changed, kept=kept)
                else:
                    summary.fail(made.error)
                    complain(f"{item.name}: {made.error}")
        place.product.unlink(missing_ok=True)
        with closing(_writer(place.product, out, names, columns, whole_ids)) as writer:
            for made in entries(place.journal, mark, Made):
                if made.error is None:
                    writer.add(made.id, made.columns)
        place.move(out)
        place.done()
    return summary


def _check(written: Sequence[str]) -> None:
    """Check that no two columns of the output have one name."""
    for name, times in Counter(written).items():
        if times > 1:
            raise RunError(f"two columns {name!r} would be written; choose others with --columns")


def _items(paths: Sequence[str], columns: Columns, config: Config) -> tuple[bool, Iterator[Item]]:
    """Return whether the ids are whole numbers, and the items."""
    path = paths[0]
    if len(paths) > 1 or not is_table(path):
        return False, _files(paths, config)
    shown = printable(path)
    if path.lower().endswith(".parquet"):
        from ocrfix.batch.parquet import ParquetRows

        table = ParquetRows(path, columns)
        rows, whole_ids = iter(table), table.whole_ids
    else:
        rows, whole_ids = jsonl_rows(path, columns, _LONGEST * config.read.max_bytes), False
    items = (
        Item(row.number, row.id, f"{shown}: row {row.number}", text=row.text, error=row.error)
        for row in rows
    )
    return whole_ids, items


def _files(paths: Sequence[str], config: Config) -> Iterator[Item]:
    for number, input in enumerate(Tree(paths, config), 1):
        name, shown = printable(input.name), printable(input.path)
        if isinstance(input.found, ReadError):
            error = f"{input.found.problem}; {input.found.advice}"
            yield Item(number, name, shown, error=error)
        else:
            yield Item(number, name, shown, path=input.path)


def _calls(
    inputs: Iterator[tuple[Item, Made | None]], config: Config, names: tuple[str, ...]
) -> Iterator[tuple[tuple[Item, Made | None], Call | None]]:
    """Yield each item with the call that it needs; none if it is bad, or its result stands."""
    for item, entry in inputs:
        if entry is not None and _stands(item, entry):
            yield (item, entry), None
        elif item.error is not None:
            yield (item, None), None
        elif item.path is not None:
            yield (item, None), (clean_file, (item.path, config, names))
        else:
            yield (item, None), (clean_text, (item.text, config, names))


def _stands(item: Item, entry: Made) -> bool:
    if entry.error is not None or item.error is not None or entry.id != item.id:
        return False
    if item.path is not None:
        return entry.sha256 == digest_of(item.path)
    return item.text is not None and entry.sha256 == sha256(item.text.encode("utf-8"))


def _made(item: Item, result: Any) -> Made:
    if item.error is not None:
        return Made(row=item.key, id=item.id, error=item.error)
    if isinstance(result, TaskLost):
        return Made(row=item.key, id=item.id, error=f"{result.problem}; {result.advice}")
    if isinstance(result, Failed):
        return Made(row=item.key, id=item.id, sha256=result.sha256, error=result.error)
    assert isinstance(result, Done)
    return Made(
        row=item.key,
        id=item.id,
        sha256=result.sha256,
        columns=result.columns,
        changes=result.changes,
        markers=result.markers,
    )


def _writer(
    path: Path, out: str, names: tuple[str, ...], columns: Columns, whole_ids: bool
) -> Writer:
    if out.lower().endswith(".parquet"):
        from ocrfix.batch.parquet import ParquetWriter

        return ParquetWriter(path, names, columns, whole_ids=whole_ids)
    return JsonlWriter(path, out, columns)
