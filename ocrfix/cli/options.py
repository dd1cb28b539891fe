"""The arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from ocrfix.cli.declare import Argument, Option

Paths = Annotated[
    list[str],
    Argument(
        metavar="PATH", help="Files, folders (their .txt and .md files), or - for standard input."
    ),
]

Settings = Annotated[
    Path | None,
    Option(
        "--config",
        metavar="FILE",
        help="Settings that differ from the defaults; else those of the project of each file.",
    ),
]

Quiet = Annotated[bool, Option("--quiet", "-q", help="Say nothing but what could not be done.")]

Verbose = Annotated[
    bool,
    Option("--verbose", "-v", help="Say, on standard error, each change and what is left out."),
]

Jobs = Annotated[
    int,
    Option(
        "--jobs",
        "-j",
        metavar="N",
        help="Work in N processes, 0 for one a processor; the output is the same.",
    ),
]

Color = Annotated[
    Literal["auto", "always", "never"],
    Option(help="Colour on a terminal, unless NO_COLOR is set; or always; or never."),
]
