"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from ocrfix.cli.apply import apply
from ocrfix.cli.clean import clean
from ocrfix.cli.convert import convert
from ocrfix.cli.eval import evaluate
from ocrfix.cli.explain import explain
from ocrfix.cli.learn import learn
from ocrfix.cli.quick import QuickCommand, QuickGroup
from ocrfix.cli.report import report
from ocrfix.cli.review import review
from ocrfix.cli.stats import stats
from ocrfix.cli.tag import tag
from ocrfix.cli.undo import undo

STATUS = """\b
Status:
  0  nothing to change, nothing found
  1  something changed, or found
  2  some of the job could not be done; a line on standard error says what"""

app = typer.Typer(
    cls=QuickGroup,
    help="Clean OCR text of declassified records, and mark its exemption codes and stamps.",
    epilog=STATUS,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command(cls=QuickCommand, epilog=STATUS)(clean)
app.command(cls=QuickCommand, epilog=STATUS)(tag)
app.command(cls=QuickCommand)(convert)
app.command(cls=QuickCommand)(stats)
app.command(cls=QuickCommand, epilog=STATUS)(report)
app.command(cls=QuickCommand, epilog=STATUS)(review)
app.command(cls=QuickCommand, epilog=STATUS)(apply)
app.command(cls=QuickCommand, epilog=STATUS)(undo)
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
