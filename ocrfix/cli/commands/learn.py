"""``ocrfix learn``: learn words, or how engines misread, from the user's own documents."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ocrfix.cli.commands.eval import Pairs, read_passages
from ocrfix.cli.help import epilog
from ocrfix.cli.options import Paths, Quiet, Settings, Verbose
from ocrfix.cli.quick import QuickGroup
from ocrfix.cli.run import DONE, FAILED, Conduct, Refused, begin, open_pipeline, put, say, settings
from ocrfix.system.os_errors import reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ocrfix.config import Config
    from ocrfix.evaluate import Evaluation
    from ocrfix.evaluate.edit_effects import ScoredEdit
    from ocrfix.evaluate.reliability import ChangedWords
    from ocrfix.pipeline import Pipeline
    from ocrfix.read import InputFile
    from ocrfix.records import Source

PRECISION = 0.91
"""Of the words changed, the share that has to be right: what the threshold of ``config.yaml`` gives
on the pairs that ocrfix was learned from, each document corrected with what the others taught."""

learn = typer.Typer(
    cls=QuickGroup, help="Learn from your own documents, into a dictionary folder of your own."
)

Own = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="OWN_FOLDER",
        help="The folder of your own dictionaries; name it under dictionaries: in your settings.",
    ),
]


@learn.command(
    "vocabulary",
    epilog=epilog(
        "ocrfix learn vocabulary texts/ --output my-words",
        nothing="no new words",
        something="new words were written",
    ),
)
def vocabulary(
    paths: Paths,
    output: Own,
    documents: Annotated[
        int, typer.Option(metavar="N", help="A word stands in at least N documents.")
    ] = 3,
    config: Settings = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Write the words, names and cryptonyms of a collection into OWN_FOLDER/words.tsv.

    Words that no dictionary knows, in several documents, and no likely misreading of others. What
    stands in the file already stays. Status 1 if there are new words.
    """
    try:
        if documents < 1:
            raise Refused(f"--documents {documents}: a word stands in one at least; ask for more")
        session = begin(paths, config, conduct=Conduct(quiet, verbose))
        place = _own_folder(output) / "words.tsv"
        from ocrfix.lexicon.tables import TableError

        try:
            from ocrfix.lexicon.user_words import add_words, read_words, to_text

            old = read_words(place)
        except (TableError, OSError) as error:
            raise Refused(" ".join(str(error).split())) from error
        pipeline = open_pipeline(session.projects.config_for(paths[0]))
        from ocrfix.training.word_counts import CollectionCounts

        seen: list[CollectionCounts] = []

        def act(found: InputFile, text: str) -> None:
            if not seen:
                seen.append(CollectionCounts(pipeline.lexicon))
            seen[0].add(text)

        session.work(paths, _Read(), act, leave_out=output, printed=False)
        if not seen:
            return session.status
        from ocrfix.cli.output import write
        from ocrfix.training.vocabulary import select_vocabulary

        found = select_vocabulary(seen[0], pipeline.lexicon, documents)
        words = add_words(old, found, seen[0].documents, documents)
        new = len(words.rows) - len(old.rows)
        if new:
            write(str(place), to_text(words).encode("utf-8"))
            session.changed()
        session.tell(f"{place}: {len(words.rows):,} words, {new:,} of them new")
    except Refused as error:
        say(error)
        return FAILED
    return session.status


class _Read:
    """Reads a text, and no more."""

    def __call__(self, pipeline: Pipeline, text: str, source: Source) -> str:
        return text


@learn.command(
    "pairs",
    epilog=epilog(
        "ocrfix learn pairs pairs.jsonl --output my-words", nothing="learned", something=None
    ),
)
def pairs(
    pairs: Pairs,
    output: Own,
    precision: Annotated[
        float,
        typer.Option(
            metavar="SHARE",
            help="Of the words changed, the share to be right; for the threshold that is named.",
        ),
    ] = PRECISION,
    config: Settings = None,
    quiet: Quiet = False,
) -> int:
    """Write tables of misread letters and signs to OWN_FOLDER, learned from passages with truth.

    Prints how well documents are corrected with what the others taught, and from which threshold on
    enough of the words changed are right. Passages of one document have the same id up to its last
    : or -. Some minutes for some thousands of passages.
    """
    try:
        if not 0.0 <= precision <= 1.0:
            raise Refused(f"--precision {precision:g}: a share, from 0 to 1; 0.9 is nine of ten")
        _need_numbers()
        tell = (lambda message: None) if quiet else say
        chosen = settings(config)
        folder = _own_folder(output)
        passages = read_passages(pairs, chosen)
        from ocrfix.training import cross_validation
        from ocrfix.training.confusions import write_confusions
        from ocrfix.training.log_linear import write_weights
        from ocrfix.training.punctuation import write_punctuation

        open_pipeline(chosen, "tagger", "stage")
        try:
            checked = cross_validation.cross_validate(
                lambda: open_pipeline(chosen, "tagger", "stage"),
                passages,
                on_fold=lambda fold: tell(
                    f"fold {fold} of {cross_validation.FOLDS}: learning and evaluating"
                ),
            )
            tell("all folds: learning")
            learned = cross_validation.learn(open_pipeline(chosen, "tagger", "stage"), passages)
        except cross_validation.TooFewPassagesError as error:
            raise Refused(error) from error
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_confusions(learned.confusions, folder / "confusions.tsv")
            write_weights(learned.ranker_weights, folder / "word-ranker.tsv")
            write_punctuation(learned.punctuation, folder)
            if learned.typing_errors:
                write_weights(
                    learned.typing_errors,
                    folder / "typing-errors.tsv",
                    "the model of typing errors",
                )
        except OSError as error:
            raise Refused(
                f"{output}: cannot be written: {reason(error)}; check the folder"
            ) from error
        put(_report(checked, precision, chosen).encode("utf-8"))
        tell(
            f"{output}: {len(learned.confusions):,} confusions, "
            f"{len(learned.ranker_weights):,} weights from {len(passages):,} passages"
        )
    except Refused as error:
        say(error)
        return FAILED
    return DONE


def _own_folder(output: str) -> Path:
    if os.path.lexists(output) and not os.path.isdir(output):
        raise Refused(f"{output}: a file; name a folder")
    return Path(output)


def _need_numbers() -> None:
    from importlib.util import find_spec

    missing = [name for name in ("numpy", "scipy") if find_spec(name) is None]
    if missing:
        raise Refused(
            f"learning from pairs needs {' and '.join(missing)}; install them: "
            "pip install 'ocrfix[learn]'"
        )


def _report(checked: Evaluation, precision: float, config: Config) -> str:
    from ocrfix.evaluate.table import table

    said = threshold_said(checked.edits, precision, config)
    return f"Each document, with what the others taught:\n\n{table(checked)}\n{said}\n"


def threshold_said(edits: Iterable[ScoredEdit], precision: float, config: Config) -> str:
    """Say what the threshold in use gives, and the least at which enough changed words are right.

    Args:
        edits: edits and suggestions.
        precision: of the words changed, the share that has to be right, from 0 to 1.
        config: the settings.
    """
    from ocrfix.evaluate.reliability import changed_words, lowest_threshold

    edits = tuple(edits)
    now = changed_words(edits, config.correct.threshold)
    said = [f"threshold {now.threshold:.2f}, as now: {_right(now)}"]
    least = lowest_threshold(edits, precision, config.correct.suggest)
    if least is None:
        said.append(f"No threshold makes {precision:.0%} of the changed words right.")
    else:
        said.append(
            f"threshold {least.threshold:.2f}, the least for {precision:.0%}: {_right(least)}"
        )
        said += ["", "For your settings:", "", "correct:", f"  threshold: {least.threshold:.2f}"]
    return "\n".join(said)


def _right(found: ChangedWords) -> str:
    """Say how many words are changed and right, and how sure that share is."""
    from ocrfix.evaluate.reliability import confidence_interval

    if found.precision is None:
        return "no word is changed"
    low, high = confidence_interval(found.fixed, found.changed)
    return (
        f"{found.fixed:,} of {found.changed:,} changed words are right, {found.precision:.1%} "
        f"(95% confidence interval: {low:.0%} to {high:.0%})"
    )
