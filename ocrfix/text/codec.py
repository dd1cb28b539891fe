"""Bytes to text and back, to the last byte.

No line end is translated and nothing is replaced: what :func:`encode` makes of an unchanged text
are the bytes that :func:`decode` was given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocrfix.document import Source
from ocrfix.read.errors import ReadError

if TYPE_CHECKING:
    from ocrfix.config import Config

_BOMS = {
    "utf-8": b"\xef\xbb\xbf",
    "utf-32-le": b"\xff\xfe\0\0",  # before UTF-16, whose mark is the beginning of this one
    "utf-32-be": b"\0\0\xfe\xff",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
}


def decode(
    data: bytes, config: Config | None = None, name: str | None = None
) -> tuple[str, Source]:
    r"""Return the text of ``data``, and how to make the same bytes of it again.

    A byte order mark decides; without one the bytes are UTF-8 if they can be, and otherwise the
    first of ``config.read.encodings`` that fits.

    Args:
        data: the bytes of a file.
        config: the settings; if ``None``, the defaults.
        name: the name of the file, for the source and for errors.

    Raises:
        ReadError: not text.

    >>> decode(b"d\xe9tente\r\n")
    ('détente\r\n', Source(name=None, encoding='windows-1252', bom=False))
    """
    shown = name or "-"
    for encoding, bom in _BOMS.items():
        if data.startswith(bom):
            return _marked(data, encoding, bom, name)
    if b"\0" in data:
        raise ReadError(shown, "binary, not text", "leave it out, or name its OCR text")
    try:
        return data.decode("utf-8"), Source(name=name)
    except UnicodeDecodeError:
        pass
    from ocrfix.config import Config

    config = config or Config.default()
    for encoding in config.read.encodings:
        try:
            text = data.decode(encoding)
            if text.encode(encoding) == data:  # some codecs read two codes as one character
                return text, Source(name=name, encoding=encoding)
        except UnicodeError:
            continue
    tried = ", ".join(("utf-8", *config.read.encodings))
    raise ReadError(shown, f"not text in {tried}", "add its encoding to read.encodings")


_SLOW = ("idna", "punycode")
"""Codecs of names in the net, no encodings of texts: their time grows with the square of a text."""


def of_texts(encoding: str) -> bool:
    """Whether there is an encoding of this name that texts may have.

    >>> of_texts("latin-1"), of_texts("zip"), of_texts("punycode"), of_texts("no such")
    (True, False, False, False)
    """
    import codecs

    try:
        name = codecs.lookup(encoding).name
        "".encode(name)
    except (LookupError, ValueError):  # an encoding of bytes, such as zip, is a LookupError too
        return False
    return name not in _SLOW


def encode(text: str, source: Source) -> bytes:
    r"""Return the bytes of ``text`` in the encoding of ``source``, with its byte order mark.

    Raises:
        UnicodeEncodeError: the text has a character that the encoding lacks; the text that
            :func:`decode` returned has none.

    >>> encode("Page 2", Source(encoding="utf-16-le", bom=True))[:4]
    b'\xff\xfeP\x00'
    """
    mark = _BOMS[source.encoding] if source.bom else b""
    return mark + text.encode(source.encoding)


def _marked(data: bytes, encoding: str, bom: bytes, name: str | None) -> tuple[str, Source]:
    shown = name or "-"
    try:
        text = data[len(bom) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            shown,
            f"begins as {encoding} but is broken at byte {error.start + len(bom)}",
            "save it again as text",
        ) from error
    if "\0" in text:
        raise ReadError(shown, "binary, not text", "leave it out, or name its OCR text")
    return text, Source(name=name, encoding=encoding, bom=True)
