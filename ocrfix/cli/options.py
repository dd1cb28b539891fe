"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from ocrfix.cli.parameters import Argument, Option
from ocrfix.formats import MarkerDisplay

Paths = Annotated[
    list[str],
    Argument(
        metavar="PATH", help="Files, folders (their .txt and .md files), or - for standard input."
    ),
]

Documents = Annotated[
    list[str],
    Argument(
        metavar="PATH", help="Files, folders, - for standard input, or JSON records (*.json)."
    ),
]

Pairs = Annotated[
    list[str],
    Argument(
        metavar="PAIRS",
        help='Files of JSON lines with "id", "ocr", "truth" and optionally "source"; or -.',
    ),
]

Marks = Annotated[
    MarkerDisplay | None,
    Option(
        "--marks",
        help="Markers in the text: written inline, kept as they are, or removed.",
    ),
]

OwnFolder = Annotated[
    str,
    Option(
        "--output",
        "-o",
        metavar="OWN_FOLDER",
        help="The folder of your own dictionaries; list it under dictionaries: in your settings.",
    ),
]

Words = Annotated[
    str | None,
    Option(
        "--words",
        metavar="OWN_FOLDER",
        help="The dictionary folder for words that are never to be changed; by default the first "
        "of your dictionaries.",
    ),
]

TextColumn = Annotated[
    str | None,
    Option(
        "--text-column",
        metavar="NAME",
        help="For tables (.jsonl, .jsonl.gz, .jsonl.zst, .parquet): the column with the texts; "
        "by default text.",
    ),
]

Second = Annotated[
    list[str] | None,
    Option(
        "--second",
        metavar="PATH",
        help="Another reading of the same documents, by another engine: a file, or a folder with "
        "the same relative paths. May be repeated.",
    ),
]

SecondColumn = Annotated[
    list[str] | None,
    Option(
        "--second-column",
        metavar="NAME",
        help="For tables: the column with another reading of each text. May be repeated.",
    ),
]

IdColumn = Annotated[
    str | None,
    Option(
        "--id-column",
        metavar="NAME",
        help="For tables: the column with the ids; by default id, or the number of the row.",
    ),
]

Columns = Annotated[
    str | None,
    Option(
        "--columns",
        metavar="NAMES",
        help="For tables: what is written for each document, separated by commas: text, markers, "
        "edits, suggestions, card, record.",
    ),
]

Diff = Annotated[bool, Option("--diff", help="Show what would change, and write no file.")]

InPlace = Annotated[bool, Option("--in-place", help="Overwrite each file that changes.")]

Touch = Annotated[
    bool,
    Option(
        "--touch",
        help="With --in-place: give changed files the current time instead of keeping theirs, for "
        "builds, backups and version control that only look at time and size.",
    ),
]

TOUCH_NEEDS_IN_PLACE = "--touch is for files that are overwritten; add --in-place, or leave it out"
"""The message for ``--touch`` without ``--in-place``."""

ConfigFile = Annotated[
    Path | None,
    Option(
        "--config",
        metavar="FILE",
        help="A settings file; by default that of the project of each file.",
    ),
]

PageImages = Annotated[
    int | None,
    Option(
        "--pages",
        metavar="N",
        help="For files with pages: show the pages beside the text, with images of at most so many "
        "of them, 100 by default; 0 for none.",
    ),
]

ImageFolder = Annotated[
    Path | None,
    Option(
        "--images",
        metavar="FOLDER",
        help="Page images for hOCR, ALTO and PAGE files: memo.tif or memo.png for memo.xml.",
    ),
]

Quiet = Annotated[bool, Option("--quiet", "-q", help="Print errors only.")]

Verbose = Annotated[
    bool,
    Option("--verbose", "-v", help="Print each change and each skipped file to standard error."),
]

Jobs = Annotated[
    int,
    Option(
        "--jobs",
        "-j",
        metavar="N",
        help="Number of processes; 0 for one per available processor. The output is the same.",
    ),
]

CleanJobs = Annotated[
    int | None,
    Option(
        "--jobs",
        "-j",
        metavar="N",
        help="Number of processes; 0 for one per available processor. The output is the same. If "
        "it goes to a folder or a table, a manifest is kept, so that an interrupted run resumes.",
    ),
]

Color = Annotated[
    Literal["auto", "always", "never"],
    Option("--color", help="Use color: on a terminal unless NO_COLOR is set, always, or never."),
]
