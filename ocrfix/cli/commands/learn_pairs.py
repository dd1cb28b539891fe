"""``ocrfix learn pairs``: learn how an engine misreads from passages with known ground truth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ocrfix.cli import exit_codes
from ocrfix.cli.errors import CommandError
from ocrfix.cli.help import epilog
from ocrfix.cli.inputs import read_passages
from ocrfix.cli.options import ConfigFile, OwnFolder, Pairs, Quiet
from ocrfix.cli.parameters import Option
from ocrfix.cli.pipelines import load_config, open_pipeline
from ocrfix.cli.streams import print_message, write_stdout
from ocrfix.system.os_errors import reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ocrfix.config import Config
    from ocrfix.evaluate import Evaluation, Passage
    from ocrfix.evaluate.edit_effects import ScoredEdit
    from ocrfix.evaluate.reliability import ChangedWords
    from ocrfix.training.train import LearnedTables

PRECISION = 0.91
"""The precision of changed words that the default threshold gives, cross-validated on the pairs
that ocrfix was trained on."""

EPILOG = epilog("ocrfix learn pairs pairs.jsonl --output my-words", ok="learned", changed=None)


def learn_pairs(
    pairs: Pairs,
    output: OwnFolder,
    precision: Annotated[
        float,
        Option(
            "--precision",
            metavar="SHARE",
            help="The share of changed words that should be right, for which a threshold is "
            "suggested.",
        ),
    ] = PRECISION,
    config: ConfigFile = None,
    quiet: Quiet = False,
) -> int:
    """Write tables of misread letters and punctuation to OWN_FOLDER, learned from pairs.

    Prints cross-validated accuracy (each document is corrected with what was learned from the
    others), and the threshold at which enough of the changed words are right. Passages of one
    document have the same id up to its last : or -. Takes minutes for thousands of passages.
    """
    if not 0.0 <= precision <= 1.0:
        raise CommandError(f"--precision {precision:g}: not a share; use a number from 0 to 1")
    _check_installed()
    notify = (lambda message: None) if quiet else print_message
    settings = load_config(config)
    from ocrfix.cli.output import own_folder

    folder = own_folder(output)
    passages = read_passages(pairs, settings)
    evaluation, learned = _learn(passages, settings, notify)
    try:
        _write(learned, folder)
    except OSError as error:
        raise CommandError(
            f"{output}: cannot be written: {reason(error)}; check the folder"
        ) from error
    write_stdout(_report(evaluation, precision, settings).encode("utf-8"))
    notify(
        f"{output}: {len(learned.confusions):,} confusions, "
        f"{len(learned.ranker_weights):,} weights from {len(passages):,} passages"
    )
    return exit_codes.OK


def _learn(
    passages: Sequence[Passage], config: Config, notify: Callable[[str], None]
) -> tuple[Evaluation, LearnedTables]:
    """Return the cross-validated evaluation, and what was learned from all passages."""
    from ocrfix.training import cross_validation

    open_pipeline(config, "tagger", "stage")
    try:
        evaluation = cross_validation.cross_validate(
            lambda: open_pipeline(config, "tagger", "stage"),
            passages,
            on_fold=lambda fold: notify(
                f"fold {fold} of {cross_validation.FOLDS}: learning and evaluating"
            ),
        )
        notify("all folds: learning")
        learned = cross_validation.learn(open_pipeline(config, "tagger", "stage"), passages)
    except cross_validation.TooFewPassagesError as error:
        raise CommandError(error) from error
    return evaluation, learned


def _write(learned: LearnedTables, folder: Path) -> None:
    from ocrfix.training.confidence import write_confidence
    from ocrfix.training.confusions import write_confusions
    from ocrfix.training.log_linear import write_weights
    from ocrfix.training.punctuation import write_punctuation

    folder.mkdir(parents=True, exist_ok=True)
    write_confusions(learned.confusions, folder / "confusions.tsv")
    write_weights(learned.ranker_weights, folder / "word-ranker.tsv")
    if learned.confidence:
        write_confidence(learned.confidence, folder / "word-confidence.tsv")
    write_punctuation(learned.punctuation, folder)
    if learned.typing_errors:
        title = "the model of typing errors"
        write_weights(learned.typing_errors, folder / "typing-errors.tsv", title)


def _check_installed() -> None:
    from importlib.util import find_spec

    missing = [name for name in ("lightgbm", "numpy", "scipy") if find_spec(name) is None]
    if missing:
        raise CommandError(
            f"learning from pairs needs {', '.join(missing)}; install them: "
            "pip install 'ocrfix[learn]'"
        )


def _report(evaluation: Evaluation, precision: float, config: Config) -> str:
    from ocrfix.evaluate.table import table

    advice = describe_thresholds(evaluation.edits, precision, config)
    heading = "Each document corrected after learning from the others:"
    return f"{heading}\n\n{table(evaluation)}\n{advice}\n"


def describe_thresholds(edits: Iterable[ScoredEdit], precision: float, config: Config) -> str:
    """Describe the threshold in use, and the lowest one at which enough changed words are right.

    Args:
        edits: edits and suggestions.
        precision: the share of changed words that should be right, from 0 to 1.
        config: the configuration.
    """
    from ocrfix.evaluate.reliability import changed_words, lowest_threshold

    edits = tuple(edits)
    now = changed_words(edits, config.correct.threshold)
    lines = [f"threshold {now.threshold:.2f}, as now: {_describe(now)}"]
    least = lowest_threshold(edits, precision, config.correct.suggest)
    if least is None:
        lines.append(f"No threshold makes {precision:.0%} of the changed words right.")
    else:
        lines.append(
            f"threshold {least.threshold:.2f}, the least for {precision:.0%}: {_describe(least)}"
        )
        lines += ["", "For your settings:", "", "correct:", f"  threshold: {least.threshold:.2f}"]
    return "\n".join(lines)


def _describe(found: ChangedWords) -> str:
    """Describe how many words are changed and right, with a confidence interval."""
    from ocrfix.evaluate.reliability import confidence_interval

    if found.precision is None:
        return "no word is changed"
    low, high = confidence_interval(found.fixed, found.changed)
    return (
        f"{found.fixed:,} of {found.changed:,} changed words are right, {found.precision:.1%} "
        f"(95% confidence interval: {low:.0%} to {high:.0%})"
    )
