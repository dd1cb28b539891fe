"""``ocrfix tag``: list the codes and stamps of documents, changing nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Protocol

from ocrfix.cli.declare import Option
from ocrfix.cli.help import epilog
from ocrfix.cli.options import Jobs, Paths, Quiet, Settings, Verbose
from ocrfix.cli.run import FAILED, Conduct, Refused, begin, put, say
from ocrfix.formats import ROW_FORMATS, TagFormat, output_formats

if TYPE_CHECKING:
    from ocrfix.document import Document
    from ocrfix.emit.rows import Table
    from ocrfix.pipeline import Pipeline
    from ocrfix.read import InputFile
    from ocrfix.records import Source

_SHOWN = output_formats("tag")

EPILOG = epilog(
    "ocrfix tag --cards texts/ > cards.csv", nothing="no marker", something="markers were found"
)


def tag(
    paths: Paths,
    cards: Annotated[
        bool,
        Option("--cards", help="One line a document: its date, subject, codes and the like."),
    ] = False,
    markers: Annotated[
        bool, Option("--markers", help="One line a marker, with its page and its fields.")
    ] = False,
    format: Annotated[
        TagFormat | None,
        Option(
            help="table (for reading), json (whole records) or csv; "
            "of --cards and --markers csv, jsonl or parquet."
        ),
    ] = None,
    config: Settings = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """List the codes, stamps and other markers of text.

    With --cards or --markers, a table for a spreadsheet or a program.
    """
    try:
        kind = _kind(cards, markers, format)
        session = begin(paths, config, "tagger", conduct=Conduct(quiet, verbose, jobs))
        product: _Product = _Shown(kind) if not (cards or markers) else _listed(cards, kind)
    except Refused as error:
        say(error)
        return FAILED

    def act(found: InputFile, document: Document) -> None:
        product.add(document)
        if document.markers:
            session.changed()

    session.work(paths, Tag(), act)
    try:
        product.close()
    except Refused as error:
        session.complain(error)
    return session.status


class Tag:
    """Marks a document."""

    def __call__(self, pipeline: Pipeline, text: str, source: Source) -> Document:
        """Return the document with its markers."""
        return pipeline.tag(text, source)


class _Product(Protocol):
    """What is printed, document by document."""

    def add(self, document: Document) -> None: ...

    def close(self) -> None: ...


class _Shown:
    """The markers of each document in a format of :mod:`ocrfix.emit`."""

    def __init__(self, format: str) -> None:
        self._format = format
        self._first = True

    def add(self, document: Document) -> None:
        from ocrfix.emit import render

        options = {"header": self._first} if self._format == "csv" else {}
        put(render(document, self._format, **options).encode("utf-8"))
        self._first = False

    def close(self) -> None:
        pass


def _kind(cards: bool, markers: bool, format: str | None) -> str:
    """Return the format, after a look at whether what is asked for goes together."""
    if cards and markers:
        raise Refused("--cards does not go with --markers; run it once for each")
    if not (cards or markers):
        if format is not None and format not in _SHOWN:
            raise Refused(f"--format {format} is for --cards and --markers; add one of them")
        return format or "table"
    if format is not None and format not in ROW_FORMATS:
        option = "--cards" if cards else "--markers"
        raise Refused(f"{option} has no format {format}; use csv, jsonl or parquet")
    return format or "csv"


def _listed(cards: bool, format: str) -> _Product:
    from ocrfix.emit import rows

    chosen = rows.CARDS if cards else rows.MARKERS
    if format == "parquet":
        return _parquet(chosen)
    from ocrfix.emit.row_writers import TextWriter

    return TextWriter(chosen, format, put)


def _parquet(chosen: Table) -> _Product:
    import sys

    if sys.stdout is not None and sys.stdout.isatty():
        raise Refused("--format parquet is nothing to look at; send it to a file with >")
    from ocrfix.emit.parquet import ParquetWriter

    try:
        return ParquetWriter(chosen, put)
    except ImportError as error:
        raise Refused(
            "--format parquet needs pyarrow; install it: pip install 'ocrfix[parquet]'"
        ) from error
