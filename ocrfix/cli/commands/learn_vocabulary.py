"""``ocrfix learn vocabulary``: collect the words of a collection into a dictionary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ocrfix.cli.errors import CommandError
from ocrfix.cli.help import epilog
from ocrfix.cli.options import ConfigFile, OwnFolder, Paths, Quiet, Verbose
from ocrfix.cli.parameters import Option
from ocrfix.cli.pipelines import open_pipeline
from ocrfix.cli.run import Run, RunOptions

if TYPE_CHECKING:
    from ocrfix.lexicon.user_words import WordList
    from ocrfix.pipeline import Pipeline
    from ocrfix.read import InputFile
    from ocrfix.read.files import InputText

EPILOG = epilog(
    "ocrfix learn vocabulary texts/ --output my-words",
    ok="no new words",
    changed="new words were written",
)


def learn_vocabulary(
    paths: Paths,
    output: OwnFolder,
    documents: Annotated[
        int,
        Option(
            "--documents", metavar="N", help="Include words that occur in at least N documents."
        ),
    ] = 3,
    config: ConfigFile = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Write the words, names and cryptonyms of a collection to OWN_FOLDER/words.tsv.

    These are words that are in no dictionary, occur in several documents, and are not likely to be
    misreadings of other words. Words that are in the file already are kept.
    """
    if documents < 1:
        raise CommandError(f"--documents {documents}: less than 1; use a larger number")
    run = Run.start(paths, config, options=RunOptions(quiet, verbose))
    from ocrfix.cli.output import own_folder, write_file

    path = own_folder(output) / "words.tsv"
    old = _read_words(path)
    pipeline = open_pipeline(run.projects.config_for(paths[0]))
    from ocrfix.training.word_counts import CollectionCounts

    counts: list[CollectionCounts] = []

    def consume(found: InputFile, text: str) -> None:
        if not counts:
            counts.append(CollectionCounts(pipeline.lexicon))
        counts[0].add(text)

    run.map(paths, _ReadText(), consume, skip=output, to_stdout=False)
    if not counts:
        return run.exit_code
    from ocrfix.lexicon.user_words import add_words, to_text
    from ocrfix.training.vocabulary import select_vocabulary

    learned = select_vocabulary(counts[0], pipeline.lexicon, documents)
    words = add_words(old, learned, counts[0].documents, documents)
    new = len(words.rows) - len(old.rows)
    if new:
        write_file(str(path), to_text(words).encode("utf-8"))
        run.mark_changed()
    run.notify(f"{path}: {len(words.rows):,} words, {new:,} of them new")
    return run.exit_code


class _ReadText:
    """The job: read a text."""

    def __call__(self, pipeline: Pipeline, content: InputText) -> str:
        return content.text


def _read_words(path: Path) -> WordList:
    from ocrfix.lexicon.tables import TableError
    from ocrfix.lexicon.user_words import read_words

    try:
        return read_words(path)
    except (TableError, OSError) as error:
        raise CommandError(" ".join(str(error).split())) from error
