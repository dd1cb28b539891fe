"""Inputs that are texts to be cleaned, or records of documents that were cleaned before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ocrfix.cli.errors import CommandError

if TYPE_CHECKING:
    from ocrfix.cli.run import Run
    from ocrfix.config import Config
    from ocrfix.document import Document
    from ocrfix.evaluate import Passage
    from ocrfix.read import InputFile
    from ocrfix.read.files import InputText

_RECORD_SIZE_FACTOR = 16
"""Maximum ratio of the sizes of a record and its text: it has the text twice and all changes."""


def may_be_overwritten(name: str, path: Path) -> bool:
    """Whether the record or decisions file at ``path`` may name a file to be overwritten.

    It may come from anywhere, and can be forged so that any known text becomes any other. So the
    file has to be in the current folder or that of ``path``, or below; and no name on the way down
    may begin with a dot: the files in ``.git`` decide which programs a repository runs.
    """
    import os

    real = os.path.realpath(name)
    for folder in (".", path.parent):
        below = os.path.relpath(real, os.path.realpath(folder))
        if not any(part.startswith(".") for part in below.split(os.sep)):
            return True
    return False


def beside(name: str, path: Path | str) -> str:
    """Return a file that a record or decisions file at ``path`` names.

    Its name is relative to the current folder, or else to that of ``path``.
    """
    import os

    other = os.path.join(os.path.dirname(path), name)
    return other if not os.path.lexists(name) and os.path.exists(other) else name


def is_record(path: str) -> bool:
    """Whether a file holds documents that ocrfix wrote, and not a text or pages, by its name.

    XML is looked at: it may be TEI, or a file with pages.
    """
    from ocrfix.read.documents import holds_documents

    if not holds_documents(path):
        return False
    from ocrfix.read.paged import may_have_pages

    return not may_have_pages(path)


def for_each_document(
    run: Run,
    paths: Sequence[str],
    config: Config,
    clean: Callable[[InputText], Document],
    action: Callable[[InputFile, Document], None],
) -> None:
    """Call a function with each document of the inputs.

    Texts are cleaned, also those of files with pages; JSON records (``ocrfix clean --format json``)
    are used as they are. From a folder the texts are read, or the records if it has no texts.

    Args:
        run: reports errors in inputs.
        paths: files, folders, and ``-`` for standard input.
        config: the configuration.
        clean: cleans a text.
        action: the function.
    """
    from msgspec.structs import replace

    from ocrfix.formats import INPUT_EXTENSIONS
    from ocrfix.read.documents import read_documents

    max_bytes = config.read.max_bytes * _RECORD_SIZE_FACTOR
    for_records = replace(
        config, read=replace(config.read, extensions=INPUT_EXTENSIONS, max_bytes=max_bytes)
    )

    def clean_text(found: InputFile, content: InputText) -> None:
        action(found, clean(content))

    def take_records(found: InputFile, content: InputText) -> None:
        for document in read_documents(content.text, found.path):
            action(found, document)

    for path in paths:
        if is_record(path) or _has_only_records(path, config, for_records):
            run.for_each([path], for_records, take_records, records=True)
        else:
            run.for_each([path], config, clean_text)


def _has_only_records(path: str, config: Config, for_records: Config) -> bool:
    """Whether a path is a folder with records and no texts."""
    import os

    from ocrfix.read import InputFile, find

    if not os.path.isdir(path):
        return False
    return not any(isinstance(found, InputFile) for found in find([path], config)) and any(
        isinstance(found, InputFile) for found in find([path], for_records)
    )


def read_passages(paths: Sequence[str], config: Config) -> list[Passage]:
    """Return the passages of some files.

    Raises:
        CommandError: a file cannot be read, or has a line that is not a passage.
    """
    from os.path import lexists

    from ocrfix.evaluate import PassageError, parse
    from ocrfix.read import InputFile, ReadError
    from ocrfix.read.files import STDIN, read_text
    from ocrfix.text.escape import printable

    passages: list[Passage] = []
    for path in paths:
        try:
            if path != STDIN and not lexists(path):
                raise ReadError(path, "no such file or folder", "check the name")
            text = read_text(InputFile(path), config).text
            passages += parse(text, printable(path))
        except (ReadError, PassageError) as error:
            raise CommandError(error) from error
    return passages
