"""``ocrfix stats``: count the documents, codes and stamps of a collection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ocrfix.cli.commands.tag import Tag
from ocrfix.cli.declare import Option
from ocrfix.cli.help import epilog
from ocrfix.cli.options import Jobs, Paths, Quiet, Settings, Verbose
from ocrfix.cli.run import FAILED, Conduct, Refused, begin, put, say

if TYPE_CHECKING:
    from ocrfix.document import Document
    from ocrfix.read import InputFile

EPILOG = epilog("ocrfix stats texts/ --svg years.svg", nothing="all was counted", something=None)


def stats(
    paths: Paths,
    svg: Annotated[
        str | None,
        Option("--svg", metavar="FILE", help="Draw the exemptions by year, as SVG."),
    ] = None,
    config: Settings = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Count the documents, codes and stamps of a collection.

    Documents by year, exemptions by code and by year, markers by type, and release stamps. The year
    is that of the document's own date. Status 0 if all was counted.
    """
    try:
        session = begin(paths, config, "tagger", conduct=Conduct(quiet, verbose, jobs))
    except Refused as error:
        say(error)
        return FAILED
    from ocrfix.stats.collection import CollectionStats

    counts = CollectionStats()
    onto_input = False

    def act(found: InputFile, document: Document) -> None:
        nonlocal onto_input
        counts.add(document)
        onto_input = onto_input or (svg is not None and _same(svg, found.path))

    session.work(paths, Tag(), act, printed=False)
    if not counts.documents:
        return session.status
    try:
        # The table first: a chart that cannot be written is no reason to lose the counts.
        from ocrfix.stats.table import table

        put(table(counts).encode("utf-8"))
        if onto_input:
            from ocrfix.text.escape import printable

            session.complain(f"{printable(svg or '')}: also an input; name another file for --svg")
        elif svg is not None:
            from ocrfix.cli.output import write
            from ocrfix.stats.chart import chart

            write(svg, chart(counts).encode("utf-8"), option="another file for --svg")
    except Refused as error:
        session.complain(error)
    return session.status


def _same(one: str, other: str) -> bool:
    from os.path import realpath

    return realpath(one) == realpath(other)
