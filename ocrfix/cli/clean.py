"""``ocrfix clean``: correct the text of documents and mark their codes and stamps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from ocrfix.cli.options import Paths, Settings
from ocrfix.cli.session import FAILED, Refused, begin, put, say

if TYPE_CHECKING:
    from ocrfix.cli.output import Output
    from ocrfix.config import Config
    from ocrfix.model import Source
    from ocrfix.pipeline import Workshop
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
    try:
        if in_place and (output is not None or "-" in paths):
            other = "--output" if output is not None else "standard input"
            raise Refused(f"--in-place does not go with {other}; leave one out")
        if diff and (in_place or output is not None):
            other = "--in-place" if in_place else "--output"
            raise Refused(f"--diff writes no file; leave out --diff or {other}")
        over = partial(_over, format=format, marks=marks)
        session = begin(paths, config, "tagger", "stage", over=over)
        first = session.projects.of(paths[0]).of(paths[0])
        if first.emit.format == "json" and (in_place or diff):
            other = "--in-place" if in_place else "--diff"
            raise Refused(f"{other} is for text, not for json; use --format text")
        target = _output(output, paths, first.emit.format)
    except Refused as error:
        say(error)
        return FAILED

    def act(found: Found, cleaned: _Cleaned) -> None:
        if in_place:
            if cleaned.changed:
                from ocrfix.cli.output import write

                write(found.path, cleaned.data)
        elif target is not None:
            from ocrfix.cli.output import write

            like = None if found.path == "-" else found.path
            write(target.place(found.path), cleaned.data, like=like)
        else:
            put(cleaned.data)
        if cleaned.changed:
            session.changed()

    session.each(paths, _Clean(diff), act, leave_out=output)
    return session.status


def _over(config: Config, format: str | None, marks: str | None) -> Config:
    """Return the settings with those of the command line laid over them."""
    from msgspec.structs import replace

    emit = replace(config.emit, format=format or config.emit.format)
    return replace(config, emit=replace(emit, marks=marks or config.emit.marks))


class _Cleaned(NamedTuple):
    """What is written for a document, and whether that is a change."""

    data: bytes
    changed: bool


class _Clean(NamedTuple):
    """Cleans a document."""

    diff: bool

    def __call__(self, shop: Workshop, text: str, source: Source) -> _Cleaned:
        from ocrfix.emit import render
        from ocrfix.read import encode

        document = shop.clean(text, source)
        emit = shop.config.emit
        options = {"marks": emit.marks, "template": emit.template}
        if self.diff:
            shown = render(document, "diff", **options)
            return _Cleaned(shown.encode("utf-8"), bool(shown))
        if emit.format == "json":
            changed = bool(document.edits or document.markers)
            return _Cleaned(render(document, "json").encode("utf-8"), changed)
        clean = render(document, "text", **options)
        return _Cleaned(encode(clean, document.source), clean != document.original)


def _output(out: str | None, paths: list[str], format: str) -> Output | None:
    if out is None:
        return None
    from ocrfix.cli.output import Output

    return Output(out, paths, ".json" if format == "json" else "")
