"""``ocrfix explain``: say what a code means, or what would be done with a word, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from ocrfix.cli.options import Settings
from ocrfix.cli.session import DONE, FAILED, Refused, put, say, settings, workshop


def explain(
    term: Annotated[str, typer.Argument(metavar="TERM", help="A code such as B1, or a word.")],
    config: Settings = None,
) -> int:
    """Say what a code means, or why a word is changed."""
    try:
        chosen = settings(config)
        shop = workshop(chosen, "stage")
    except Refused as error:
        say(error)
        return FAILED
    put(shop.why(term).encode("utf-8", "replace") + b"\n")
    return DONE
