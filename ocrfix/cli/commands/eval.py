"""``ocrfix eval``: evaluate correction on passages with ground truth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

from ocrfix.cli import exit_codes
from ocrfix.cli.help import epilog
from ocrfix.cli.inputs import read_passages
from ocrfix.cli.options import ConfigFile, Pairs
from ocrfix.cli.parameters import Option
from ocrfix.cli.pipelines import load_config, open_pipeline
from ocrfix.cli.streams import write_stdout

if TYPE_CHECKING:
    from ocrfix.evaluate import Evaluation

Format = Literal["table", "json"]
Normalization = Literal["letters", "strict"]

EPILOG = epilog("ocrfix eval pairs.jsonl --chart confidence.svg", ok="evaluated", changed=None)


def evaluate(
    pairs: Pairs,
    format: Annotated[
        Format, Option("--format", help="A table, or a record on one line.")
    ] = "table",
    normalization: Annotated[
        Normalization,
        Option("--normalization", help="Compare only letters and digits, or every character."),
    ] = "letters",
    chart: Annotated[
        str | None,
        Option(
            "--chart", metavar="FILE", help="Write a reliability diagram of the confidences (SVG)."
        ),
    ] = None,
    config: ConfigFile = None,
) -> int:
    """Evaluate correction on passages with ground truth.

    Prints word and character error rates before and after correction, precision, recall, the
    overcorrection rate, and the effect of each kind of edit.
    """
    settings = load_config(config)
    passages = read_passages(pairs, settings)
    pipeline = open_pipeline(settings, "tagger", "stage")
    from ocrfix.evaluate import evaluate as measure

    evaluation = measure(pipeline.correct, passages, normalization)
    if chart is not None:
        _draw(evaluation, chart, pairs)
    write_stdout(_render(evaluation, format).encode("utf-8"))
    return exit_codes.OK


def _render(evaluation: Evaluation, format: str) -> str:
    if format == "json":
        return evaluation.to_json() + "\n"
    from ocrfix.evaluate.table import table

    return table(evaluation)


def _draw(evaluation: Evaluation, path: str, pairs: Sequence[str]) -> None:
    from os.path import basename

    from ocrfix.cli.output import write_file
    from ocrfix.evaluate.reliability_diagram import reliability_diagram

    names = ", ".join(basename(name) for name in pairs)
    svg = reliability_diagram(evaluation.bins(), f"Reliability: {names}")
    write_file(path, svg.encode("utf-8"), option="another file for --chart")
