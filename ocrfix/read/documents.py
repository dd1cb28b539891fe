"""Documents read back from files that ocrfix wrote, in any format of ``INPUT_FORMATS``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from ocrfix.formats import INPUT_EXTENSIONS, INPUT_FORMATS, InputFormat, input_format_names
from ocrfix.read.errors import ReadError

if TYPE_CHECKING:
    from ocrfix.document import Document

_ADVICE = f"name a file that ocrfix clean wrote with --format {input_format_names()}"


def holds_documents(path: str) -> bool:
    """Return whether a file holds documents that ocrfix wrote, by its extension.

    >>> holds_documents("out/memo.txt.json"), holds_documents("memo.txt")
    (True, False)
    """
    return path.lower().endswith(INPUT_EXTENSIONS)


def read_documents(text: str, name: str) -> Iterator[Document]:
    """Yield the documents of a file: one, or one on each line.

    Args:
        text: the contents of the file; they determine its format, regardless of its name.
        name: the name of the file, for errors.

    Raises:
        ReadError: something in the file is not a document that ocrfix wrote; the message names the
            line where it stands.

    >>> import ocrfix
    >>> record = ocrfix.correct("Decembe 12, 1990").render("json")
    >>> [document.clean for document in read_documents(record, "memo.json")]
    ['December 12, 1990']
    """
    row = _format_of(text)
    read: Callable[[str], Document] = import_module(row.module).read
    try:
        yield read(text)
        return
    except ValueError as error:
        lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        if not row.per_line or len(lines) < 2 or not lines[0][1].rstrip().endswith("}"):
            raise ReadError(name, _one_line(error), _ADVICE) from error
    for number, line in lines:
        try:
            document = read(line)
        except ValueError as error:
            raise ReadError(f"{name}:{number}", _one_line(error), _ADVICE) from error
        yield document


def _format_of(text: str) -> InputFormat:
    """Return the format whose files begin as the text does; JSON if there is none."""
    opening = text.lstrip("\ufeff \t\r\n")[:1]
    return next((row for row in INPUT_FORMATS if row.opening == opening), INPUT_FORMATS[0])


def _one_line(error: ValueError) -> str:
    return " ".join(str(error).split())
