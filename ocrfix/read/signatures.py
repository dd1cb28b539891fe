"""Signatures: the formats of files, by their first bytes.

A file with pages is recognized, and so is a file that holds its text in another way: read as text,
it would be noise, or its markup would be damaged. It is refused with what to do.
"""

from __future__ import annotations

from typing import NamedTuple

from ocrfix.formats import PAGED_FORMATS, PagedFormat
from ocrfix.read.advice import RUN_OCR, USE_PANDOC, advice_for
from ocrfix.read.errors import ReadError

_HEAD_BYTES = 4096
"""The first tag is within so many bytes."""


class _Signature(NamedTuple):
    """A format that is refused: the bytes at its beginning, its name, and what to do."""

    start: bytes
    title: str
    advice: str


_REFUSED = (
    _Signature(b"\x89PNG\r\n", "a PNG image, not text", RUN_OCR),
    _Signature(b"\xff\xd8\xff", "a JPEG image, not text", RUN_OCR),
    _Signature(b"II*\0", "a TIFF image, not text", RUN_OCR),
    _Signature(b"MM\0*", "a TIFF image, not text", RUN_OCR),
    _Signature(b"II+\0", "a TIFF image, not text", RUN_OCR),
    _Signature(b"MM\0+", "a TIFF image, not text", RUN_OCR),
    _Signature(b"GIF8", "a GIF image, not text", RUN_OCR),
    _Signature(b"RIFF", "a WebP image, not text", RUN_OCR),
    _Signature(b"\0\0\0\x0cjP  ", "a JPEG 2000 image, not text", RUN_OCR),
    _Signature(b"\xff\x4f\xff\x51", "a JPEG 2000 image, not text", RUN_OCR),
    _Signature(b"AT&TFORM", "a DjVu file, not text", "extract its text with djvutxt {name}"),
    _Signature(b"{\\rtf", "RTF, not text", USE_PANDOC),
    _Signature(b"%!PS", "PostScript, not text", "convert it with ps2pdf {name}"),
    _Signature(b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "save it as text, or as .docx"),
    _Signature(b"PK\x03\x04", "a ZIP archive", "unzip {name} first, and name its files"),
    _Signature(b"PK\x05\x06", "a ZIP archive", "unzip {name} first, and name its files"),
    _Signature(b"\x1f\x8b", "compressed", "gunzip {name} first"),
    _Signature(b"BZh", "compressed", "bunzip2 {name} first"),
    _Signature(b"\xfd7zXZ", "compressed", "unxz {name} first"),
    _Signature(b"7z\xbc\xaf", "a 7z archive", "extract it first, and name its files"),
)
_STARTS = tuple(signature.start for signature in _REFUSED)
_ZIPPED = (
    (b"word/", "a Word file (DOCX), not text", USE_PANDOC),
    (
        b"application/vnd.oasis.opendocument.text",
        "an OpenDocument text, not plain text",
        USE_PANDOC,
    ),
    (b"application/epub+zip", "an EPUB, not text", USE_PANDOC),
    (b"xl/", "an Excel file, not text", "save it as CSV"),
)
_PDF = b"%PDF-"
_BLANKS = b" \t\r\n\xef\xbb\xbf\xff\xfe\0"
"""What may come before the first tag: blanks, a byte order mark, the other half of UTF-16."""


def recognize(data: bytes, name: str) -> PagedFormat | None:
    """Return the format of a file with pages; ``None`` for a text.

    Args:
        data: the bytes of a file.
        name: its name, for errors.

    Raises:
        ReadError: it is neither; the error says what it is, and how to get its text.

    >>> recognize(b"SECRET", "memo.txt"), recognize(b"<alto><Layout/></alto>", "memo.xml").title
    (None, 'ALTO')
    """
    if data.startswith(_STARTS):
        _refuse(data, name)
    if data.startswith(_PDF):
        return PAGED_FORMATS["pdf"]
    if data[:_HEAD_BYTES].lstrip(_BLANKS)[:1] == b"<":
        from ocrfix.read.markup import recognize_markup

        return recognize_markup(data, name)
    return None


def _refuse(data: bytes, name: str) -> None:
    """Raise the error for a file with a known signature, unless it only looks like one."""
    signature = next(s for s in _REFUSED if data.startswith(s.start))
    title, advice = signature.title, signature.advice
    if signature.start == b"RIFF" and data[8:12] != b"WEBP":
        return
    if signature.start == b"BZh" and data[4:10] != b"1AY&SY":
        return
    if signature.start == b"PK\x03\x04":
        for mark, other_title, other_advice in _ZIPPED:
            if mark in data:
                title, advice = other_title, other_advice
                break
    raise ReadError(name, title, advice_for(advice, name))
