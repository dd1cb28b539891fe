"""Cleaning many documents: by several processes, with a manifest, and to be taken up again.

:func:`ocrfix.batch.folder.clean_folder` cleans files into a folder, and
:func:`ocrfix.batch.tables.clean_table` the rows of a table, or files, into a table. Here stands
only what a run over one page has to ask.
"""

from __future__ import annotations

ENDINGS = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")
"""The endings by which a table is known."""


def is_table(path: str) -> bool:
    """Whether a path is named like a table.

    >>> is_table("box1.jsonl.gz"), is_table("box1.txt")
    (True, False)
    """
    return path.lower().endswith(ENDINGS)
