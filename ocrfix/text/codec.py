"""Encodings: bytes to text and back, without losing a byte.

No line end is translated and nothing is replaced: :func:`encode` turns an unchanged text back into
exactly the bytes that :func:`decode` was given.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_BOMS = {
    "utf-8": b"\xef\xbb\xbf",
    "utf-32-le": b"\xff\xfe\0\0",  # before UTF-16, whose mark is the beginning of this one
    "utf-32-be": b"\0\0\xfe\xff",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
}
"""The byte order mark of each encoding that has one."""

_NETWORK_NAME_CODECS = ("idna", "punycode")
"""Python's codecs for internet names: not encodings of texts, and quadratic in the length."""


class Decoded(NamedTuple):
    """A text, and the encoding that turns it back into its bytes."""

    text: str
    encoding: str
    bom: bool


class DecodeError(ValueError):
    """Bytes that are not text.

    Attributes:
        problem: what is wrong.
        advice: what to do.
    """

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(problem, advice)
        self.problem = problem
        self.advice = advice


def decode(data: bytes, fallbacks: Sequence[str] = ()) -> Decoded:
    r"""Return the text of ``data`` and its encoding.

    A byte order mark decides; without one the bytes are UTF-8 if they can be, and otherwise in the
    first of ``fallbacks`` that fits.

    Raises:
        DecodeError: the bytes are not text.

    >>> decode(b"d\xe9tente\r\n", ["windows-1252"])
    Decoded(text='détente\r\n', encoding='windows-1252', bom=False)
    """
    for encoding, bom in _BOMS.items():
        if data.startswith(bom):
            return _decode_after_bom(data, encoding, bom)
    if b"\0" in data:
        raise _binary()
    try:
        return Decoded(data.decode("utf-8"), "utf-8", False)
    except UnicodeDecodeError:
        pass
    for encoding in fallbacks:
        try:
            text = data.decode(encoding)
            if text.encode(encoding) == data:  # some codecs read two codes as one character
                return Decoded(text, encoding, False)
        except UnicodeError:
            continue
    tried = ", ".join(("utf-8", *fallbacks))
    raise DecodeError(f"not text in {tried}", "add its encoding to read.encodings")


def encode(text: str, encoding: str = "utf-8", bom: bool = False) -> bytes:
    r"""Return the bytes of ``text``, after a byte order mark where ``bom`` is true.

    Raises:
        UnicodeEncodeError: the text has a character that the encoding lacks.

    >>> encode("Page 2", "utf-16-le", bom=True)[:4]
    b'\xff\xfeP\x00'
    """
    mark = _BOMS[encoding] if bom else b""
    return mark + text.encode(encoding)


def is_text_encoding(name: str) -> bool:
    """Return whether ``name`` names an encoding of texts.

    >>> [is_text_encoding(name) for name in ("latin-1", "zip", "punycode", "no such")]
    [True, False, False, False]
    """
    import codecs

    try:
        found = codecs.lookup(name).name
        "".encode(found)
    except (LookupError, ValueError):  # codecs from bytes to bytes, such as zip: a LookupError
        return False
    return found not in _NETWORK_NAME_CODECS


def _decode_after_bom(data: bytes, encoding: str, bom: bytes) -> Decoded:
    try:
        text = data[len(bom) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise DecodeError(
            f"begins as {encoding} but is broken at byte {error.start + len(bom)}",
            "save it again as text",
        ) from error
    if "\0" in text:
        raise _binary()
    return Decoded(text, encoding, True)


def _binary() -> DecodeError:
    return DecodeError("binary, not text", "leave it out, or name its OCR text")
