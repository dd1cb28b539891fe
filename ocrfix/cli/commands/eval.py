"""``ocrfix eval``: measure correction against passages whose truth is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

from ocrfix.cli.declare import Argument, Option
from ocrfix.cli.help import epilog
from ocrfix.cli.options import Settings
from ocrfix.cli.run import DONE, FAILED, Refused, open_pipeline, put, say, settings

if TYPE_CHECKING:
    from ocrfix.config import Config
    from ocrfix.evaluate import Evaluation, Passage

Format = Literal["table", "json"]
View = Literal["letters", "strict"]

Pairs = Annotated[
    list[str],
    Argument(
        metavar="PAIRS",
        help='Files of JSON lines with "id", "ocr", "truth" and, if wanted, "source"; or -.',
    ),
]


EPILOG = epilog(
    "ocrfix eval pairs.jsonl --chart confidence.svg", nothing="measured", something=None
)


def evaluate(
    pairs: Pairs,
    format: Annotated[Format, Option(help="A table, or a record on one line.")] = "table",
    view: Annotated[
        View, Option(help="Compare letters and digits alone, or every sign.")
    ] = "letters",
    chart: Annotated[
        str | None,
        Option(
            "--chart",
            metavar="FILE",
            help="Draw, as SVG, whether the confidences mean what they say.",
        ),
    ] = None,
    config: Settings = None,
) -> int:
    """Measure what correction does to passages whose truth is known.

    Word and character errors before and after, precision, recall and harm, and what each kind of
    change did. Status 0 if all was measured.
    """
    try:
        chosen = settings(config)
        passages = read_passages(pairs, chosen)
        pipeline = open_pipeline(chosen, "tagger", "stage")
        from ocrfix.evaluate import evaluate as measured

        found = measured(pipeline.correct, passages, view)
        if chart is not None:
            _draw(found, chart, pairs)
        put(_product(found, format).encode("utf-8"))
    except Refused as error:
        say(error)
        return FAILED
    return DONE


def read_passages(paths: Sequence[str], config: Config) -> list[Passage]:
    """Return the passages of all files.

    Raises:
        Refused: a file cannot be read, or a line of one is no passage.
    """
    from os.path import lexists

    from ocrfix.evaluate import PassageError, parse
    from ocrfix.read import Found, ReadError, read
    from ocrfix.read.files import STDIN
    from ocrfix.text.escape import printable

    found: list[Passage] = []
    for path in paths:
        try:
            if path != STDIN and not lexists(path):
                raise ReadError(path, "no such file or folder", "check the name")
            text, _ = read(Found(path), config)
            found += parse(text, printable(path))
        except (ReadError, PassageError) as error:
            raise Refused(error) from error
    return found


def _product(found: Evaluation, format: str) -> str:
    if format == "json":
        return found.to_json() + "\n"
    from ocrfix.evaluate.table import table

    return table(found)


def _draw(found: Evaluation, path: str, pairs: Sequence[str]) -> None:
    from os.path import basename

    from ocrfix.cli.output import write
    from ocrfix.evaluate.chart import chart

    names = ", ".join(basename(name) for name in pairs)
    drawn = chart(found.bins(), f"Reliability: {names}")
    write(path, drawn.encode("utf-8"), option="another file for --chart")
