"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from ocrfix.cli.apply import EPILOG as APPLY
from ocrfix.cli.apply import apply
from ocrfix.cli.check import EPILOG as CHECK
from ocrfix.cli.check import check
from ocrfix.cli.clean import EPILOG as CLEAN
from ocrfix.cli.clean import clean
from ocrfix.cli.config import EPILOG as CONFIG
from ocrfix.cli.config import config
from ocrfix.cli.convert import EPILOG as CONVERT
from ocrfix.cli.convert import convert
from ocrfix.cli.eval import evaluate
from ocrfix.cli.explain import explain
from ocrfix.cli.help import epilog
from ocrfix.cli.init import EPILOG as INIT
from ocrfix.cli.init import init
from ocrfix.cli.learn import learn
from ocrfix.cli.quick import QuickCommand, QuickGroup, read_signatures_once
from ocrfix.cli.report import EPILOG as REPORT
from ocrfix.cli.report import report
from ocrfix.cli.review import EPILOG as REVIEW
from ocrfix.cli.review import review
from ocrfix.cli.stats import EPILOG as STATS
from ocrfix.cli.stats import stats
from ocrfix.cli.tag import EPILOG as TAG
from ocrfix.cli.tag import tag
from ocrfix.cli.undo import EPILOG as UNDO
from ocrfix.cli.undo import undo

EXPLAIN = epilog("ocrfix explain A5", nothing="told", something=None)
EVAL = epilog("ocrfix eval pairs.jsonl --chart confidence.svg", nothing="measured", something=None)

read_signatures_once()
app = typer.Typer(
    cls=QuickGroup,
    help="Clean OCR text of declassified records, and mark its exemption codes and stamps.",
    epilog=epilog(),
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command(cls=QuickCommand, epilog=CLEAN)(clean)
app.command(cls=QuickCommand, epilog=CHECK)(check)
app.command(cls=QuickCommand, epilog=TAG)(tag)
app.command(cls=QuickCommand, epilog=REPORT)(report)
app.command(cls=QuickCommand, epilog=REVIEW)(review)
app.command(cls=QuickCommand, epilog=APPLY)(apply)
app.command(cls=QuickCommand, epilog=UNDO)(undo)
app.command(cls=QuickCommand, epilog=CONVERT)(convert)
app.command(cls=QuickCommand, epilog=STATS)(stats)
app.command(cls=QuickCommand, epilog=EXPLAIN)(explain)
app.command("eval", cls=QuickCommand, epilog=EVAL)(evaluate)
app.command(cls=QuickCommand, epilog=CONFIG)(config)
app.command(cls=QuickCommand, epilog=INIT)(init)
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
