"""Files with pages: opening them, and finding them in a folder."""

from __future__ import annotations

import os
from importlib import import_module
from typing import NamedTuple

from ocrfix.formats import PAGED_EXTENSIONS, PagedFormat
from ocrfix.pages.file import PagedFile, PageFormatError
from ocrfix.read.errors import ReadError
from ocrfix.read.signatures import recognize
from ocrfix.records import Source

_HEAD_BYTES = 65536
"""A file is recognized by its beginning; words of hOCR are within so many bytes."""


class _Opened(NamedTuple):
    """The text of a file with pages, its source, and the file."""

    text: str
    source: Source
    file: PagedFile


def open_paged(data: bytes, format: PagedFormat, name: str) -> _Opened:
    """Open a file with pages.

    Args:
        data: the bytes of the file.
        format: its format.
        name: its name, for its source and for errors.

    Raises:
        ReadError: it cannot be read.
    """
    from hashlib import sha256

    try:
        file: PagedFile = import_module(format.module).open_file(data)
        text = file.paged.text
    except PageFormatError as error:
        raise ReadError(name, error.problem, error.advice) from error
    digest = sha256(data).hexdigest()
    source = Source(name=name, format=format.name, sha256=digest, size=len(data))
    return _Opened(text, source, file)


def may_have_pages(path: str) -> bool:
    """Whether a file is one with pages, by its extension and its first bytes.

    >>> may_have_pages("memo.txt"), may_have_pages("missing.xml")
    (False, False)
    """
    if not path.lower().endswith(PAGED_EXTENSIONS):
        return False
    if not os.path.isfile(path):  # opening a pipe would block
        return False
    try:
        with open(path, "rb") as file:
            return recognize(file.read(_HEAD_BYTES), path) is not None
    except (OSError, ReadError):
        return False
