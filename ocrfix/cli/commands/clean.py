"""``ocrfix clean``: correct the text of documents and mark their codes and stamps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from ocrfix.cli.batch import BatchOptions, clean_batch
from ocrfix.cli.clean_output import CleanProduct, CleanWriter, InPlaceWriter, OutputWriter
from ocrfix.cli.color import use_color
from ocrfix.cli.errors import CommandError
from ocrfix.cli.help import epilog
from ocrfix.cli.markup import Annotate, Bookmarks, EmbedRecord, check_is_markable, check_markup
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
from ocrfix.cli.relay import RelayJob, notes
from ocrfix.cli.run import Run, RunOptions
from ocrfix.cli.streams import print_message
from ocrfix.emit.files import rendered
from ocrfix.formats import OUTPUT_FORMATS, PAGED_FORMATS, CleanFormat, format_help
from ocrfix.pages.markup import MarkupRequest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocrfix.config import Config, Emit
    from ocrfix.document import Document
    from ocrfix.pipeline import Pipeline
    from ocrfix.read import InputFile
    from ocrfix.read.files import InputText
    from ocrfix.read.second import SecondReadings

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

_Relay = Annotated[
    bool,
    Option(
        "--relay",
        help="For PDFs: change no word, but write each without gaps between its letters, which "
        "viewers take for blanks.",
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
    relay: _Relay = False,
    bookmarks: Bookmarks = False,
    embed_record: EmbedRecord = False,
    annotate: Annotate = False,
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
    file. A file with pages (PDF, hOCR, ALTO, PAGE) is written in its own format.
    """
    # Long: it declares the options.
    _check_options(paths, output, in_place=in_place, touch=touch, diff=diff)
    if relay:
        _check_relay(output, in_place=in_place, others=(diff, second, format, marks))
    markup = MarkupRequest(bookmarks=bookmarks, record=embed_record, highlights=annotate)
    if markup:
        check_markup(markup, paths, output, in_place=in_place, others=(diff, format, marks))
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
    exit_code = None if relay or markup else clean_batch(paths, output, run, batch_options)
    if exit_code is not None:
        return exit_code
    writer: CleanWriter = InPlaceWriter(paths, run.notify, keep_times=not touch)
    if not in_place:
        writer = OutputWriter(
            paths,
            output,
            output_format,
            as_text=format == "text",
            in_color=diff and use_color(color),
        )

    job: _Clean | RelayJob = _Clean(
        diff, verbose, marks == "as-is", in_place, format is not None, writer.to_stdout, markup
    )
    if relay:
        job = RelayJob(in_place, markup)
    _write_all(run, paths, job, writer, output, readings)
    return run.exit_code


def _write_all(
    run: Run,
    paths: list[str],
    job: _Clean | RelayJob,
    writer: CleanWriter,
    output: str | None,
    readings: SecondReadings | None,
) -> None:
    """Clean the inputs, and write the outputs."""

    def consume(found: InputFile, product: CleanProduct) -> None:
        if not writer.write(found, product):
            return
        for message in product.messages:
            print_message(message)
        if product.changed:
            run.mark_changed()

    try:
        run.map(paths, job, consume, skip=output, to_stdout=writer.to_stdout, second=readings)
        writer.close()
    except CommandError as error:
        run.report_problem(error)
    finally:
        writer.discard()


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


def _check_relay(output: str | None, *, in_place: bool, others: Sequence[object]) -> None:
    if output is None and not in_place:
        raise CommandError("--relay writes PDFs; add --output or --in-place")
    if any(others):
        raise CommandError(
            "--relay changes no word; leave out --diff, --second, --format and --marks"
        )


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


class _Clean(NamedTuple):
    """The job: clean a document and render it.

    Attributes:
        diff: render the changes.
        verbose: describe each change.
        as_is: mark inline a text that has inline marks.
        in_place: the input will be overwritten.
        as_text: the format was named, so that a file with pages is rendered as a text.
        to_stdout: the output goes to standard output.
        markup: the markup to be added to a PDF.
        second: other readings of the text.
    """

    diff: bool
    verbose: bool
    as_is: bool
    in_place: bool
    as_text: bool
    to_stdout: bool
    markup: MarkupRequest
    second: Sequence[str] = ()

    def with_second(self, second: Sequence[str]) -> _Clean:
        """Return the job for a text with other readings."""
        return self._replace(second=second)

    def __call__(self, pipeline: Pipeline, content: InputText) -> CleanProduct:
        check_is_markable(self.markup, content)
        emit = pipeline.config.emit
        has_pages = content.file is not None and not (self.as_text or self.diff)
        if content.file is not None and self.in_place and not has_pages:
            raise CommandError(_text_over_pages(content))
        has_pages = has_pages and emit.format == "text" and self._is_for_stdout(content)
        needs_card = has_pages or (OUTPUT_FORMATS[emit.format].needs_card and not self.diff)
        document = pipeline.clean(
            content.text, content.source, needs_card, self.second, content.pages
        )
        if has_pages:
            return self._file_with_pages(document, content)
        data, changed = self._render(document, emit)
        messages = tuple(_messages(document, changed)) if self.verbose else ()
        original = document.source.encode(document.original) if self.in_place else None
        return CleanProduct(data, changed, messages, original)

    def _is_for_stdout(self, content: InputText) -> bool:
        """Whether the file itself is the output; a PDF is not for a terminal."""
        return not (self.to_stdout and PAGED_FORMATS[content.source.format or ""].is_binary)

    def _file_with_pages(self, document: Document, content: InputText) -> CleanProduct:
        from ocrfix.emit.paged import corrected_file
        from ocrfix.pages.file import PageFormatError
        from ocrfix.read import ReadError

        assert content.file is not None
        try:
            data, record = corrected_file(document, content.file, content.data, self.markup)
        except PageFormatError as error:
            name = content.source.name or "-"
            raise ReadError(name, error.problem, error.advice) from error
        changed = data != content.data
        messages = tuple(notes(content))
        messages += tuple(_messages(document, changed)) if self.verbose else ()
        original = content.data if self.in_place else None
        return CleanProduct(data, changed, messages, original, record, document.digest())

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


def _text_over_pages(content: InputText) -> str:
    from ocrfix.text.escape import printable

    title = PAGED_FORMATS[content.source.format or ""].title
    name = printable(content.source.name or "-")
    return f"{name}: --format text would overwrite {title} with text; leave it out, or use --output"
