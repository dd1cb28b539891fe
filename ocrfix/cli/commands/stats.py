"""``ocrfix stats``: count the documents, codes and stamps of a collection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ocrfix.cli.commands.tag import TagJob
from ocrfix.cli.errors import CommandError
from ocrfix.cli.help import epilog
from ocrfix.cli.options import ConfigFile, Jobs, Paths, Quiet, Verbose
from ocrfix.cli.parameters import Option
from ocrfix.cli.run import Run, RunOptions
from ocrfix.cli.streams import write_stdout

if TYPE_CHECKING:
    from ocrfix.document import Document
    from ocrfix.read import InputFile

EPILOG = epilog("ocrfix stats texts/ --svg years.svg", ok="all were counted", changed=None)


def stats(
    paths: Paths,
    svg: Annotated[
        str | None,
        Option("--svg", metavar="FILE", help="Draw the exemptions by year, as SVG."),
    ] = None,
    config: ConfigFile = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Count the documents, codes and stamps of a collection.

    Documents by year, exemptions by code and by year, markers by type, outcomes of the
    review, and release stamps. The year
    is that of the date of the document.
    """
    run = Run.start(paths, config, "tagger", options=RunOptions(quiet, verbose, jobs))
    from ocrfix.stats.collection import CollectionStats

    counts = CollectionStats()
    svg_is_input = False

    def consume(found: InputFile, document: Document) -> None:
        nonlocal svg_is_input
        counts.add(document)
        svg_is_input = svg_is_input or (svg is not None and _is_same(svg, found.path))

    run.map(paths, TagJob(), consume, to_stdout=False)
    if not counts.documents:
        return run.exit_code
    try:
        # The table comes first, so that the counts are not lost if the chart cannot be written.
        from ocrfix.stats.table import table

        write_stdout(table(counts).encode("utf-8"))
        if svg_is_input:
            from ocrfix.text.escape import printable

            name = printable(svg or "")
            run.report_problem(f"{name}: is also an input; name another file for --svg")
        elif svg is not None:
            from ocrfix.cli.output import write_file
            from ocrfix.stats.chart import chart

            write_file(svg, chart(counts).encode("utf-8"), option="another file for --svg")
    except CommandError as error:
        run.report_problem(error)
    return run.exit_code


def _is_same(one: str, other: str) -> bool:
    from os.path import realpath

    return realpath(one) == realpath(other)
