"""Which commands there are, and where each of them stands."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """The module of a command, and the name of its function there."""

    module: str
    function: str


COMMANDS = {
    "clean": Place("ocrfix.cli.clean", "clean"),
    "check": Place("ocrfix.cli.check", "check"),
    "tag": Place("ocrfix.cli.tag", "tag"),
    "report": Place("ocrfix.cli.report", "report"),
    "review": Place("ocrfix.cli.review", "review"),
    "apply": Place("ocrfix.cli.apply", "apply"),
    "undo": Place("ocrfix.cli.undo", "undo"),
    "convert": Place("ocrfix.cli.convert", "convert"),
    "stats": Place("ocrfix.cli.stats", "stats"),
    "explain": Place("ocrfix.cli.explain", "explain"),
    "eval": Place("ocrfix.cli.eval", "evaluate"),
    "config": Place("ocrfix.cli.config", "config"),
    "init": Place("ocrfix.cli.init", "init"),
}
"""The commands in the order of the help; each is imported when it is asked for. ``learn``, which
has commands of its own, comes after them."""
