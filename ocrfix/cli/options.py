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
        help="Into a folder: do N documents at once (0: one on each processor), and keep a "
        "manifest, from which an interrupted run goes on.",
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
