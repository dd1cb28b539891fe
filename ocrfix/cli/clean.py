"""``ocrfix clean``: correct the text of documents and mark their codes and stamps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ocrfix.cli.formats import ENDINGS, GATHERED, Format, Made, head, made
from ocrfix.cli.options import Paths, Settings
from ocrfix.cli.session import FAILED, Refused, Session, put, say, settings, workshop

if TYPE_CHECKING:
    from ocrfix.cli.output import OneFile, Output
    from ocrfix.config import Config, Emit
    from ocrfix.model import Document, Source
    from ocrfix.read import Found

Marks = Literal["inline", "keep", "strip"]


def clean(
    paths: Paths,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="Write to this file, or to this folder, in which the tree of the inputs is kept.",
        ),
    ] = None,
    in_place: Annotated[
        bool, typer.Option("--in-place", help="Write each file over itself, if it changes.")
    ] = False,
    format: Annotated[
        Format | None,
        typer.Option(
            help="text, or with it what was done: json (the whole record), jsonl (all records in "
            "one file), changes (CSV, one file), markdown, tei, webannotation."
        ),
    ] = None,
    marks: Annotated[
        Marks | None,
        typer.Option(help="Markers in the text: marked inline, kept as they stand, or taken out."),
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what would change; write no file.")
    ] = False,
    config: Settings = None,
) -> int:
    """Correct OCR text, and mark its codes and stamps.

    Without --output or --in-place the text goes to standard output, in the encoding of its file.
    """
    session = Session()
    try:
        if in_place and (output is not None or "-" in paths):
            other = "--output" if output is not None else "standard input"
            raise Refused(f"--in-place does not go with {other}; leave one out")
        if diff and (in_place or output is not None):
            other = "--in-place" if in_place else "--output"
            raise Refused(f"--diff writes no file; leave out --diff or {other}")
        chosen = _chosen(settings(config), format, marks)
        product = _Product(chosen.emit, diff)
        if product.format != "text" and (in_place or diff):
            other = "--in-place" if in_place else "--diff"
            raise Refused(f"{other} is for text, not for {product.format}; use --format text")
        shop = workshop(chosen, "tagger", "stage")
        gathered = product.format in GATHERED
        one = _one_file(output, paths) if gathered else None
        target = None if gathered else _output(output, paths, product)
        first = head(product.format)
        if first:
            one.add(first) if one is not None else put(first)
    except Refused as error:
        say(error)
        return FAILED

    def act(found: Found, text: str, source: Source) -> None:
        document = shop.clean(text, source)
        data, changed = product.of(document)
        if in_place:
            if changed:
                from ocrfix.cli.output import write

                write(found.path, data)
        elif one is not None:
            one.add(data)
        elif target is not None:
            from ocrfix.cli.output import write

            write(target.place(found.path), data, like=None if found.path == "-" else found.path)
        else:
            put(data, "use --output")
        if changed:
            session.changed()

    try:
        session.each(paths, chosen, act, leave_out=output)
        if one is not None:
            one.close()
    except Refused as error:
        session.complain(error)
    finally:
        if one is not None:
            one.discard()
    return session.status


def _chosen(config: Config, format: Format | None, marks: str | None) -> Config:
    """Return the settings with those of the command line laid over them."""
    from msgspec.structs import replace

    emit = replace(config.emit, format=format or config.emit.format)
    return replace(config, emit=replace(emit, marks=marks or emit.marks))


class _Product:
    """What is made of a document, and whether that is a change."""

    def __init__(self, emit: Emit, diff: bool) -> None:
        self.format = emit.format
        self._emit = emit
        self._diff = diff

    def of(self, document: Document) -> Made:
        if self._diff:
            from ocrfix.emit import render

            options = {"marks": self._emit.marks, "template": self._emit.template}
            shown = render(document, "diff", **options)
            return Made(shown.encode("utf-8"), bool(shown))
        return made(document, self._emit)


def _output(out: str | None, paths: list[str], product: _Product) -> Output | None:
    if out is None:
        return None
    from ocrfix.cli.output import Output

    return Output(out, paths, ENDINGS.get(product.format, ""))


def _one_file(out: str | None, paths: list[str]) -> OneFile | None:
    if out is None:
        return None
    from ocrfix.cli.output import OneFile

    return OneFile(out, paths)
