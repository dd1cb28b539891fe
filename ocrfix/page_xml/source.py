"""Source of an XML or HTML file: its characters and its encoding.

A file is edited as UTF-8, whatever its encoding, and then encoded as before.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ocrfix.pages.file import PageFormatError
from ocrfix.text.codec import is_text_encoding

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_META = re.compile(
    rb"<meta\s[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE
)
_HEAD_BYTES = 4096
"""The declaration of an encoding is within so many bytes."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class XmlSource(NamedTuple):
    """The characters of a file.

    Attributes:
        data: the characters, in UTF-8, without a byte order mark.
        encoding: the encoding of the file.
        bom: its byte order mark, or nothing.
    """

    data: bytes
    encoding: str
    bom: bytes

    @classmethod
    def decode(cls, file: bytes) -> XmlSource:
        r"""Return the source of a file.

        Raises:
            PageFormatError: its bytes are not text in its encoding.

        >>> XmlSource.decode(b'<?xml version="1.0" encoding="latin-1"?><a>\xe9</a>').data[-6:]
        b'\xc3\xa9</a>'
        """
        bom, encoding = next(((b, name) for b, name in _BOMS if file.startswith(b)), (b"", ""))
        if not encoding:
            encoding = _declared_encoding(file)
        body = file[len(bom) :]
        try:
            text = body.decode(encoding)
            if text.encode(encoding) == body:
                return cls(text.encode("utf-8"), encoding, bom)
        except UnicodeError:
            pass
        raise PageFormatError(f"not text in {encoding}", "save it again as UTF-8")

    def encode(self, data: bytes) -> bytes:
        """Return a file with other characters; what its encoding lacks becomes a reference."""
        if self.encoding == "utf-8":
            return self.bom + data
        return self.bom + data.decode("utf-8").encode(self.encoding, "xmlcharrefreplace")


def escape(text: str, quote: bytes = b"") -> bytes:
    r"""Return text as the content of an element, or of a quoted attribute.

    Raises:
        PageFormatError: a character that XML cannot hold.

    >>> escape('AT&T "', b'"')
    b'AT&amp;T &quot;'
    """
    if found := _NOT_XML.search(text):
        problem = f"a word has {found[0]!r}, which no XML file can hold"
        raise PageFormatError(problem, "correct it in another way")
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        text = text.replace('"', "&quot;").replace("'", "&#39;" if quote == b"'" else "'")
    return text.encode("utf-8")


def _declared_encoding(file: bytes) -> str:
    head = file[:_HEAD_BYTES]
    if head[:2] in (b"<\0", b"\0<"):
        return "utf-16-le" if head[0] else "utf-16-be"
    found = _DECLARED.match(head) or _META.search(head)
    name = found[1].decode("ascii").lower() if found else "utf-8"
    if name.startswith("utf-16") or not is_text_encoding(name):
        return "utf-8"
    return "utf-8" if name in ("utf8", "us-ascii", "ascii") else name
