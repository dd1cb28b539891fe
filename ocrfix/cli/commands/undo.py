"""``ocrfix undo``: restore the original from the record of its cleaning."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ocrfix.cli.errors import CommandError
from ocrfix.cli.help import epilog
from ocrfix.cli.inputs import beside, may_be_overwritten
from ocrfix.cli.options import TOUCH_NEEDS_IN_PLACE, ConfigFile, Touch
from ocrfix.cli.parameters import Argument, Option
from ocrfix.cli.pipelines import load_config
from ocrfix.cli.run import Run
from ocrfix.cli.streams import write_stdout

if TYPE_CHECKING:
    from ocrfix.cli.output import Target
    from ocrfix.config import Config
    from ocrfix.document import Document


EPILOG = epilog(
    "ocrfix undo memo.txt.json --in-place",
    ok="the file already is the original",
    changed="restored",
)


def undo(
    record: Annotated[
        str, Argument(metavar="RECORD", help="A record of ocrfix clean --format json.")
    ],
    output: Annotated[
        str | None,
        Option("--output", "-o", metavar="FILE", help="Write the original to this file."),
    ] = None,
    in_place: Annotated[
        bool, Option("--in-place", help="Write it over the file that the record names.")
    ] = False,
    touch: Touch = False,
    force: Annotated[
        bool, Option("--force", help="Also overwrite a file that was changed since.")
    ] = False,
    config: ConfigFile = None,
) -> int:
    """Restore the original of a cleaned document, byte for byte.

    Without --output or --in-place, it is written to standard output. A file that is neither the
    original nor the clean text of the record is not overwritten.
    """
    run = Run()
    if in_place and output is not None:
        raise CommandError("--in-place cannot be combined with --output; leave one out")
    if touch and not in_place:
        raise CommandError(TOUCH_NEEDS_IN_PLACE)
    settings = load_config(config)
    documents = _read(run, record, settings)
    if output is not None and len(documents) > 1:
        raise CommandError(f"{len(documents)} records for one file; use --in-place")
    for document in documents:
        try:
            if document.source.format:
                restored = _restore_pages(document, record, output, in_place, force, touch)
            elif in_place or output is not None:
                target = _target(document, record, output, force)
                restored = _restore(document, target, settings, force, in_place and not touch)
            else:
                write_stdout(document.original_bytes())
                restored = bool(document.edits)
            if restored:
                run.mark_changed()
        except CommandError as error:
            run.report_problem(error)
    return run.exit_code


def _restore_pages(
    document: Document, record: str, output: str | None, in_place: bool, force: bool, touch: bool
) -> bool:
    """Restore a file with pages, and return whether anything was written.

    Raises:
        CommandError: it cannot be restored or written.
    """
    from ocrfix.cli.output import in_place_target, write_file
    from ocrfix.cli.sidecar import original_of

    path, original = original_of(document, record)
    if output is not None:
        write_file(output, original)
        return True
    if not in_place:
        write_stdout(original)
        return bool(document.edits)
    if not force and not may_be_overwritten(path, Path(record)):
        raise CommandError(f"{_shown(path)}: hidden, or a link; name a file with --output")
    content = _content(path, max(len(original), document.written.size if document.written else 0))
    if content == original:
        return False
    target = in_place_target(path, [path])
    write_file(target, original, expected=content, keep_times=not touch)
    return True


def _target(document: Document, record: str, output: str | None, force: bool) -> str | Target:
    """Return the file to be written.

    A record may come from anywhere, and be forged. So without ``--force`` it may not name a new
    file, nor a distant one.

    Raises:
        CommandError: the file that the record names may not be written.
    """
    from ocrfix.cli.output import in_place_target

    if output is not None:
        return output
    path = _named_file(document, record)
    if not force and not os.path.lexists(path):
        raise CommandError(f"{_shown(path)}: does not exist; name a file with --output")
    if not force and not may_be_overwritten(path, Path(record)):
        raise CommandError(
            f"{_shown(path)}: hidden, or not below this folder or that of the record; "
            "name it with --output"
        )
    return in_place_target(path, [path])


def _restore(
    document: Document, target: str | Target, config: Config, force: bool, keep_times: bool
) -> bool:
    """Write the original, if the file is different, and return whether it was written.

    Raises:
        CommandError: the file cannot be written, or has content that would be lost.
    """
    from ocrfix.cli.output import write_file

    original = document.original_bytes()
    path = target if isinstance(target, str) else target.name
    expected: bytes | None = None
    if os.path.lexists(path) and not _is_device(path):
        known = {original, *_renderings(document, config)}
        content = _content(path, max(map(len, known)))
        if content == original:
            return False
        if not force and content not in known:
            raise CommandError(
                f"{_shown(path)}: neither the original nor the clean text of the record, so it "
                "was changed since; use --output with another name, or --force"
            )
        expected = None if force else content
    write_file(target, original, expected=expected, keep_times=keep_times)
    return True


def _read(run: Run, record: str, config: Config) -> list[Document]:
    from ocrfix.cli.inputs import for_each_document
    from ocrfix.formats import INPUT_EXTENSIONS
    from ocrfix.read.documents import holds_documents

    if not holds_documents(record):
        raise CommandError(
            f"{_shown(record)}: not a record by its name; name a {INPUT_EXTENSIONS[0]} file"
        )
    documents: list[Document] = []
    for_each_document(
        run,
        [record],
        config,
        lambda content: documents[0],  # never called: a record is not cleaned
        lambda found, document: documents.append(document),
    )
    return documents


def _shown(name: str) -> str:
    from ocrfix.text.escape import printable

    return printable(name)


def _named_file(document: Document, record: str) -> str:
    """Return the file that a record names."""
    name = document.source.name
    if name is None or name == "-":
        raise CommandError(f"{_shown(record)}: names no file; name one with --output")
    return beside(name, record)


def _is_device(path: str) -> bool:
    """Whether a file is a pipe or device, which has no content to lose, and is never read."""
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


def _content(path: str, max_bytes: int) -> bytes | None:
    """Return the content of a file, or ``None`` if it is larger than ``max_bytes``.

    Raises:
        CommandError: it cannot be read.
    """
    from ocrfix.system import safe_files

    try:
        return safe_files.read(path, max_bytes)
    except safe_files.FileTooLarge:
        return None
    except safe_files.UnreadableFile as error:
        raise CommandError(f"{_shown(path)}: {error}; check the file") from error


def _renderings(document: Document, config: Config) -> set[bytes]:
    """Return the outputs that ``ocrfix clean`` may have written for this record."""
    from ocrfix.emit import render
    from ocrfix.formats import MARKER_DISPLAYS

    found = set()
    for marks in MARKER_DISPLAYS:
        text = render(document, "text", marks=marks, template=config.emit.template)
        try:
            found.add(document.source.encode(text))
        except UnicodeEncodeError:
            continue  # it was never written
    return found
