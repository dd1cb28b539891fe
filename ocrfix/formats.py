"""Formats: one table of the output formats, one of the input formats, one of files with pages.

Settings, command-line options, help texts, messages and tests derive from these tables. A new
output format is a module with ``render(document, **options) -> str`` and ``OPTIONS``, the names of
its options, and a row in :data:`OUTPUT_FORMATS`. A new input format is a module with
``read(text) -> Document`` and a row in :data:`INPUT_FORMATS`. A new format of files with pages is a
module with ``open_file(data) -> PagedFile``, a row in :data:`PAGED_FORMATS`, and a way to recognize
it in :mod:`ocrfix.read.signatures`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

CLEAN = frozenset({"clean", "convert"})
TAG = frozenset({"tag"})
"""The commands that offer a format: ``convert`` offers what ``clean`` does."""


class OutputFormat(NamedTuple):
    """An output format.

    Attributes:
        name: the name in settings, options and the library.
        module: the module that renders a document.
        help: a description, for help texts and documentation.
        commands: the commands that offer it as ``--format`` (``--to`` of ``convert``).
        extension: the suffix appended to the name of each file in a folder; empty if the files
            keep their names.
        one_file: whether the results of all inputs form one file.
        needs_card: whether the card of the document is in it.
    """

    name: str
    module: str
    help: str
    commands: frozenset[str] = frozenset()
    extension: str = ""
    one_file: bool = False
    needs_card: bool = True


OUTPUT_FORMATS: dict[str, OutputFormat] = {
    row.name: row
    for row in (
        OutputFormat(
            "text",
            "ocrfix.emit.text",
            "the clean text, its markers written inline, kept as they are, or removed",
            CLEAN,
            needs_card=False,
        ),
        OutputFormat(
            "json", "ocrfix.emit.json_record", "the whole record on one line", CLEAN | TAG, ".json"
        ),
        OutputFormat(
            "jsonl",
            "ocrfix.emit.json_record",
            "the records of all documents in one file, one line per document",
            CLEAN,
            one_file=True,
        ),
        OutputFormat(
            "diff",
            "ocrfix.emit.diff",
            "the changes, as a unified diff from the original to the text",
        ),
        OutputFormat(
            "table", "ocrfix.emit.marker_table", "the markers, in columns for reading", TAG
        ),
        OutputFormat("csv", "ocrfix.emit.marker_csv", "the markers, for a spreadsheet (CSV)", TAG),
        OutputFormat(
            "changes",
            "ocrfix.emit.change_csv",
            "the changes made and suggested in all documents, for a spreadsheet (CSV, one file)",
            CLEAN,
            one_file=True,
            needs_card=False,
        ),
        OutputFormat(
            "markdown",
            "ocrfix.emit.markdown",
            "a report for reading: the text with notes, the card, and tables of changes",
            CLEAN,
            ".md",
        ),
        OutputFormat(
            "tei",
            "ocrfix.emit.tei",
            "the text with its changes and markers, as TEI P5 (XML)",
            CLEAN,
            ".xml",
        ),
        OutputFormat(
            "webannotation",
            "ocrfix.emit.webannotation",
            "the changes and markers beside the file, as W3C Web Annotations (JSON-LD)",
            CLEAN,
            ".jsonld",
        ),
    )
}
"""The output formats by name, in the order of the help."""


class InputFormat(NamedTuple):
    """A format of documents that ocrfix reads back; any other file is read as text.

    Attributes:
        name: the name of the format.
        module: the module that reads a document.
        output_formats: the output formats that write it.
        extensions: the file name extensions by which it is known.
        opening: the character that its files begin with, by which contents are recognized.
        per_line: whether a file may hold a document on each line.
    """

    name: str
    module: str
    output_formats: tuple[str, ...]
    extensions: tuple[str, ...]
    opening: str
    per_line: bool = False


INPUT_FORMATS: tuple[InputFormat, ...] = (
    InputFormat(
        "json",
        "ocrfix.read.json_record",
        ("json", "jsonl"),
        (".json", ".jsonl", ".ndjson"),
        "{",
        per_line=True,
    ),
    InputFormat("tei", "ocrfix.read.tei", ("tei",), (".xml",), "<"),
)
"""The formats of documents that ocrfix reads back, in the order of messages."""

INPUT_EXTENSIONS: tuple[str, ...] = tuple(e for row in INPUT_FORMATS for e in row.extensions)
"""The extensions of files that hold documents and not plain text."""


class PagedFormat(NamedTuple):
    """A format of files with pages, which ocrfix reads and writes.

    Attributes:
        name: the name of the format, in records.
        module: the module that opens a file.
        title: its name for readers.
        extensions: the usual file name extensions; the contents decide.
        is_binary: whether its files are not for a terminal: standard output gets their text.
    """

    name: str
    module: str
    title: str
    extensions: tuple[str, ...]
    is_binary: bool = False


PAGED_FORMATS: dict[str, PagedFormat] = {
    row.name: row
    for row in (
        PagedFormat("hocr", "ocrfix.page_xml.hocr", "hOCR", (".hocr", ".html", ".htm")),
        PagedFormat("alto", "ocrfix.page_xml.alto", "ALTO", (".xml", ".alto")),
        PagedFormat("page", "ocrfix.page_xml.page", "PAGE", (".xml", ".page")),
        PagedFormat("pdf", "ocrfix.pdf", "PDF", (".pdf",), is_binary=True),
    )
}
"""The formats of files with pages by name."""

PAGED_EXTENSIONS: tuple[str, ...] = tuple(
    dict.fromkeys(e for row in PAGED_FORMATS.values() for e in row.extensions)
)
"""The extensions of files that may have pages."""

SIDECAR_EXTENSION = ".ocrfix.json"
"""The suffix of the record that lies beside a corrected file with pages."""

ROW_FORMATS = ("csv", "jsonl", "parquet")
"""The formats of ``ocrfix tag --cards`` and ``--markers``, which write rows and not documents."""

MARKER_DISPLAYS = ("inline", "keep", "strip")
"""What the text format does with markers: write inline, leave unchanged, or remove them."""


def output_formats(command: str) -> tuple[str, ...]:
    """Return the names of the output formats that a command offers.

    >>> output_formats("tag")
    ('json', 'table', 'csv')
    """
    return tuple(name for name, row in OUTPUT_FORMATS.items() if command in row.commands)


def either(names: Sequence[str]) -> str:
    """Return a choice in words.

    >>> either(["json", "jsonl", "tei"])
    'json, jsonl or tei'
    """
    return " or ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def input_format_names() -> str:
    """Return the output formats that can be read back, in words.

    >>> input_format_names()
    'json, jsonl or tei'
    """
    return either([name for row in INPUT_FORMATS for name in row.output_formats])


def format_help(command: str) -> str:
    """Return what each output format of a command holds, for its help text.

    >>> format_help("tag")[:36]
    'json: the whole record on one line; '
    """
    return "; ".join(f"{name}: {OUTPUT_FORMATS[name].help}" for name in output_formats(command))


if TYPE_CHECKING:
    CleanFormat = str
    TagFormat = str
    MarkerDisplay = str
else:
    # Typer and the configuration check the values of a choice by its type.
    CleanFormat = Literal[output_formats("clean")]
    TagFormat = Literal[tuple(dict.fromkeys((*output_formats("tag"), *ROW_FORMATS)))]
    MarkerDisplay = Literal[MARKER_DISPLAYS]
