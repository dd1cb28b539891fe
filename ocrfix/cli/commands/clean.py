"""``ocrfix clean``: correct the text of documents and mark their codes and stamps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from ocrfix.cli.batch import BatchOptions, clean_batch
from ocrfix.cli.color import color_diff, use_color
from ocrfix.cli.errors import CommandError
from ocrfix.cli.help import epilog
from ocrfix.cli.options import (
    TOUCH_NEEDS_IN_PLACE,
    CleanJobs,
    Color,
    Columns,
    ConfigFile,
    Diff,
    IdColumn,
    InPlace,
    Paths,
    Quiet,
    Second,
    SecondColumn,
    TextColumn,
    Touch,
    Verbose,
)
from ocrfix.cli.parameters import Option
from ocrfix.cli.run import Run, RunOptions
from ocrfix.cli.streams import print_message, write_stdout
from ocrfix.emit.files import header, rendered
from ocrfix.formats import OUTPUT_FORMATS, CleanFormat, format_help

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocrfix.cli.output import OutputPaths, SingleFile
    from ocrfix.config import Config, Emit
    from ocrfix.document import Document
    from ocrfix.pipeline import Pipeline
    from ocrfix.read import InputFile
    from ocrfix.read.second import SecondReadings
    from ocrfix.records import Source

_Output = Annotated[
    str | None,
    Option(
        "--output",
        "-o",
        metavar="OUT",
        help="Write to this file, or to this folder, with the folder structure of the inputs.",
    ),
]

_Format = Annotated[
    CleanFormat | None,
    Option(
        "--format",
        help=f"{format_help('clean')}.",
    ),
]

_Marks = Annotated[
    Literal["inline", "keep", "strip", "as-is"] | None,
    Option(
        "--marks",
        help="Markers in the text: written inline, kept as they are, or removed; as-is: inline "
        "if the text has inline markers already, else kept.",
    ),
]

EPILOG = epilog(
    "ocrfix clean --diff memo.txt",
    "ocrfix clean --jobs 4 texts/ --output cleaned/",
    ok="nothing to change",
    changed="something changed, or would change",
)


def clean(
    paths: Paths,
    output: _Output = None,
    in_place: InPlace = False,
    touch: Touch = False,
    format: _Format = None,
    marks: _Marks = None,
    diff: Diff = False,
    second: Second = None,
    text_column: TextColumn = None,
    second_column: SecondColumn = None,
    id_column: IdColumn = None,
    columns: Columns = None,
    config: ConfigFile = None,
    jobs: CleanJobs = None,
    color: Color = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> int:
    """Correct OCR text, and mark its codes and stamps.

    Without --output or --in-place, the text is written to standard output, in the encoding of its
    file.
    """
    _check_options(paths, output, in_place=in_place, touch=touch, diff=diff)
    options = RunOptions(quiet, verbose, 1 if jobs is None else jobs)
    override = partial(_override, format=format, marks=marks)
    run = Run.start(paths, config, "tagger", "stage", override=override, options=options)
    output_format = run.projects.config_for(paths[0]).emit.format
    if output_format != "text" and (in_place or diff):
        other = "--in-place" if in_place else "--diff"
        raise CommandError(f"{other} is for text, not for {output_format}; use --format text")
    readings = _second_readings(paths, second)
    batch_options = BatchOptions(
        jobs, text_column, id_column, columns, format, tuple(second_column or ()), readings
    )
    exit_code = clean_batch(paths, output, run, batch_options)
    if exit_code is not None:
        return exit_code
    if in_place:
        writer: _Writer = _InPlace(paths, keep_times=not touch)
    else:
        writer = _ToOutput(paths, output, output_format, in_color=diff and use_color(color))

    def consume(found: InputFile, product: _Product) -> None:
        writer.write(found, product)
        for message in product.messages:
            print_message(message)
        if product.changed:
            run.mark_changed()

    job = _Clean(diff, verbose, marks == "as-is", in_place)
    try:
        run.map(paths, job, consume, skip=output, to_stdout=writer.to_stdout, second=readings)
        writer.close()
    except CommandError as error:
        run.report_problem(error)
    finally:
        writer.discard()
    return run.exit_code


def _check_options(
    paths: list[str], output: str | None, *, in_place: bool, touch: bool, diff: bool
) -> None:
    if in_place and (output is not None or "-" in paths):
        other = "--output" if output is not None else "standard input"
        raise CommandError(f"--in-place cannot be combined with {other}; leave one out")
    if touch and not in_place:
        raise CommandError(TOUCH_NEEDS_IN_PLACE)
    if diff and (in_place or output is not None):
        other = "--in-place" if in_place else "--output"
        raise CommandError(f"--diff writes no file; leave out --diff or {other}")


def _second_readings(paths: list[str], second: list[str] | None) -> SecondReadings | None:
    """Return where the other readings of the inputs are, if there are any."""
    if not second:
        return None
    from ocrfix.read import ReadError
    from ocrfix.read.second import SecondReadings

    try:
        return SecondReadings(paths, second)
    except ReadError as error:
        raise CommandError(error) from error


def _override(config: Config, format: CleanFormat | None, marks: str | None) -> Config:
    """Return a configuration with the options of the command line applied."""
    from msgspec.structs import replace

    emit = replace(config.emit, format=format or config.emit.format)
    marks = "keep" if marks == "as-is" else marks
    return replace(config, emit=replace(emit, marks=marks or config.emit.marks))


class _Product(NamedTuple):
    """The output for a document.

    Attributes:
        data: the bytes to write.
        changed: whether something was changed or marked.
        messages: a line about each change.
        original: the content of the input file, if it will be overwritten.
    """

    data: bytes
    changed: bool
    messages: tuple[str, ...] = ()
    original: bytes | None = None


class _Clean(NamedTuple):
    """The job: clean a document and render it."""

    diff: bool
    verbose: bool
    as_is: bool
    in_place: bool
    second: Sequence[str] = ()

    def with_second(self, second: Sequence[str]) -> _Clean:
        """Return the job for a text with other readings."""
        return self._replace(second=second)

    def __call__(self, pipeline: Pipeline, text: str, source: Source) -> _Product:
        needs_card = OUTPUT_FORMATS[pipeline.config.emit.format].needs_card and not self.diff
        document = pipeline.clean(text, source, with_card=needs_card, second=self.second)
        data, changed = self._render(document, pipeline.config.emit)
        messages = tuple(_messages(document, changed)) if self.verbose else ()
        original = document.source.encode(document.original) if self.in_place else None
        return _Product(data, changed, messages, original)

    def _render(self, document: Document, emit: Emit) -> tuple[bytes, bool]:
        from msgspec.structs import replace

        from ocrfix.emit import render
        from ocrfix.marks.parse import unwrap

        if self.as_is and unwrap(document.original, emit.template):
            emit = replace(emit, marks="inline")
        if self.diff:
            diff = render(document, "diff", marks=emit.marks, template=emit.template)
            return diff.encode("utf-8"), bool(diff)
        return rendered(document, emit)


def _messages(document: Document, changed: bool) -> Iterator[str]:
    """Yield a line about each change."""
    from ocrfix.check.finding import findings
    from ocrfix.check.printer import message
    from ocrfix.text.escape import printable

    found = findings(document)
    if changed and not found:
        yield f"{printable(document.source.name or '-')}: no corrections; only markers differ"
    for finding in found:
        yield f"{printable(finding.path)}:{finding.line}:{finding.column}: {message(finding)}"


class _InPlace:
    """Overwrites the inputs with their outputs."""

    to_stdout = False

    def __init__(self, paths: list[str], *, keep_times: bool) -> None:
        self._paths = paths
        self._keep_times = keep_times

    def write(self, found: InputFile, product: _Product) -> None:
        if product.changed:
            from ocrfix.cli.output import in_place_target, write_file

            target = in_place_target(found.path, self._paths)
            write_file(target, product.data, expected=product.original, keep_times=self._keep_times)

    def close(self) -> None:
        pass

    def discard(self) -> None:
        pass


class _ToOutput:
    """Writes outputs to standard output, to one file, or to files in a folder."""

    def __init__(
        self, paths: list[str], output: str | None, format: str, *, in_color: bool
    ) -> None:
        self.to_stdout = output is None
        self._in_color = in_color
        self._single: SingleFile | None = None
        self._paths: OutputPaths | None = None
        if output is not None:
            from ocrfix.cli.output import OutputPaths, SingleFile

            if OUTPUT_FORMATS[format].one_file:
                self._single = SingleFile(output, paths)
            else:
                self._paths = OutputPaths(output, paths, OUTPUT_FORMATS[format].extension)
        first = header(format)
        if first:
            self._single.add(first) if self._single is not None else write_stdout(first)

    def write(self, found: InputFile, product: _Product) -> None:
        if self._single is not None:
            self._single.add(product.data)
        elif self._paths is not None:
            from ocrfix.cli.output import write_file

            like = None if found.path == "-" else found.path
            write_file(self._paths.target(found.path), product.data, like=like)
        else:
            data = color_diff(product.data) if self._in_color else product.data
            write_stdout(data, "use --output")

    def close(self) -> None:
        """Finish the file."""
        if self._single is not None:
            self._single.close()

    def discard(self) -> None:
        """Discard an unfinished file."""
        if self._single is not None:
            self._single.discard()


_Writer = _InPlace | _ToOutput
