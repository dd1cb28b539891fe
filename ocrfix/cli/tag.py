"""``ocrfix tag``: list the codes and stamps of documents, changing nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ocrfix.cli.options import Paths, Settings
from ocrfix.cli.session import FAILED, Refused, Session, put, say, settings, workshop

if TYPE_CHECKING:
    from ocrfix.model import Source
    from ocrfix.read import Found

Format = Literal["table", "json", "csv"]


def tag(
    paths: Paths,
    format: Annotated[
        Format, typer.Option(help="Columns for reading, whole records, or a spreadsheet.")
    ] = "table",
    config: Settings = None,
) -> int:
    """List the codes, stamps and other markers of text."""
    session = Session()
    try:
        chosen = settings(config)
        shop = workshop(chosen, "tagger")
    except Refused as error:
        say(error)
        return FAILED
    from ocrfix.emit import render

    first = True

    def act(found: Found, text: str, source: Source) -> None:
        nonlocal first
        document = shop.tag(text, source)
        options = {"header": first} if format == "csv" else {}
        put(render(document, format, **options).encode("utf-8"))
        first = False
        if document.markers:
            session.changed()

    session.each(paths, chosen, act)
    return session.status
