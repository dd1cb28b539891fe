"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from ocrfix.cli.check import EPILOG as CHECK_EPILOG
from ocrfix.cli.check import check
from ocrfix.cli.clean import clean
from ocrfix.cli.config import EXAMPLE as CONFIG_EXAMPLE
from ocrfix.cli.config import config
from ocrfix.cli.eval import evaluate
from ocrfix.cli.explain import explain
from ocrfix.cli.init import EXAMPLE as INIT_EXAMPLE
from ocrfix.cli.init import init
from ocrfix.cli.learn import learn
from ocrfix.cli.quick import QuickCommand, QuickGroup
from ocrfix.cli.stats import stats
from ocrfix.cli.tag import tag

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
app.command(cls=QuickCommand, epilog=CHECK_EPILOG)(check)
app.command(cls=QuickCommand, epilog=STATUS)(tag)
app.command(cls=QuickCommand)(stats)
app.command(cls=QuickCommand)(explain)
app.command("eval", cls=QuickCommand)(evaluate)
app.command(cls=QuickCommand, epilog=CONFIG_EXAMPLE)(config)
app.command(cls=QuickCommand, epilog=INIT_EXAMPLE)(init)
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
