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

TextColumn = Annotated[
    str | None,
    Option(
        "--text-column",
        metavar="NAME",
        help="Of a table (.jsonl, .jsonl.gz, .jsonl.zst, .parquet): the column of texts, "
        "else text.",
    ),
]

IdColumn = Annotated[
    str | None,
    Option(
        "--id-column",
        metavar="NAME",
        help="Of a table: the column of ids; else id, or the number of the row.",
    ),
]

Columns = Annotated[
    str | None,
    Option(
        metavar="NAMES",
        help="What is written of a document into a table: text, markers, edits, suggestions, card, "
        "record, with commas between.",
    ),
]

Touch = Annotated[
    bool,
    Option(
        "--touch",
        help="With --in-place: give each file that changes the present time; else it keeps its "
        "own. For builds, backups and version control that go by time and size alone.",
    ),
]

TOUCHED = "--touch is for files that are written over; add --in-place, or leave it out"
"""What is said where no file is."""

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

ManyJobs = Annotated[
    int | None,
    Option(
        "--jobs",
        "-j",
        metavar="N",
        help="Work in N processes, 0 for one a processor; the output is the same. Into a folder "
        "or a table, keep a manifest, from which an interrupted run goes on.",
    ),
]
