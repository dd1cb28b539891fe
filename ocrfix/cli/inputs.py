"""Inputs that are documents, to be cleaned, or records of documents that were cleaned before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ocrfix.cli.run import Session

if TYPE_CHECKING:
    from ocrfix.config import Config
    from ocrfix.document import Document
    from ocrfix.read import InputFile
    from ocrfix.records import Source

_LARGER = 16
"""A record holds its text twice, and every change in it: so much larger than a text it may be."""


def near(name: str, path: Path) -> bool:
    """Whether a record or decisions file at ``path`` may say that a file is written over.

    It may come from anywhere, and can be made so that any text comes of a file whose text is known.
    So the file has to stand in the current folder, or in that of ``path``, or below; and nothing on
    the way down may begin with a dot: a repository is told in ``.git`` which programs to run.
    """
    import os

    real = os.path.realpath(name)
    for folder in (".", path.parent):
        below = os.path.relpath(real, os.path.realpath(folder))
        if not any(part.startswith(".") for part in below.split(os.sep)):
            return True
    return False


def each_document(
    session: Session,
    paths: Sequence[str],
    config: Config,
    clean: Callable[[str, Source], Document],
    act: Callable[[InputFile, Document], None],
) -> None:
    """Call ``act`` with each document that ``paths`` stand for, one after the other.

    Files are cleaned; JSON records (``ocrfix clean --format json``) are taken as they are. Of a
    folder the texts are taken, and where it has none, the records.

    Args:
        session: what complains of inputs that cannot be used.
        paths: files, folders, and ``-`` for standard input.
        config: the settings.
        clean: what cleans a text.
        act: what is done with a document.
    """
    from msgspec.structs import replace

    from ocrfix.read.documents import EXTENSIONS, holds_documents, read_documents

    wide = replace(
        config,
        read=replace(config.read, extensions=EXTENSIONS, max_bytes=config.read.max_bytes * _LARGER),
    )

    def cleaned(found: InputFile, text: str, source: Source) -> None:
        act(found, clean(text, source))

    def taken(found: InputFile, text: str, source: Source) -> None:
        for document in read_documents(text, found.path):
            act(found, document)

    for path in paths:
        if holds_documents(path) or _only_records(path, config, wide):
            session.each([path], wide, taken)
        else:
            session.each([path], config, cleaned)


def _only_records(path: str, config: Config, wide: Config) -> bool:
    """Whether ``path`` is a folder with records and no texts."""
    import os

    from ocrfix.read import InputFile, find

    if not os.path.isdir(path):
        return False
    return not any(isinstance(found, InputFile) for found in find([path], config)) and any(
        isinstance(found, InputFile) for found in find([path], wide)
    )
