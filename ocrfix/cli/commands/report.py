"""``ocrfix report``: a page for reading documents and deciding on their changes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from ocrfix.cli.errors import CommandError
from ocrfix.cli.help import epilog
from ocrfix.cli.options import ConfigFile, Documents, ImageFolder, PageImages
from ocrfix.cli.parameters import Option
from ocrfix.cli.reviewing import collect_documents, open_review_pipeline, read_decisions
from ocrfix.cli.run import Run
from ocrfix.cli.streams import write_stdout

EPILOG = epilog(
    "ocrfix report texts/ -o report.html",
    ok="nothing found",
    changed="changes or markers were found",
)


def report(
    paths: Documents,
    output: Annotated[
        str | None,
        Option("--output", "-o", metavar="FILE", help="Write the page to this file."),
    ] = None,
    decisions: Annotated[
        Path | None,
        Option("--decisions", metavar="FILE", help="Show the decisions made already."),
    ] = None,
    pages: PageImages = None,
    images: ImageFolder = None,
    config: ConfigFile = None,
) -> int:
    """Create a page that shows originals and clean texts side by side.

    One HTML file that works offline: changes, markers, reasons, totals, filters and search. Every
    change can be accepted or rejected there, for ocrfix apply.
    """
    run = Run()
    settings, pipeline = open_review_pipeline(config)
    reviewed = read_decisions(decisions) if decisions is not None else None
    documents = collect_documents(run, paths, settings, pipeline, reviewed, pages, images)
    if not documents:
        return run.exit_code
    from ocrfix.report.page import page

    html = page(documents, reviewed).encode("utf-8")
    try:
        if output is None:
            write_stdout(html)
        else:
            from ocrfix.cli.output import write_file

            write_file(output, html)
    except CommandError as error:
        run.report_problem(error)
    return run.exit_code
