"""Rows of text, read from and written to Parquet, one group of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ocrfix.batch.errors import RunError
from ocrfix.batch.rows import Columns, Id, Row, import_pyarrow, missing_column
from ocrfix.system.os_errors import reason
from ocrfix.text.escape import printable

_BATCH_ROWS = 64
"""How many rows are decoded at once."""

_GROUP_ROWS = 10_000
_GROUP_CHARS = 16_000_000
"""A row group is written when it has this many rows or characters. Neither depends on anything but
the rows, because the groups are part of the file."""


class ParquetRows:
    """The rows of a Parquet file.

    Args:
        path: the file.
        columns: the names of the columns.

    Attributes:
        integer_ids: whether the ids are whole numbers.

    Raises:
        RunError: it cannot be read, lacks a column, or a column has the wrong type.
    """

    def __init__(self, path: str, columns: Columns) -> None:
        arrow = import_pyarrow(path)
        import pyarrow.parquet

        self._path = path
        self._columns = columns
        self._errors = (OSError, arrow.ArrowException)
        try:
            self._file: Any = pyarrow.parquet.ParquetFile(
                path, pre_buffer=False, buffer_size=1 << 20
            )
        except self._errors as error:
            raise self._unreadable(error) from error
        schema = self._file.schema_arrow
        shown = printable(path)
        if columns.text not in schema.names:
            message = missing_column(columns.text, "--text-column", schema.names)
            raise RunError(f"{shown}: {message}")
        if columns.id is not None and columns.id not in schema.names:
            message = missing_column(columns.id, "--id-column", schema.names)
            raise RunError(f"{shown}: {message}")
        for name in columns.second:
            if name not in schema.names:
                message = missing_column(name, "--second-column", schema.names)
                raise RunError(f"{shown}: {message}")
            if not _is_text(schema.field(name).type):
                raise RunError(f"{shown}: {name!r} is not a column of texts; see --second-column")
        self._has_ids = columns.id_name in schema.names
        if not _is_text(schema.field(columns.text).type):
            raise RunError(f"{shown}: {columns.text!r} is not a column of texts; see --text-column")
        self.integer_ids = True
        if self._has_ids:
            kind = schema.field(columns.id_name).type
            self.integer_ids = arrow.types.is_integer(kind)
            if not self.integer_ids and not _is_text(kind):
                problem = f"{columns.id_name!r} is a column of neither texts nor whole numbers"
                raise RunError(f"{shown}: {problem}; see --id-column")

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows."""
        text, id = self._columns.text, self._columns.id_name
        names = [text, id] if self._has_ids else [text]
        names += [name for name in self._columns.second if name not in names]
        number = 0
        try:
            for batch in self._file.iter_batches(_BATCH_ROWS, columns=names):
                texts = batch.column(text)
                ids = batch.column(id) if self._has_ids else None
                seconds = [batch.column(name) for name in self._columns.second]
                for index in range(len(texts)):
                    number += 1
                    second = [column[index] for column in seconds]
                    yield self._row(
                        number, texts[index], None if ids is None else ids[index], second
                    )
        except self._errors as error:
            raise self._unreadable(error) from error

    def _row(self, number: int, text: Any, id: Any, second: list[Any]) -> Row:
        try:
            id_value: Id | None = number if id is None else id.as_py()
            if id_value is None:
                return Row(number, number, None, f"no {self._columns.id_name!r}; give it one")
            text_value: str | None = text.as_py()
            readings = [cell.as_py() for cell in second]
        except UnicodeDecodeError:
            return Row(number, number, None, "not UTF-8, as Parquet requires; write it again")
        if text_value is None:
            return Row(number, id_value, None, f"no {self._columns.text!r}; leave it out")
        return Row(number, id_value, text_value, second=tuple(filter(None, readings)))

    def _unreadable(self, error: Exception) -> RunError:
        why = reason(error) if isinstance(error, OSError) else "not Parquet, or damaged"
        return RunError(f"{printable(self._path)}: cannot be read: {why}; check the file")


class ParquetTableWriter:
    """A writer of Parquet, compressed with Zstandard.

    Args:
        path: the file.
        names: the columns, from :data:`ocrfix.batch.worker.COLUMNS`.
        columns: the names of the columns of ids and texts.
        integer_ids: whether ids are whole numbers; otherwise they are written as texts.
    """

    def __init__(
        self, path: Path, names: tuple[str, ...], columns: Columns, *, integer_ids: bool
    ) -> None:
        arrow = import_pyarrow(str(path))
        import pyarrow.parquet

        self._integer_ids = integer_ids
        self._names = names
        fields = [(columns.id_name, arrow.int64() if integer_ids else arrow.string())]
        for name in names:
            # With offsets of 64 bits: a row group may have more than two gigabytes of text.
            fields.append((columns.text if name == "text" else name, arrow.large_string()))
        self._schema: Any = arrow.schema(fields)
        self._record_batch: Any = arrow.record_batch
        self._writer: Any = pyarrow.parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._pending: list[tuple[Id | str, ...]] = []
        self._pending_chars = 0

    def add(self, id: Id, columns: Mapping[str, str]) -> None:
        """Write a row, when its row group is full."""
        cells = [columns[name] for name in self._names]
        self._pending.append((id if self._integer_ids else str(id), *cells))
        self._pending_chars += sum(map(len, cells))
        if len(self._pending) >= _GROUP_ROWS or self._pending_chars >= _GROUP_CHARS:
            self._flush()

    def close(self) -> None:
        """Write the last row group, and complete the table."""
        if self._pending:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        cells = [list(column) for column in zip(*self._pending, strict=True)]
        self._writer.write_batch(self._record_batch(cells, schema=self._schema))
        self._pending.clear()
        self._pending_chars = 0


def _is_text(kind: Any) -> bool:
    import pyarrow.types as types

    if types.is_dictionary(kind):
        kind = kind.value_type
    return bool(types.is_string(kind) or types.is_large_string(kind))
