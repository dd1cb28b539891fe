"""Data frames: the markers, edits or card of a document as a pandas ``DataFrame``."""

from __future__ import annotations

from typing import Any

from ocrfix.emit.rows import CARDS, CHANGES, MARKERS, cell
from ocrfix.records import Record

_TABLES = {"markers": MARKERS, "edits": CHANGES, "card": CARDS}
"""The tables by name."""

_DTYPES = {"text": "object", "integer": "Int64", "probability": "float64"}
"""The pandas type of each kind of column; all of them can hold missing values."""


def to_dataframe(document: Record, table: str = "markers") -> Any:
    """Return the rows of a table of ``document`` as a ``pandas.DataFrame``.

    Args:
        document: any document.
        table: ``"markers"``, ``"edits"``, or ``"card"`` for one row of metadata.

    Raises:
        ImportError: pandas is not installed.
        ValueError: no such table.
    """
    if table not in _TABLES:
        raise ValueError(f"no table {table!r}; the tables are {', '.join(_TABLES)}")
    try:
        import pandas
    except ImportError as error:
        raise ImportError("to_dataframe needs pandas; install it: pip install pandas") from error
    chosen = _TABLES[table]
    rows = list(chosen.rows(document))
    return pandas.DataFrame(
        {
            column: pandas.Series([cell(column, row[column]) for row in rows], dtype=_DTYPES[kind])
            for column, kind in chosen.columns.items()
        }
    )
