"""The commands, put together."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer

from ocrfix.cli.clean import clean
from ocrfix.cli.eval import evaluate
from ocrfix.cli.explain import explain
from ocrfix.cli.learn import learn
from ocrfix.cli.quick import QuickCommand, QuickGroup
from ocrfix.cli.stats import stats
from ocrfix.cli.tag import tag

STATUS = """\b
Status:
  0  nothing to change, nothing found
  1  something changed, or found
  2  some of the job could not be done; a line on standard error says what"""

LATER = ("report", "review", "apply", "undo")
"""Commands whose modules are read when they are asked for: ``ocrfix clean`` does not wait for them.
Each stands in a module of its name, under its name."""


class _Commands(QuickGroup):
    """The commands, those of :data:`LATER` among them."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *LATER]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name in LATER and cmd_name not in self.commands:
            function = getattr(import_module(f"ocrfix.cli.{cmd_name}"), cmd_name)
            alone = typer.Typer(add_completion=False, rich_markup_mode=None)
            alone.command(cmd_name, cls=QuickCommand, epilog=STATUS)(function)
            self.commands[cmd_name] = typer.main.get_command(alone)
        return super().get_command(ctx, cmd_name)


app = typer.Typer(
    cls=_Commands,
    help="Clean OCR text of declassified records, and mark its exemption codes and stamps.",
    epilog=STATUS,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command(cls=QuickCommand, epilog=STATUS)(clean)
app.command(cls=QuickCommand, epilog=STATUS)(tag)
app.command(cls=QuickCommand)(stats)
app.command(cls=QuickCommand)(explain)
app.command("eval", cls=QuickCommand)(evaluate)
app.add_typer(learn, name="learn")


def _version(wanted: bool) -> None:
    if wanted:
        from ocrfix import __version__

        typer.echo(f"ocrfix {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version.")
    ] = False,
) -> None:
    """Hold the options that stand before a command."""
