"""``ocrfix clean``: correct the text of documents and mark their codes and stamps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ocrfix.cli.options import Paths, Settings
from ocrfix.cli.session import FAILED, Refused, Session, put, say, settings, workshop

if TYPE_CHECKING:
    from ocrfix.cli.output import Output
    from ocrfix.config import Config, Emit
    from ocrfix.model import Document, Source
    from ocrfix.read import Found

Format = Literal["text", "json"]
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
        Format | None, typer.Option(help="The clean text, or the whole record on one line.")
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
        if chosen.emit.format == "json" and (in_place or diff):
            other = "--in-place" if in_place else "--diff"
            raise Refused(f"{other} is for text, not for json; use --format text")
        shop = workshop(chosen, "tagger", "stage")
        target = _output(output, paths, product)
    except Refused as error:
        say(error)
        return FAILED

    def act(found: Found, text: str, source: Source) -> None:
        document = shop.clean(text, source)
        data, changed = product.of(document)
        if in_place:
            if changed:
                from ocrfix.cli.output import own, write
                from ocrfix.read import encode

                own(found.path, paths)
                write(found.path, data, was=encode(text, source))
        elif target is not None:
            from ocrfix.cli.output import write

            write(target.place(found.path), data, like=None if found.path == "-" else found.path)
        else:
            put(data, "use --output")
        if changed:
            session.changed()

    session.each(paths, chosen, act, leave_out=output)
    return session.status


def _chosen(config: Config, format: str | None, marks: str | None) -> Config:
    """Return the settings with those of the command line laid over them."""
    from msgspec.structs import replace

    emit = replace(config.emit, format=format or config.emit.format)
    return replace(config, emit=replace(emit, marks=marks or emit.marks))


class _Product:
    """What is made of a document, and whether that is a change."""

    def __init__(self, emit: Emit, diff: bool) -> None:
        self.format = emit.format
        self._options = {"marks": emit.marks, "template": emit.template}
        self._diff = diff

    def of(self, document: Document) -> tuple[bytes, bool]:
        from ocrfix.emit import render
        from ocrfix.read import encode

        if self._diff:
            shown = render(document, "diff", **self._options)
            return shown.encode("utf-8"), bool(shown)
        if self.format == "json":
            changed = bool(document.edits or document.markers)
            return render(document, "json").encode("utf-8"), changed
        text = render(document, "text", **self._options)
        return encode(text, document.source), text != document.original


def _output(out: str | None, paths: list[str], product: _Product) -> Output | None:
    if out is None:
        return None
    from ocrfix.cli.output import Output

    return Output(out, paths, ".json" if product.format == "json" else "")
