"""Rows of text out of Parquet, and into it, a part of the file at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ocrfix.batch.errors import RunError
from ocrfix.batch.rows import Columns, Id, Row, arrow_for, lacking
from ocrfix.system.os_errors import reason
from ocrfix.text.escape import printable

_AT_ONCE = 64
"""So many rows are decoded at once."""

_GROUP_ROWS = 10_000
_GROUP_SIGNS = 16_000_000
"""A group of rows is written when it has so many rows or characters. Both depend on the rows alone,
since the groups stand in the file."""


class ParquetRows:
    """The rows of a Parquet file.

    Args:
        path: the file.
        columns: which columns are meant.

    Attributes:
        whole_ids: whether the ids are whole numbers.

    Raises:
        RunError: it cannot be read, has not the columns, or not of the right kind.
    """

    def __init__(self, path: str, columns: Columns) -> None:
        arrow = arrow_for(path)
        import pyarrow.parquet

        self._path = path
        self._columns = columns
        self._broken = (OSError, arrow.ArrowException)
        try:
            self._file: Any = pyarrow.parquet.ParquetFile(
                path, pre_buffer=False, buffer_size=1 << 20
            )
        except self._broken as error:
            raise self._unread(error) from error
        schema = self._file.schema_arrow
        shown = printable(path)
        if columns.text not in schema.names:
            raise RunError(f"{shown}: {lacking(columns.text, '--text-column', schema.names)}")
        if columns.id is not None and columns.id not in schema.names:
            raise RunError(f"{shown}: {lacking(columns.id, '--id-column', schema.names)}")
        self._has_ids = columns.id_name in schema.names
        if not _is_text(schema.field(columns.text).type):
            raise RunError(f"{shown}: {columns.text!r} holds no text; see --text-column")
        self.whole_ids = True
        if self._has_ids:
            kind = schema.field(columns.id_name).type
            self.whole_ids = arrow.types.is_integer(kind)
            if not self.whole_ids and not _is_text(kind):
                said = f"{columns.id_name!r} holds neither texts nor whole numbers; see --id-column"
                raise RunError(f"{shown}: {said}")

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows."""
        text, id = self._columns.text, self._columns.id_name
        wanted = [text, id] if self._has_ids else [text]
        number = 0
        try:
            for batch in self._file.iter_batches(_AT_ONCE, columns=wanted):
                texts = batch.column(text)
                ids = batch.column(id) if self._has_ids else None
                for place in range(len(texts)):
                    number += 1
                    yield self._row(number, texts[place], None if ids is None else ids[place])
        except self._broken as error:
            raise self._unread(error) from error

    def _row(self, number: int, text: Any, id: Any) -> Row:
        try:
            name: Id | None = number if id is None else id.as_py()
            if name is None:
                return Row(number, number, None, f"no {self._columns.id_name!r}; give it one")
            found: str | None = text.as_py()
        except UnicodeDecodeError:
            return Row(number, number, None, "not UTF-8, as Parquet asks for; write it anew")
        if found is None:
            return Row(number, name, None, f"no {self._columns.text!r}; leave it out")
        return Row(number, name, found)

    def _unread(self, error: Exception) -> RunError:
        why = reason(error) if isinstance(error, OSError) else "not Parquet, or damaged"
        return RunError(f"{printable(self._path)}: cannot be read: {why}; check the file")


class ParquetWriter:
    """Writes Parquet, compressed with Zstandard.

    Args:
        path: the file.
        names: the columns, as :data:`ocrfix.batch.worker.COLUMNS` names them.
        columns: the names of the columns of ids and texts.
        whole_ids: whether ids are whole numbers; otherwise they are written as texts.
    """

    def __init__(
        self, path: Path, names: tuple[str, ...], columns: Columns, *, whole_ids: bool
    ) -> None:
        arrow = arrow_for(str(path))
        import pyarrow.parquet

        self._whole_ids = whole_ids
        self._names = names
        fields = [(columns.id_name, arrow.int64() if whole_ids else arrow.string())]
        for name in names:
            # With 64 bits for places: a group of rows may hold more than two gigabytes of text.
            fields.append((columns.text if name == "text" else name, arrow.large_string()))
        self._schema: Any = arrow.schema(fields)
        self._record_batch: Any = arrow.record_batch
        self._writer: Any = pyarrow.parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[tuple[Id | str, ...]] = []
        self._signs = 0

    def add(self, id: Id, columns: Mapping[str, str]) -> None:
        """Write a row, or keep it until its group is full."""
        cells = [columns[name] for name in self._names]
        self._waiting.append((id if self._whole_ids else str(id), *cells))
        self._signs += sum(map(len, cells))
        if len(self._waiting) >= _GROUP_ROWS or self._signs >= _GROUP_SIGNS:
            self._flush()

    def close(self) -> None:
        """Write the last group, and the end."""
        if self._waiting:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        cells = [list(column) for column in zip(*self._waiting, strict=True)]
        self._writer.write_batch(self._record_batch(cells, schema=self._schema))
        self._waiting.clear()
        self._signs = 0


def _is_text(kind: Any) -> bool:
    import pyarrow.types as types

    if types.is_dictionary(kind):
        kind = kind.value_type
    return bool(types.is_string(kind) or types.is_large_string(kind))
