"""``ocrfix report``: a page to read documents on, and to decide on what was done to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ocrfix.cli.declare import Argument, Option
from ocrfix.cli.help import epilog
from ocrfix.cli.options import Settings
from ocrfix.cli.run import FAILED, Refused, Session, open_pipeline, put, say, settings

if TYPE_CHECKING:
    from ocrfix.config import Config
    from ocrfix.document import Document
    from ocrfix.pipeline import Pipeline
    from ocrfix.read import InputFile
    from ocrfix.report.data import Shown
    from ocrfix.review.decisions import Decisions

Documents = Annotated[
    list[str],
    Argument(
        metavar="PATH", help="Files, folders, - for standard input, or JSON records (*.json)."
    ),
]


EPILOG = epilog(
    "ocrfix report texts/ -o report.html",
    nothing="nothing found",
    something="changes or markers found",
)


def report(
    paths: Documents,
    output: Annotated[
        str | None,
        Option("--output", "-o", metavar="FILE", help="Write the page to this file."),
    ] = None,
    decisions: Annotated[
        Path | None,
        Option("--decisions", metavar="FILE", help="Show what was decided already."),
    ] = None,
    config: Settings = None,
) -> int:
    """Make a page to read: originals and clean texts side by side.

    One HTML file that works offline. Changes, markers, reasons, totals, filters, search; and every
    change can be accepted or rejected there, for ocrfix apply. Status 1 if anything was found.
    """
    session = Session()
    try:
        chosen, pipeline = cleaner(config)
        reviewed = read_decisions(decisions) if decisions is not None else None
    except Refused as error:
        say(error)
        return FAILED
    documents = collect(session, paths, chosen, pipeline, reviewed)
    if not documents:
        return session.status
    from ocrfix.report.page import page

    made = page(documents, reviewed).encode("utf-8")
    try:
        if output is None:
            put(made)
        else:
            from ocrfix.cli.output import write

            write(output, made)
    except Refused as error:
        session.complain(error)
    return session.status


def cleaner(config: Path | None) -> tuple[Config, Pipeline]:
    """Return the settings, and the pipeline that cleans documents for a reader.

    Markers stay in the text, whatever the settings say of output: a reader wants to see them.

    Raises:
        Refused: settings or dictionaries cannot be used.
    """
    from msgspec.structs import replace

    chosen = settings(config)
    chosen = replace(chosen, emit=replace(chosen.emit, marks="keep"))
    return chosen, open_pipeline(chosen, "tagger", "stage")


def collect(
    session: Session,
    paths: list[str],
    config: Config,
    pipeline: Pipeline,
    reviewed: Decisions | None,
) -> list[Shown]:
    """Return the documents for the page, and complain of the others."""
    from ocrfix.cli.inputs import each_document
    from ocrfix.report.data import shown

    documents: list[Shown] = []

    def act(found: InputFile, document: Document) -> None:
        documents.append(shown(document, reviewed))
        if document.edits or document.suggestions or document.markers:
            session.changed()

    each_document(session, paths, config, pipeline.clean, act)
    return documents


def read_decisions(path: Path) -> Decisions:
    """Return a decisions file.

    Raises:
        Refused: it cannot be read, or is no such file.
    """
    from ocrfix.review.decisions import MOST_BYTES, Decisions
    from ocrfix.system import safe_files
    from ocrfix.text.escape import printable

    name = printable(str(path))
    try:
        return Decisions.from_json(safe_files.read(path, MOST_BYTES, allow_pipe=True))
    except safe_files.UnreadableFile as error:
        raise Refused(f"{name}: {error}; name a file of decisions, saved from the page") from error
    except ValueError as error:
        raise Refused(f"{name}: {error}; save it again from the page") from error
