"""``ocrfix convert``: write saved records in another format."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from ocrfix.cli.declare import Argument, Option
from ocrfix.cli.help import epilog
from ocrfix.cli.options import Settings
from ocrfix.cli.run import DONE, FAILED, Refused, put, say, settings
from ocrfix.emit.files import header, rendered
from ocrfix.formats import OUTPUT_FORMATS, CleanFormat, MarkerDisplay

if TYPE_CHECKING:
    from ocrfix.cli.output import OneFile, Output, Spot
    from ocrfix.config import Config
    from ocrfix.document import Document
    from ocrfix.read import InputFile

_EXTENSIONS = (".json", ".jsonl", ".xml")


EPILOG = epilog(
    "ocrfix convert memo.txt.json --to tei -o memo.xml",
    nothing="written",
    something=None,
)


def convert(
    paths: Annotated[
        list[str],
        Argument(
            metavar="RECORD",
            help="Records that ocrfix wrote as JSON, JSON Lines or TEI: files, folders (their "
            ".json, .jsonl and .xml files), or - for standard input.",
        ),
    ],
    to: Annotated[CleanFormat, Option("--to", help="A format of ocrfix clean.")],
    output: Annotated[
        str | None,
        Option("--output", "-o", metavar="OUT", help="Write to this file, or to this folder."),
    ] = None,
    marks: Annotated[
        MarkerDisplay | None,
        Option(help="Markers in the text: marked inline, kept as they stand, or taken out."),
    ] = None,
    config: Settings = None,
) -> int:
    """Write records that ocrfix clean saved in another format.

    Nothing is corrected or marked anew. A TEI document is read as it stands, with what an editor
    has changed in it.
    """
    from ocrfix.read import ReadError, find

    status = DONE

    def complain(problem: object) -> None:
        nonlocal status
        say(problem)
        status = FAILED

    try:
        chosen = _chosen(settings(config), to, marks)
        products = _Products(to, output, paths)
    except Refused as error:
        say(error)
        return FAILED
    try:
        for found in find(paths, chosen, output):
            if isinstance(found, ReadError):
                complain(found)
                continue
            try:
                for document in _documents(found, chosen):
                    products.add(found, rendered(document, chosen.emit).data)
            except (ReadError, Refused) as error:
                complain(error)
            except UnicodeEncodeError as error:
                sign = error.object[error.start]
                complain(f"{_name(found)}: {error.encoding} has no {sign!r}; use --to json")
        products.close()
    except Refused as error:
        complain(error)
    finally:
        products.discard()
    return status


def _name(found: InputFile) -> str:
    from ocrfix.text.escape import printable

    return printable(found.path)


def _chosen(config: Config, format: CleanFormat, marks: MarkerDisplay | None) -> Config:
    """Return the settings with those of the command line, and the files that can hold records."""
    from msgspec.structs import replace

    emit = replace(config.emit, format=format, marks=marks or config.emit.marks)
    return replace(config, emit=emit, read=replace(config.read, extensions=_EXTENSIONS))


def _documents(found: InputFile, config: Config) -> Iterator[Document]:
    """Yield the documents of a file.

    Raises:
        ReadError: it cannot be read, or holds something that is not a document.
    """
    from ocrfix.read import read
    from ocrfix.read.documents import read_documents

    text, _ = read(found, config)
    yield from read_documents(text, found.path)


class _Products:
    """Where the products go: all into one file, each into one of its own, or all to the output."""

    def __init__(self, format: str, out: str | None, paths: list[str]) -> None:
        from ocrfix.cli.output import OneFile, Output

        self._ending = OUTPUT_FORMATS[format].extension
        self._one: OneFile | None = None
        self._output: Output | None = None
        self._written: set[str] = set()
        self._numbers: dict[str, int] = {}
        if out is not None and OUTPUT_FORMATS[format].one_file:
            self._one = OneFile(out, paths)
        elif out is not None:
            self._output = Output(out, paths)
        first = header(format)
        if first:
            self._one.add(first) if self._one is not None else put(first)

    def add(self, found: InputFile, data: bytes) -> None:
        """Write a product.

        Raises:
            Refused: it cannot be written, or would be written over another one.
        """
        if self._one is not None:
            self._one.add(data)
        elif self._output is None:
            put(data)
        else:
            from ocrfix.cli.output import write

            target = self._place(found)
            write(target, data)
            self._written.add(target.real)

    def close(self) -> None:
        """Put what was gathered in its place."""
        if self._one is not None:
            self._one.close()

    def discard(self) -> None:
        """Leave nothing that is not whole."""
        if self._one is not None:
            self._one.discard()

    def _place(self, found: InputFile) -> Spot:
        """Return where the next product of an input goes, by its name without ``.json``."""
        assert self._output is not None
        stem, extension = os.path.splitext(found.path)
        stem = stem if extension in _EXTENSIONS else found.path
        ending = self._ending or ("" if os.path.splitext(stem)[1] else ".txt")
        while True:
            number = self._numbers[stem] = self._numbers.get(stem, 0) + 1
            target = self._output.place(stem + (f".{number}" if number > 1 else "") + ending)
            if target.real == os.path.realpath(found.path):
                raise Refused(f"{_name(found)}: would be written over; use another folder")
            if target.real not in self._written:
                return target
            if not self._output.is_folder:
                raise Refused(f"{_name(found)}: more than one record; name a folder with --output")
