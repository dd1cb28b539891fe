"""``ocrfix undo``: give back the original, from the record of its cleaning."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ocrfix.cli.declare import Argument, Option
from ocrfix.cli.help import epilog
from ocrfix.cli.inputs import near
from ocrfix.cli.options import TOUCHED, Settings, Touch
from ocrfix.cli.run import FAILED, Refused, Session, put, say, settings

if TYPE_CHECKING:
    from ocrfix.cli.output import Spot
    from ocrfix.config import Config
    from ocrfix.document import Document


EPILOG = epilog(
    "ocrfix undo memo.txt.json --in-place",
    nothing="the file is the original already",
    something="restored, or to be",
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
        bool, Option("--force", help="Also over a file that has changed otherwise.")
    ] = False,
    config: Settings = None,
) -> int:
    """Restore the original of a cleaned document, byte for byte.

    Without --output or --in-place it goes to standard output. A file that is neither the original
    nor the clean text of the record is left alone. Status 1 if something was restored.
    """
    from ocrfix.cli.output import own, write

    session = Session()
    try:
        if in_place and output is not None:
            raise Refused("--in-place does not go with --output; leave one out")
        if touch and not in_place:
            raise Refused(TOUCHED)
        chosen = settings(config)
        documents = _read(session, record, chosen)
        if output is not None and len(documents) > 1:
            raise Refused(f"{len(documents)} records, and one file for them; use --in-place")
    except Refused as error:
        say(error)
        return FAILED
    for document in documents:
        try:
            original = document.original_bytes()
            if in_place or output is not None:
                place = output if output is not None else _place(document, record)
                if in_place and not force and not os.path.lexists(place):
                    # A record may come from anywhere; it is not to say where new files are made.
                    raise Refused(f"{_shown(place)}: not there; name a file with --output")
                if in_place and not force and not near(place, Path(record)):
                    # Nor which file far from it is written over: the record may be made for it.
                    raise Refused(
                        f"{_shown(place)}: not below this folder, nor that of the record, or "
                        "hidden; name it with --output"
                    )
                spot = own(place, [place]) if in_place else place
                restored, was = _is_to_be_written(document, original, spot, chosen, force)
                if restored:
                    write(spot, original, was=was, keep_times=in_place and not touch)
            else:
                put(original)
                restored = bool(document.edits)
            if restored:
                session.changed()
        except Refused as error:
            session.complain(error)
    return session.status


def _read(session: Session, record: str, config: Config) -> list[Document]:
    from ocrfix.cli.inputs import each_document
    from ocrfix.read.documents import EXTENSIONS, holds_documents

    if not holds_documents(record):
        raise Refused(f"{_shown(record)}: no record by its name; name a {EXTENSIONS[0]} file")
    documents: list[Document] = []
    each_document(
        session,
        [record],
        config,
        lambda text, source: documents[0],  # never called: a record is not cleaned
        lambda found, document: documents.append(document),
    )
    return documents


def _shown(name: str) -> str:
    from ocrfix.text.escape import printable

    return printable(name)


def _place(document: Document, record: str) -> str:
    """Return the file that a record names, from here or from where the record stands."""
    name = document.source.name
    if name in (None, "-"):
        raise Refused(f"{_shown(record)}: names no file; name one with --output")
    assert name is not None
    beside = os.path.join(os.path.dirname(record), name)
    return beside if not os.path.lexists(name) and os.path.exists(beside) else name


def _is_to_be_written(
    document: Document, original: bytes, spot: str | Spot, config: Config, force: bool
) -> tuple[bool, bytes | None]:
    """Return whether a file is another than the original, but nothing that would be lost.

    Returns:
        That, and what the file holds, if it is to hold the same when it is written over.

    Raises:
        Refused: the file holds something that would be lost.
    """
    place = spot if isinstance(spot, str) else spot.name
    if os.path.lexists(place) and not _is_device(place):
        known = {original, *_renderings(document, config)}
        there = _there(place, max(map(len, known)))
        if there == original:
            return False, None
        if not force and there not in known:
            raise Refused(
                f"{_shown(place)}: neither the original nor the clean text of the record, so it "
                "was changed since; use --output with another name, or --force"
            )
        return True, None if force else there
    return True, None


def _is_device(place: str) -> bool:
    """Whether there is nothing to be lost: a pipe or device is written into, and never read."""
    return os.path.exists(place) and not os.path.isfile(place) and not os.path.isdir(place)


def _there(place: str, most: int) -> bytes | None:
    """Return what a file holds, if it is no more than so many bytes.

    Raises:
        Refused: it cannot be read.
    """
    from ocrfix.system import safe_files

    try:
        return safe_files.read(place, most)
    except safe_files.FileTooLarge:
        return None
    except safe_files.UnreadableFile as error:
        raise Refused(f"{_shown(place)}: {error}; check the file") from error


def _renderings(document: Document, config: Config) -> set[bytes]:
    """Return what ``ocrfix clean`` may have written for this record."""
    from ocrfix.emit import render
    from ocrfix.formats import MARKER_DISPLAYS

    found = set()
    for marks in MARKER_DISPLAYS:
        text = render(document, "text", marks=marks, template=config.emit.template)
        try:
            found.add(document.source.encode(text))
        except UnicodeEncodeError:
            continue  # then it was never written either
    return found
