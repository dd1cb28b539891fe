"""The arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

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

Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Say nothing but what could not be done.")
]

Verbose = Annotated[
    bool,
    typer.Option(
        "--verbose", "-v", help="Say, on standard error, each change and what is left out."
    ),
]

Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        help="Work in N processes, 0 for one a processor; the output is the same.",
    ),
]

Color = Annotated[
    Literal["auto", "always", "never"],
    typer.Option(help="Colour on a terminal, unless NO_COLOR is set; or always; or never."),
]
