"""``ocrfix stats``: count the documents, codes and stamps of a collection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ocrfix.cli.options import Paths, Settings
from ocrfix.cli.session import FAILED, Refused, Session, put, say, settings, workshop

if TYPE_CHECKING:
    from ocrfix.model import Source
    from ocrfix.read import Found


def stats(
    paths: Paths,
    svg: Annotated[
        str | None,
        typer.Option("--svg", metavar="FILE", help="Draw the exemptions by year, as SVG."),
    ] = None,
    config: Settings = None,
) -> int:
    """Count the documents, codes and stamps of a collection.

    Documents by year, exemptions by code and by year, markers by type, and release stamps. The year
    is that of the document's own date. Status 0 if all was counted.
    """
    session = Session()
    try:
        chosen = settings(config)
        shop = workshop(chosen, "tagger")
    except Refused as error:
        say(error)
        return FAILED
    from ocrfix.tally import Tally

    tally = Tally()
    onto_input = False

    def act(found: Found, text: str, source: Source) -> None:
        nonlocal onto_input
        tally.add(shop.tag(text, source))
        onto_input = onto_input or (svg is not None and _same(svg, found.path))

    session.each(paths, chosen, act)
    if not tally.documents:
        return session.status
    try:
        # The table first: a chart that cannot be written is no reason to lose the counts.
        from ocrfix.tally.table import table

        put(table(tally).encode("utf-8"))
        if onto_input:
            from ocrfix.read.errors import printable

            session.complain(f"{printable(svg or '')}: also an input; name another file for --svg")
        elif svg is not None:
            from ocrfix.cli.output import write
            from ocrfix.tally.chart import chart

            write(svg, chart(tally).encode("utf-8"), option="another file for --svg")
    except Refused as error:
        session.complain(error)
    return session.status


def _same(one: str, other: str) -> bool:
    from os.path import realpath

    return realpath(one) == realpath(other)
