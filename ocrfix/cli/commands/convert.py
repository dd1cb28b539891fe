"""``ocrfix convert``: write saved records in another format."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from ocrfix.cli.errors import CommandError
from ocrfix.cli.help import epilog
from ocrfix.cli.options import ConfigFile, Marks
from ocrfix.cli.parameters import Argument, Option
from ocrfix.cli.pipelines import load_config
from ocrfix.cli.run import Run
from ocrfix.cli.streams import write_stdout
from ocrfix.emit.files import header, rendered
from ocrfix.formats import (
    INPUT_EXTENSIONS,
    OUTPUT_FORMATS,
    CleanFormat,
    MarkerDisplay,
    either,
    input_format_names,
)

if TYPE_CHECKING:
    from ocrfix.cli.output import OutputPaths, SingleFile, Target
    from ocrfix.config import Config
    from ocrfix.document import Document
    from ocrfix.read import InputFile

EPILOG = epilog(
    "ocrfix convert memo.txt.json --to tei -o memo.xml",
    ok="written",
    changed=None,
)


def convert(
    paths: Annotated[
        list[str],
        Argument(
            metavar="RECORD",
            help=f"Records that ocrfix clean wrote with --format {input_format_names()}: files, "
            f"folders (their files with {either(INPUT_EXTENSIONS)}), or - for standard input.",
        ),
    ],
    to: Annotated[CleanFormat, Option("--to", help="A format of ocrfix clean.")],
    output: Annotated[
        str | None,
        Option("--output", "-o", metavar="OUT", help="Write to this file, or to this folder."),
    ] = None,
    marks: Marks = None,
    config: ConfigFile = None,
) -> int:
    """Write records that ocrfix clean saved in another format.

    Nothing is corrected or marked again. A TEI document is read as it is, including
    the changes of an editor.
    """
    from ocrfix.read import ReadError, find

    run = Run()
    settings = _override(load_config(config), to, marks)
    products = _Products(to, output, paths)
    try:
        for found in find(paths, settings, output):
            if isinstance(found, ReadError):
                run.report_problem(found)
                continue
            try:
                for document in _documents(found, settings):
                    products.add(found, rendered(document, settings.emit).data)
            except (ReadError, CommandError) as error:
                run.report_problem(error)
            except UnicodeEncodeError as error:
                character = error.object[error.start]
                run.report_problem(
                    f"{_name(found)}: {error.encoding} has no {character!r}; use --to json"
                )
        products.close()
    except CommandError as error:
        run.report_problem(error)
    finally:
        products.discard()
    return run.exit_code


def _name(found: InputFile) -> str:
    from ocrfix.text.escape import printable

    return printable(found.path)


def _override(config: Config, format: CleanFormat, marks: MarkerDisplay | None) -> Config:
    """Return a configuration with the options applied, which reads the files of records."""
    from msgspec.structs import replace

    emit = replace(config.emit, format=format, marks=marks or config.emit.marks)
    return replace(config, emit=emit, read=replace(config.read, extensions=INPUT_EXTENSIONS))


def _documents(found: InputFile, config: Config) -> Iterator[Document]:
    """Yield the documents of a file.

    Raises:
        ReadError: it cannot be read, or holds something that is not a document.
    """
    from ocrfix.read.documents import read_documents
    from ocrfix.read.files import read_text

    yield from read_documents(read_text(found, config).text, found.path)


class _Products:
    """Writes outputs to one file, to one file each, or to standard output."""

    def __init__(self, format: str, out: str | None, paths: list[str]) -> None:
        from ocrfix.cli.output import OutputPaths, SingleFile

        self._extension = OUTPUT_FORMATS[format].extension
        self._single: SingleFile | None = None
        self._paths: OutputPaths | None = None
        self._written: set[str] = set()
        self._counts: dict[str, int] = {}
        if out is not None and OUTPUT_FORMATS[format].one_file:
            self._single = SingleFile(out, paths)
        elif out is not None:
            self._paths = OutputPaths(out, paths)
        first = header(format)
        if first:
            self._single.add(first) if self._single is not None else write_stdout(first)

    def add(self, found: InputFile, data: bytes) -> None:
        """Write an output.

        Raises:
            CommandError: it cannot be written, or would overwrite another one.
        """
        if self._single is not None:
            self._single.add(data)
        elif self._paths is None:
            write_stdout(data)
        else:
            from ocrfix.cli.output import write_file

            target = self._target(self._paths, found)
            write_file(target, data)
            self._written.add(target.real)

    def close(self) -> None:
        """Finish the file."""
        if self._single is not None:
            self._single.close()

    def discard(self) -> None:
        """Discard an unfinished file."""
        if self._single is not None:
            self._single.discard()

    def _target(self, paths: OutputPaths, found: InputFile) -> Target:
        """Return the file for the next output of an input, named without ``.json``."""
        stem, extension = os.path.splitext(found.path)
        stem = stem if extension in INPUT_EXTENSIONS else found.path
        extension = self._extension or ("" if os.path.splitext(stem)[1] else ".txt")
        while True:
            count = self._counts[stem] = self._counts.get(stem, 0) + 1
            target = paths.target(stem + (f".{count}" if count > 1 else "") + extension)
            if target.real == os.path.realpath(found.path):
                raise CommandError(f"{_name(found)}: would be overwritten; use another folder")
            if target.real not in self._written:
                return target
            if not paths.is_folder:
                raise CommandError(
                    f"{_name(found)}: more than one record; name a folder with --output"
                )
