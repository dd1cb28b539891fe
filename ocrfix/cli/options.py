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

Settings = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Settings that differ from the defaults; else those of the project of each file.",
    ),
]
