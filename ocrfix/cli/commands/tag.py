"""``ocrfix tag``: list the codes and stamps of documents, changing nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Protocol

from ocrfix.cli.errors import CommandError
from ocrfix.cli.help import epilog
from ocrfix.cli.options import ConfigFile, Jobs, Paths, Quiet, Verbose
from ocrfix.cli.parameters import Option
from ocrfix.cli.run import Run, RunOptions
from ocrfix.cli.streams import write_stdout
from ocrfix.formats import ROW_FORMATS, TagFormat, output_formats

if TYPE_CHECKING:
    from ocrfix.document import Document
    from ocrfix.emit.rows import Table
    from ocrfix.pipeline import Pipeline
    from ocrfix.read import InputFile
    from ocrfix.read.files import InputText

EPILOG = epilog(
    "ocrfix tag --cards texts/ > cards.csv", ok="no markers", changed="markers were found"
)


def tag(
    paths: Paths,
    cards: Annotated[
        bool,
        Option("--cards", help="Print one line per document: its date, subject, codes and so on."),
    ] = False,
    markers: Annotated[
        bool, Option("--markers", help="Print one line per marker, with its page and its fields.")
    ] = False,
    format: Annotated[
        TagFormat | None,
        Option(
            "--format",
            help="table (for reading), json (whole records) or csv; "
            "with --cards or --markers csv, jsonl or parquet.",
        ),
    ] = None,
    config: ConfigFile = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """List the codes, stamps and other markers of text.

    With --cards or --markers, print a table for a spreadsheet or a program.
    """
    chosen = _choose_format(cards, markers, format)
    run = Run.start(paths, config, "tagger", options=RunOptions(quiet, verbose, jobs))
    listing: _Listing = _row_listing(cards, chosen) if cards or markers else _Documents(chosen)

    def consume(found: InputFile, document: Document) -> None:
        listing.add(document)
        if document.markers:
            run.mark_changed()

    run.map(paths, TagJob(), consume)
    try:
        listing.close()
    except CommandError as error:
        run.report_problem(error)
    return run.exit_code


class TagJob:
    """The job: find the markers of a document."""

    def __call__(self, pipeline: Pipeline, content: InputText) -> Document:
        """Return the document with its markers."""
        return pipeline.tag(content.text, content.source, content.pages)


class _Listing(Protocol):
    """Prints documents, one after the other."""

    def add(self, document: Document) -> None: ...

    def close(self) -> None: ...


class _Documents:
    """Prints the markers of each document in a format of :mod:`ocrfix.emit`."""

    def __init__(self, format: str) -> None:
        self._format = format
        self._is_first = True

    def add(self, document: Document) -> None:
        from ocrfix.emit import render

        options = {"header": self._is_first} if self._format == "csv" else {}
        write_stdout(render(document, self._format, **options).encode("utf-8"))
        self._is_first = False

    def close(self) -> None:
        pass


def _choose_format(cards: bool, markers: bool, format: str | None) -> str:
    """Return the format, or its default, after checking the combination of options."""
    if cards and markers:
        raise CommandError("--cards cannot be combined with --markers; run it once for each")
    if not (cards or markers):
        if format is not None and format not in output_formats("tag"):
            raise CommandError(f"--format {format} is for --cards and --markers; add one of them")
        return format or "table"
    if format is not None and format not in ROW_FORMATS:
        option = "--cards" if cards else "--markers"
        raise CommandError(f"{option} has no format {format}; use csv, jsonl or parquet")
    return format or "csv"


def _row_listing(cards: bool, format: str) -> _Listing:
    from ocrfix.emit import rows

    columns = rows.CARDS if cards else rows.MARKERS
    if format == "parquet":
        return _parquet(columns)
    from ocrfix.emit.row_writers import TextWriter

    return TextWriter(columns, format, write_stdout)


def _parquet(columns: Table) -> _Listing:
    import sys

    if sys.stdout is not None and sys.stdout.isatty():
        raise CommandError("--format parquet is binary; redirect it to a file with >")
    from ocrfix.emit.parquet import ParquetWriter

    try:
        return ParquetWriter(columns, write_stdout)
    except ImportError as error:
        raise CommandError(
            "--format parquet needs pyarrow; install it: pip install 'ocrfix[parquet]'"
        ) from error
