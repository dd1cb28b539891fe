"""Options and helpers shared by the commands ``report``, ``review`` and ``apply``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ocrfix.cli.errors import CommandError
from ocrfix.cli.pipelines import load_config, open_pipeline
from ocrfix.cli.streams import print_message

if TYPE_CHECKING:
    from ocrfix.cli.run import Run
    from ocrfix.config import Config
    from ocrfix.document import Document
    from ocrfix.pipeline import Pipeline
    from ocrfix.read import InputFile
    from ocrfix.read.files import InputText
    from ocrfix.report.data import PageDocument
    from ocrfix.review.decisions import Decisions


def open_review_pipeline(config_file: Path | None) -> tuple[Config, Pipeline]:
    """Return the configuration and the pipeline that cleans documents for a reviewer.

    Markers are kept in the text, regardless of the output settings, so that they are visible.

    Raises:
        CommandError: the configuration or the dictionaries cannot be used.
    """
    from msgspec.structs import replace

    config = load_config(config_file)
    config = replace(config, emit=replace(config.emit, marks="keep"))
    return config, open_pipeline(config, "tagger", "stage")


def collect_documents(
    run: Run,
    paths: list[str],
    config: Config,
    pipeline: Pipeline,
    decisions: Decisions | None,
    page_images: int | None = 0,
    image_folder: Path | None = None,
) -> list[PageDocument]:
    """Return the documents for the page, and report those that cannot be read.

    Args:
        run: reports errors in inputs.
        paths: files, folders, and ``-`` for standard input.
        config: the configuration.
        pipeline: cleans the texts.
        decisions: earlier decisions.
        page_images: how many pages may be shown with their image; ``None`` for the default.
        image_folder: where the images of pages are that are not in the files themselves.
    """
    from ocrfix.cli.inputs import for_each_document
    from ocrfix.cli.scans import ScanLoader
    from ocrfix.report.data import page_document

    scans = ScanLoader(page_images, config.read.max_bytes, image_folder)
    documents: list[PageDocument] = []

    def clean(content: InputText) -> Document:
        scans.opened = content
        return clean_input(pipeline, content)

    def collect(found: InputFile, document: Document) -> None:
        scan = scans.load(document, found.path)
        documents.append(page_document(document, decisions, scan))
        if document.edits or document.suggestions or document.markers:
            run.mark_changed()

    for_each_document(run, paths, config, clean, collect)
    scans.report_left_out()
    return documents


def clean_input(pipeline: Pipeline, content: InputText) -> Document:
    """Return the cleaned document of an input."""
    return pipeline.clean(content.text, content.source, pages=content.pages)


def read_decisions(path: Path) -> Decisions:
    """Read a decisions file.

    Raises:
        CommandError: it cannot be read, or is not a decisions file.
    """
    from ocrfix.review.decisions import MAX_BYTES, Decisions
    from ocrfix.system import safe_files
    from ocrfix.text.escape import printable

    name = printable(str(path))
    try:
        return Decisions.from_json(safe_files.read(path, MAX_BYTES, allow_pipe=True))
    except safe_files.UnreadableFile as error:
        raise CommandError(
            f"{name}: {error}; name a decisions file, as saved from the page"
        ) from error
    except ValueError as error:
        raise CommandError(f"{name}: {error}; save it again from the page") from error


def add_own_words(run: Run, words: Iterable[str], config: Config, folder: str | None) -> None:
    """Add words that are never to be changed to a dictionary folder of the user.

    Args:
        run: records the change.
        words: the words.
        config: the configuration, which names the default folder.
        folder: the folder that the command line names.

    Raises:
        CommandError: there is no such folder, or its word list cannot be read or written.
    """
    from ocrfix.cli.output import write_file
    from ocrfix.lexicon.tables import TableError
    from ocrfix.review.word_list import add_to_word_list

    chosen = folder or next(iter(config.dictionaries), None)
    if chosen is None:
        raise CommandError(
            "no dictionary of your own for the words that are never to be changed; "
            "name a folder with --words, or under dictionaries: in .ocrfix.yaml"
        )
    path = Path(chosen) / "words.tsv"
    try:
        data, new = add_to_word_list(Path(chosen), words)
    except (TableError, OSError) as error:
        raise CommandError(" ".join(str(error).split())) from error
    if new:
        write_file(str(path), data, option="--words")
        run.mark_changed()
        print_message(f"{path}: {new:,} new word{'' if new == 1 else 's'}")
