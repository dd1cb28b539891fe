"""The commands, put together."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer

from ocrfix.cli.declare import typed
from ocrfix.cli.help import epilog
from ocrfix.cli.quick import QuickCommand, QuickGroup
from ocrfix.cli.registry import COMMANDS


class _Commands(QuickGroup):
    """The commands, each of which is imported when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.commands[cmd_name] = _command(cmd_name)
        elif cmd_name == "learn" and cmd_name not in self.commands:
            from ocrfix.cli.commands.learn import learn

            self.commands[cmd_name] = typer.main.get_command(learn)
        return super().get_command(ctx, cmd_name)


def _command(name: str) -> Any:
    module = import_module(COMMANDS[name].module)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    function = typed(getattr(module, COMMANDS[name].function))
    alone.command(name, cls=QuickCommand, epilog=module.EPILOG)(function)
    return typer.main.get_command(alone)


app = typer.Typer(
    cls=_Commands,
    help="Clean OCR text of declassified records, and mark its exemption codes and stamps.",
    epilog=epilog(),
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        from ocrfix._version import __version__

        typer.echo(f"ocrfix {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version.")
    ] = False,
) -> None:
    """Hold the options that stand before a command."""
