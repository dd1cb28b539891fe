"""``ocrfix eval``: evaluate correction on passages with ground truth."""

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
Normalization = Literal["letters", "strict"]

Pairs = Annotated[
    list[str],
    Argument(
        metavar="PAIRS",
        help='Files of JSON Lines with "id", "ocr", "truth" and, optionally, "source"; or -.',
    ),
]


EPILOG = epilog(
    "ocrfix eval pairs.jsonl --chart confidence.svg", nothing="measured", something=None
)


def evaluate(
    pairs: Pairs,
    format: Annotated[Format, Option(help="A table, or a record on one line.")] = "table",
    normalization: Annotated[
        Normalization, Option(help="Compare only letters and digits, or every character.")
    ] = "letters",
    chart: Annotated[
        str | None,
        Option(
            "--chart",
            metavar="FILE",
            help="Write a reliability diagram of the confidences (SVG).",
        ),
    ] = None,
    config: Settings = None,
) -> int:
    """Evaluate correction on passages with ground truth.

    Prints word and character error rates before and after correction, precision, recall, the
    overcorrection rate, and the effect of each kind of edit. Exit code 0 if all passages were
    evaluated.
    """
    try:
        chosen = settings(config)
        passages = read_passages(pairs, chosen)
        pipeline = open_pipeline(chosen, "tagger", "stage")
        from ocrfix.evaluate import evaluate as measured

        found = measured(pipeline.correct, passages, normalization)
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
        Refused: a file cannot be read, or has a line that is not a passage.
    """
    from os.path import lexists

    from ocrfix.evaluate import PassageError, parse
    from ocrfix.read import InputFile, ReadError, read
    from ocrfix.read.files import STDIN
    from ocrfix.text.escape import printable

    found: list[Passage] = []
    for path in paths:
        try:
            if path != STDIN and not lexists(path):
                raise ReadError(path, "no such file or folder", "check the name")
            text, _ = read(InputFile(path), config)
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
    from ocrfix.evaluate.reliability_diagram import reliability_diagram

    names = ", ".join(basename(name) for name in pairs)
    drawn = reliability_diagram(found.bins(), f"Reliability: {names}")
    write(path, drawn.encode("utf-8"), option="another file for --chart")
