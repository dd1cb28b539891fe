"""Decoding of an input: its text and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocrfix.read.errors import ReadError
from ocrfix.records import Source
from ocrfix.text import codec

if TYPE_CHECKING:
    from ocrfix.config import Config


def decode(
    data: bytes, config: Config | None = None, name: str | None = None
) -> tuple[str, Source]:
    r"""Return the text of ``data``, and its source, which encodes it again.

    A byte order mark decides; without one the bytes are UTF-8 if they can be, and otherwise in the
    first of ``config.read.encodings`` that fits.

    Args:
        data: the bytes of a file.
        config: the settings; if ``None``, the defaults.
        name: the name of the file, for the source and for errors.

    Raises:
        ReadError: the bytes are not text.

    >>> text, source = decode(b"d\xe9tente\r\n")
    >>> text, source.encoding, source.bom
    ('détente\r\n', 'windows-1252', False)
    """
    try:
        try:
            # Nearly every file is Unicode; the settings need not be read for it.
            found = codec.decode(data)
        except codec.DecodeError:
            from ocrfix.config import Config

            found = codec.decode(data, (config or Config.default()).read.encodings)
    except codec.DecodeError as error:
        raise ReadError(name or "-", error.problem, error.advice) from error
    return found.text, Source(name=name, encoding=found.encoding, bom=found.bom)
