"""``ocrfix apply``: carry out what a reader decided."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from ocrfix.cli.commands.report import cleaner, read_decisions
from ocrfix.cli.declare import Argument, Option
from ocrfix.cli.help import epilog
from ocrfix.cli.inputs import near
from ocrfix.cli.options import TOUCHED, Settings, Touch
from ocrfix.cli.run import FAILED, Refused, Session, put, say, settings
from ocrfix.formats import MarkerDisplay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ocrfix.config import Config
    from ocrfix.document import Document
    from ocrfix.read import InputFile
    from ocrfix.review.decisions import Decisions, Reviewed

Format = Literal["text", "json"]

Words = Annotated[
    str | None,
    Option(
        "--words",
        metavar="OWN_FOLDER",
        help="Where words go that are never to be touched; else the first of your dictionaries.",
    ),
]


EPILOG = epilog(
    "ocrfix apply decisions.json --in-place",
    nothing="nothing to carry out",
    something="something carried out, or to be",
)


def apply(
    decisions: Annotated[
        Path, Argument(metavar="DECISIONS", help="A decisions file, saved from the page.")
    ],
    paths: Annotated[
        list[str] | None,
        Argument(metavar="[PATH]...", help="The documents; else those that DECISIONS names."),
    ] = None,
    output: Annotated[
        str | None,
        Option("--output", "-o", metavar="OUT", help="Write to this file or folder."),
    ] = None,
    in_place: Annotated[
        bool, Option("--in-place", help="Write each file over itself, if it changes.")
    ] = False,
    touch: Touch = False,
    format: Annotated[
        Format | None, Option(help="The text, or the whole record on one line.")
    ] = None,
    marks: Annotated[
        MarkerDisplay | None,
        Option(help="Markers in the text: marked inline, kept as they stand, or taken out."),
    ] = None,
    diff: Annotated[bool, Option("--diff", help="Show what would change; write no file.")] = False,
    words: Words = None,
    config: Settings = None,
) -> int:
    """Clean documents as their reader decided.

    What was rejected is not done, what was accepted is, all else as ocrfix clean does it. A
    decision that fits no more is named, with status 2. With --in-place or --output, words never to
    be touched go into your dictionary.
    """
    session = Session()
    try:
        if touch and not in_place:
            raise Refused(TOUCHED)
        _check(output, in_place, diff, format, paths or [])
        reviewed = read_decisions(decisions)
        named = paths or list(_named(session, reviewed, decisions, in_place))
        if reviewed.words and (in_place or output is not None or words is not None) and not diff:
            # Before the documents are cleaned: what is cleaned now is to know them.
            try:
                add_words(session, reviewed.words, settings(config), words)
            except Refused as error:
                session.complain(error)
        chosen, pipeline = cleaner(config)
        emit = settings(config).emit
        kind = format or ("json" if emit.format == "json" and not (in_place or diff) else "text")
        options = {"marks": marks or emit.marks, "template": emit.template}
        target = None
        if output is not None and named:
            from ocrfix.cli.output import Output

            target = Output(output, named, ".json" if kind == "json" else "")
    except Refused as error:
        say(error)
        return FAILED
    from ocrfix.emit import render

    def act(found: InputFile, document: Document) -> None:
        document = _carried(session, found, document, reviewed, pipeline)
        if kind == "json" or diff:
            shown = (
                render(document, "json") if kind == "json" else render(document, "diff", **options)
            )
            data, changed = shown.encode("utf-8"), bool(document.edits) if not diff else bool(shown)
        else:
            text = render(document, "text", **options)
            data, changed = document.source.encode(text), text != document.original
        if in_place:
            _check_text(found)
            if changed:
                from ocrfix.cli.output import own, write

                was = document.original_bytes()
                write(own(found.path, named), data, was=was, keep_times=not touch)
        elif target is not None:
            from ocrfix.cli.output import write

            write(target.place(found.path), data, like=None if found.path == "-" else found.path)
        else:
            put(data)
        if changed:
            session.changed()

    from ocrfix.cli.inputs import each_document

    each_document(session, named, chosen, pipeline.clean, act)
    return session.status


def _check(
    output: str | None, in_place: bool, diff: bool, format: str | None, paths: list[str]
) -> None:
    if in_place and (output is not None or "-" in paths):
        other = "--output" if output is not None else "standard input"
        raise Refused(f"--in-place does not go with {other}; leave one out")
    if diff and (in_place or output is not None):
        other = "--in-place" if in_place else "--output"
        raise Refused(f"--diff writes no file; leave out --diff or {other}")
    if format == "json" and (in_place or diff):
        other = "--in-place" if in_place else "--diff"
        raise Refused(f"{other} is for text, not for json; use --format text")


def _named(session: Session, reviewed: Decisions, path: Path, in_place: bool) -> Iterator[str]:
    """Yield the documents that a decisions file names, from here or from where it stands.

    A file may come from anywhere. It is not to say which files far from it are written over.
    """
    from ocrfix.text.escape import printable

    if not reviewed.documents and not reviewed.words:
        raise Refused(f"{printable(str(path))}: no decisions in it; save it again from the page")
    for document in reviewed.documents:
        beside = os.path.join(path.parent, document.name)
        name = document.name
        if not os.path.lexists(name) and os.path.exists(beside):
            name = beside
        if name != "-" and os.path.exists(name) and not os.path.isfile(name):
            session.complain(f"{printable(name)}: no file; name it after the decisions file")
        elif in_place and os.path.lexists(name) and not near(name, path):
            session.complain(
                f"{printable(name)}: not below this folder, nor that of the decisions, or hidden; "
                "name it after the decisions file"
            )
        else:
            yield name


def _carried(
    session: Session, found: InputFile, document: Document, reviewed: Decisions, pipeline: object
) -> Document:
    """Return a document after its decisions; complain of those that do not fit."""
    from typing import cast

    from ocrfix.review.carry import Tagger, carry, revised
    from ocrfix.text.escape import printable

    decided = decided_on(document, found, reviewed)
    if decided is None:
        session.complain(
            f"{printable(found.path)}: no decisions on it; "
            "name a document that was on the page, or use ocrfix clean"
        )
        return document
    carried = carry(document, decided.decisions)
    for decision, why in carried.unfit:
        session.complain(
            f"{printable(found.path)}:{decision.line}: {decision.verdict} "
            f"{decision.before!r} to {decision.after!r}: {why}"
        )
    return revised(document, carried, cast(Tagger, pipeline))


def decided_on(document: Document, found: InputFile, reviewed: Decisions) -> Reviewed | None:
    """Return what was decided on a document: by its bytes, else by its name."""
    from hashlib import sha256

    digest = sha256(document.original_bytes()).hexdigest()
    return reviewed.of(document.source.name or found.path, digest)


def _check_text(found: InputFile) -> None:
    """Refuse to write a text over a record."""
    from ocrfix.read.documents import holds_documents
    from ocrfix.text.escape import printable

    if holds_documents(found.path):
        raise Refused(
            f"{printable(found.path)}: a record; name the document itself, or use --output"
        )


def add_words(session: Session, words: Iterable[str], config: Config, folder: str | None) -> None:
    """Write words that are never to be touched into a dictionary folder of the user's own.

    Raises:
        Refused: there is no such folder, or its list cannot be read or written.
    """
    from ocrfix.cli.output import write
    from ocrfix.lexicon.tables import TableError
    from ocrfix.review.words import with_words

    chosen = folder or next(iter(config.dictionaries), None)
    if chosen is None:
        raise Refused(
            "no dictionary of your own for the words never to be touched; "
            "name a folder with --words, or under dictionaries: in ocrfix.yaml"
        )
    place = Path(chosen) / "words.tsv"
    try:
        data, new = with_words(Path(chosen), words)
    except (TableError, OSError) as error:
        raise Refused(" ".join(str(error).split())) from error
    if new:
        write(str(place), data, option="--words")
        session.changed()
        say(f"{place}: {new:,} new word{'' if new == 1 else 's'}")
