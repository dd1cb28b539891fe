"""``ocrfix clean``: correct the text of documents and mark their codes and stamps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from ocrfix.cli.batch import Asked, over_many
from ocrfix.cli.color import diff as painted
from ocrfix.cli.color import wanted
from ocrfix.cli.declare import Option
from ocrfix.cli.help import epilog
from ocrfix.cli.options import (
    TOUCHED,
    Color,
    Columns,
    IdColumn,
    ManyJobs,
    Paths,
    Quiet,
    Settings,
    TextColumn,
    Touch,
    Verbose,
)
from ocrfix.cli.run import FAILED, Conduct, Refused, begin, put, say
from ocrfix.emit.files import header, rendered
from ocrfix.formats import OUTPUT_FORMATS, CleanFormat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocrfix.cli.output import OneFile, Output
    from ocrfix.config import Config, Emit
    from ocrfix.document import Document
    from ocrfix.pipeline import Pipeline
    from ocrfix.read import InputFile
    from ocrfix.records import Source

MarksOrAsIs = Literal["inline", "keep", "strip", "as-is"]

EPILOG = epilog(
    "ocrfix clean --diff memo.txt",
    "ocrfix clean --jobs 4 texts/ --output cleaned/",
    nothing="nothing to change",
    something="something changed, or would change",
)


def clean(
    paths: Paths,
    output: Annotated[
        str | None,
        Option(
            "--output",
            "-o",
            metavar="OUT",
            help="Write to this file, or to this folder, in which the tree of the inputs is kept.",
        ),
    ] = None,
    in_place: Annotated[
        bool, Option("--in-place", help="Write each file over itself, if it changes.")
    ] = False,
    touch: Touch = False,
    format: Annotated[
        CleanFormat | None,
        Option(
            help="text, or with it what was done: json (the whole record), jsonl (all records in "
            "one file), changes (CSV, one file), markdown, tei, webannotation."
        ),
    ] = None,
    marks: Annotated[
        MarksOrAsIs | None,
        Option(
            help="Markers in the text: marked inline, kept as they stand, or taken out; "
            "as-is: inline in a text that has inline marks already, else kept."
        ),
    ] = None,
    diff: Annotated[bool, Option("--diff", help="Show what would change; write no file.")] = False,
    text_column: TextColumn = None,
    id_column: IdColumn = None,
    columns: Columns = None,
    config: Settings = None,
    jobs: ManyJobs = None,
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Correct OCR text, and mark its codes and stamps.

    Without --output or --in-place the text goes to standard output, in the encoding of its file.
    """
    try:
        if in_place and (output is not None or "-" in paths):
            other = "--output" if output is not None else "standard input"
            raise Refused(f"--in-place does not go with {other}; leave one out")
        if touch and not in_place:
            raise Refused(TOUCHED)
        if diff and (in_place or output is not None):
            other = "--in-place" if in_place else "--output"
            raise Refused(f"--diff writes no file; leave out --diff or {other}")
        over = partial(_over, format=format, marks=marks)
        conduct = Conduct(quiet, verbose, 1 if jobs is None else jobs)
        session = begin(paths, config, "tagger", "stage", over=over, conduct=conduct)
        written = session.projects.config_for(paths[0]).emit.format
        if written != "text" and (in_place or diff):
            other = "--in-place" if in_place else "--diff"
            raise Refused(f"{other} is for text, not for {written}; use --format text")
        asked = Asked(jobs, text_column, id_column, columns, format)
        status = over_many(paths, output, session, asked)
        if status is not None:
            return status
        gathered = OUTPUT_FORMATS[written].one_file
        one = _one_file(output, paths) if gathered else None
        target = None if gathered else _output(output, paths, written)
        first = header(written)
        if first:
            one.add(first) if one is not None else put(first)
    except Refused as error:
        say(error)
        return FAILED

    in_color = diff and wanted(color)

    def act(found: InputFile, cleaned: _Cleaned) -> None:
        if in_place:
            if cleaned.changed:
                from ocrfix.cli.output import own, write

                spot = own(found.path, paths)
                write(spot, cleaned.data, was=cleaned.was, keep_times=not touch)
        elif one is not None:
            one.add(cleaned.data)
        elif target is not None:
            from ocrfix.cli.output import write

            like = None if found.path == "-" else found.path
            write(target.place(found.path), cleaned.data, like=like)
        else:
            put(painted(cleaned.data) if in_color else cleaned.data, "use --output")
        for line in cleaned.told:
            say(line)
        if cleaned.changed:
            session.changed()

    printed = not in_place and target is None and one is None
    job = _Clean(diff, verbose, marks == "as-is", in_place)
    try:
        session.work(paths, job, act, leave_out=output, printed=printed)
        if one is not None:
            one.close()
    except Refused as error:
        session.complain(error)
    finally:
        if one is not None:
            one.discard()
    return session.status


def _over(config: Config, format: CleanFormat | None, marks: str | None) -> Config:
    """Return the settings with those of the command line laid over them."""
    from msgspec.structs import replace

    emit = replace(config.emit, format=format or config.emit.format)
    kept = "keep" if marks == "as-is" else marks
    return replace(config, emit=replace(emit, marks=kept or config.emit.marks))


class _Cleaned(NamedTuple):
    """What is written for a document, whether that is a change, and a line about each one."""

    data: bytes
    changed: bool
    told: tuple[str, ...] = ()
    was: bytes | None = None


class _Clean(NamedTuple):
    """Cleans a document."""

    diff: bool
    verbose: bool
    as_is: bool
    in_place: bool

    def __call__(self, pipeline: Pipeline, text: str, source: Source) -> _Cleaned:
        wanted = OUTPUT_FORMATS[pipeline.config.emit.format].needs_card and not self.diff
        document = pipeline.clean(text, source, card=wanted)
        data, changed = self._product(document, pipeline.config.emit)
        told = tuple(_told(document, changed)) if self.verbose else ()
        return _Cleaned(data, changed, told, self._was(document) if self.in_place else None)

    def _was(self, document: Document) -> bytes:

        return document.source.encode(document.original)

    def _product(self, document: Document, emit: Emit) -> tuple[bytes, bool]:
        from msgspec.structs import replace

        from ocrfix.emit import render
        from ocrfix.marks.parse import unwrap

        if self.as_is and unwrap(document.original, emit.template):
            emit = replace(emit, marks="inline")
        if self.diff:
            shown = render(document, "diff", marks=emit.marks, template=emit.template)
            return shown.encode("utf-8"), bool(shown)
        return rendered(document, emit)


def _told(document: Document, changed: bool) -> Iterator[str]:
    """Yield a line about each change."""
    from ocrfix.check.finding import findings
    from ocrfix.check.printer import message
    from ocrfix.text.escape import printable

    found = findings(document)
    if changed and not found:
        yield f"{printable(document.source.name or '-')}: no correction; only marks differ"
    for finding in found:
        yield f"{printable(finding.path)}:{finding.line}:{finding.column}: {message(finding)}"


def _output(out: str | None, paths: list[str], format: str) -> Output | None:
    if out is None:
        return None
    from ocrfix.cli.output import Output

    return Output(out, paths, OUTPUT_FORMATS[format].extension)


def _one_file(out: str | None, paths: list[str]) -> OneFile | None:
    if out is None:
        return None
    from ocrfix.cli.output import OneFile

    return OneFile(out, paths)
