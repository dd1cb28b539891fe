"""The table of commands.

A new command is a module in :mod:`ocrfix.cli.commands`, with a function and an ``EPILOG`` for its
help text, and an entry here.
"""

from __future__ import annotations

from importlib import import_module

from ocrfix.cli.parameters import Command

COMMANDS = {
    "clean": "ocrfix.cli.commands.clean:clean",
    "check": "ocrfix.cli.commands.check:check",
    "tag": "ocrfix.cli.commands.tag:tag",
    "report": "ocrfix.cli.commands.report:report",
    "review": "ocrfix.cli.commands.review:review",
    "apply": "ocrfix.cli.commands.apply:apply",
    "undo": "ocrfix.cli.commands.undo:undo",
    "convert": "ocrfix.cli.commands.convert:convert",
    "stats": "ocrfix.cli.commands.stats:stats",
    "explain": "ocrfix.cli.commands.explain:explain",
    "eval": "ocrfix.cli.commands.eval:evaluate",
    "config": "ocrfix.cli.commands.config:config",
    "init": "ocrfix.cli.commands.init:init",
    "learn vocabulary": "ocrfix.cli.commands.learn_vocabulary:learn_vocabulary",
    "learn pairs": "ocrfix.cli.commands.learn_pairs:learn_pairs",
}
"""The module and function of each command, in the order of the help text."""

GROUPS = {"learn": "Learn from your own documents, into a dictionary folder of your own."}
"""The help texts of the groups, whose commands have names of two words."""


def load(name: str) -> Command:
    """Import a command and return its function."""
    module, _, function = COMMANDS[name].partition(":")
    command: Command = getattr(import_module(module), function)
    return command
