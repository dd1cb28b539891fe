"""Which commands there are, and where each of them stands."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """The module of a command, and the name of its function there."""

    module: str
    function: str


COMMANDS = {
    "clean": Place("ocrfix.cli.commands.clean", "clean"),
    "check": Place("ocrfix.cli.commands.check", "check"),
    "tag": Place("ocrfix.cli.commands.tag", "tag"),
    "report": Place("ocrfix.cli.commands.report", "report"),
    "review": Place("ocrfix.cli.commands.review", "review"),
    "apply": Place("ocrfix.cli.commands.apply", "apply"),
    "undo": Place("ocrfix.cli.commands.undo", "undo"),
    "convert": Place("ocrfix.cli.commands.convert", "convert"),
    "stats": Place("ocrfix.cli.commands.stats", "stats"),
    "explain": Place("ocrfix.cli.commands.explain", "explain"),
    "eval": Place("ocrfix.cli.commands.eval", "evaluate"),
    "config": Place("ocrfix.cli.commands.config", "config"),
    "init": Place("ocrfix.cli.commands.init", "init"),
}
"""The commands in the order of the help; each is imported when it is asked for. ``learn``, which
has commands of its own, comes after them."""
