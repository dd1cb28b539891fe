"""The arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH", help="Files, folders (their .txt and .md files), or - for standard input."
    ),
]

Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        help="Into a folder or a table: do N documents at once (0: one on each processor), "
        "and keep a manifest, from which an interrupted run goes on.",
    ),
]

TextColumn = Annotated[
    str | None,
    typer.Option(
        "--text-column",
        metavar="NAME",
        help="Of a table (.jsonl, .jsonl.gz, .jsonl.zst, .parquet): the column of texts, "
        "else text.",
    ),
]

IdColumn = Annotated[
    str | None,
    typer.Option(
        "--id-column",
        metavar="NAME",
        help="Of a table: the column of ids; else id, or the number of the row.",
    ),
]

Columns = Annotated[
    str | None,
    typer.Option(
        metavar="NAMES",
        help="What is written of a document into a table: text, markers, edits, suggestions, card, "
        "record, with commas between.",
    ),
]

Settings = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Settings that differ from the defaults; else ocrfix.yaml of the current folder.",
    ),
]
