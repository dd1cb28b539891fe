"""Batch runs: many documents, several processes, a manifest, and resumption after an interruption.

:func:`ocrfix.batch.folder.clean_folder` cleans files into a folder, and
:func:`ocrfix.batch.tables.clean_table` cleans files, or the rows of a table, into a table.
"""

from __future__ import annotations

TABLE_EXTENSIONS = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")


def is_table(path: str) -> bool:
    """Whether a path has the extension of a table.

    >>> is_table("box1.jsonl.gz"), is_table("box1.txt")
    (True, False)
    """
    return path.lower().endswith(TABLE_EXTENSIONS)
