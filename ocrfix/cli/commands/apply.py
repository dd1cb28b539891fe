"""``ocrfix apply``: apply the decisions of a reviewer."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from ocrfix.cli.errors import CommandError
from ocrfix.cli.help import epilog
from ocrfix.cli.inputs import beside, for_each_document, may_be_overwritten
from ocrfix.cli.options import (
    TOUCH_NEEDS_IN_PLACE,
    ConfigFile,
    Diff,
    InPlace,
    Marks,
    Touch,
    Words,
)
from ocrfix.cli.parameters import Argument, Option
from ocrfix.cli.pipelines import load_config
from ocrfix.cli.reviewing import (
    add_own_words,
    clean_input,
    open_review_pipeline,
    read_decisions,
)
from ocrfix.cli.run import Run
from ocrfix.cli.streams import write_stdout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ocrfix.cli.output import OutputPaths
    from ocrfix.config import Emit
    from ocrfix.document import Document
    from ocrfix.read import InputFile
    from ocrfix.review.decisions import Decisions, Reviewed

Format = Literal["text", "json"]

EPILOG = epilog(
    "ocrfix apply decisions.json --in-place",
    ok="nothing to apply",
    changed="something was applied, or would be",
)


def apply(
    decisions: Annotated[
        Path, Argument(metavar="DECISIONS", help="A decisions file, saved from the page.")
    ],
    paths: Annotated[
        list[str] | None,
        Argument(metavar="PATH", help="The documents; by default those that DECISIONS names."),
    ] = None,
    output: Annotated[
        str | None,
        Option("--output", "-o", metavar="OUT", help="Write to this file or folder."),
    ] = None,
    in_place: InPlace = False,
    touch: Touch = False,
    format: Annotated[
        Format | None, Option("--format", help="The text, or the whole record on one line.")
    ] = None,
    marks: Marks = None,
    diff: Diff = False,
    words: Words = None,
    config: ConfigFile = None,
) -> int:
    """Clean documents and apply the decisions of a reviewer.

    Rejected changes are not made, accepted suggestions are; everything else is as with ocrfix
    clean. A decision that no longer fits is reported, with exit code 2. With --in-place or
    --output, words that are never to be changed are added to your dictionary.
    """
    run = Run()
    if touch and not in_place:
        raise CommandError(TOUCH_NEEDS_IN_PLACE)
    _check_options(output, in_place, diff, format, paths or [])
    reviewed = read_decisions(decisions)
    inputs = paths or list(_named_documents(run, reviewed, decisions, in_place))
    if reviewed.words and (in_place or output is not None or words is not None) and not diff:
        # Before the documents are cleaned, which makes use of these words.
        try:
            add_own_words(run, reviewed.words, load_config(config), words)
        except CommandError as error:
            run.report_problem(error)
    review_config, pipeline = open_review_pipeline(config)
    emit = load_config(config).emit
    default_format = "json" if emit.format == "json" and not (in_place or diff) else "text"
    rendering = _Rendering(format or default_format, marks or emit.marks, diff, emit)
    writer = _OutputWriter(inputs, output, in_place, not touch, rendering)

    def write(found: InputFile, document: Document) -> None:
        document = _apply_decisions(run, found, document, reviewed, pipeline)
        if writer.write(found, document):
            run.mark_changed()

    for_each_document(run, inputs, review_config, partial(clean_input, pipeline), write)
    return run.exit_code


def _check_options(
    output: str | None, in_place: bool, diff: bool, format: str | None, paths: list[str]
) -> None:
    if in_place and (output is not None or "-" in paths):
        other = "--output" if output is not None else "standard input"
        raise CommandError(f"--in-place cannot be combined with {other}; leave one out")
    if diff and (in_place or output is not None):
        other = "--in-place" if in_place else "--output"
        raise CommandError(f"--diff writes no file; leave out --diff or {other}")
    if format == "json" and (in_place or diff):
        other = "--in-place" if in_place else "--diff"
        raise CommandError(f"{other} is for text, not for json; use --format text")


class _Rendering(NamedTuple):
    """How a document is rendered."""

    format: str
    marks: str
    diff: bool
    emit: Emit

    @property
    def is_text(self) -> bool:
        """Whether the output is the text of the document."""
        return self.format != "json" and not self.diff

    def render(self, document: Document) -> tuple[bytes, bool]:
        """Return the output, and whether the document changed."""
        from ocrfix.emit import render

        if self.format == "json":
            return render(document, "json").encode("utf-8"), bool(document.edits)
        options = {"marks": self.marks, "template": self.emit.template}
        if self.diff:
            diff = render(document, "diff", **options)
            return diff.encode("utf-8"), bool(diff)
        text = render(document, "text", **options)
        return document.source.encode(text), text != document.original


class _OutputWriter:
    """Writes documents over their inputs, to output files, or to standard output."""

    def __init__(
        self,
        inputs: list[str],
        output: str | None,
        in_place: bool,
        keep_times: bool,
        rendering: _Rendering,
    ) -> None:
        self._inputs = inputs
        self._in_place = in_place
        self._keep_times = keep_times
        self._rendering = rendering
        self._paths: OutputPaths | None = None
        if output is not None and inputs:
            from ocrfix.cli.output import OutputPaths

            extension = ".json" if rendering.format == "json" else ""
            self._paths = OutputPaths(output, inputs, extension)

    def write(self, found: InputFile, document: Document) -> bool:
        """Write a document, and return whether it changed."""
        data, changed = self._rendering.render(document)
        if self._in_place:
            _check_is_text(found, document)
            if changed:
                from ocrfix.cli.output import in_place_target, write_file

                target = in_place_target(found.path, self._inputs)
                original = document.original_bytes()
                write_file(target, data, expected=original, keep_times=self._keep_times)
        elif self._paths is not None:
            from ocrfix.cli.output import write_file

            like = None if found.path == "-" else found.path
            extension = ".txt" if document.source.format and self._rendering.is_text else ""
            write_file(self._paths.target(found.path, extension), data, like=like)
        else:
            write_stdout(data)
        return changed


def _named_documents(run: Run, reviewed: Decisions, path: Path, in_place: bool) -> Iterator[str]:
    """Yield the documents that a decisions file names.

    The file may come from anywhere, so it may not name distant files to be overwritten.
    """
    from ocrfix.text.escape import printable

    if not reviewed.documents and not reviewed.words:
        raise CommandError(
            f"{printable(str(path))}: no decisions in it; save it again from the page"
        )
    for document in reviewed.documents:
        name = beside(document.name, path)
        if name != "-" and os.path.exists(name) and not os.path.isfile(name):
            run.report_problem(
                f"{printable(name)}: is not a file; name it after the decisions file"
            )
        elif in_place and os.path.lexists(name) and not may_be_overwritten(name, path):
            run.report_problem(
                f"{printable(name)}: hidden, or not below this folder or that of the decisions; "
                "name it after the decisions file"
            )
        else:
            yield name


def _apply_decisions(
    run: Run, found: InputFile, document: Document, reviewed: Decisions, pipeline: object
) -> Document:
    """Return a document with its decisions applied, and report those that do not fit."""
    from typing import cast

    from ocrfix.review.apply_decisions import TextTagger, apply_decisions, revise
    from ocrfix.text.escape import printable

    decided = _find_decisions(document, found, reviewed)
    if decided is None:
        run.report_problem(
            f"{printable(found.path)}: no decisions on it; "
            "name a document that was on the page, or use ocrfix clean"
        )
        return document
    carried = apply_decisions(document, decided.decisions)
    for decision, why in carried.unmatched:
        run.report_problem(
            f"{printable(found.path)}:{decision.line}: {decision.verdict} "
            f"{decision.before!r} to {decision.after!r}: {why}"
        )
    return revise(document, carried, cast(TextTagger, pipeline))


def _find_decisions(document: Document, found: InputFile, reviewed: Decisions) -> Reviewed | None:
    """Return the decisions on a document, found by its content, else by its name."""
    return reviewed.of(document.source.name or found.path, document.digest())


def _check_is_text(found: InputFile, document: Document) -> None:
    """Reject a record or a file with pages that would be overwritten by a text."""
    from ocrfix.read.documents import holds_documents
    from ocrfix.text.escape import printable

    if document.source.format:
        raise CommandError(
            f"{printable(found.path)}: a file with pages would become a text; use --output"
        )
    if holds_documents(found.path):
        raise CommandError(
            f"{printable(found.path)}: is a record; name the document itself, or use --output"
        )
