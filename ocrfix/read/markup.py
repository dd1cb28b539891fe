"""Markup: hOCR, ALTO and PAGE, recognized among files that begin with a tag."""

from __future__ import annotations

import re

from ocrfix.formats import PAGED_FORMATS, PagedFormat
from ocrfix.read.advice import RUN_OCR, USE_PANDOC, advice_for
from ocrfix.read.errors import ReadError

_BLANKS = b" \t\r\n\xef\xbb\xbf\xff\xfe"
_MAX_PROLOG_BYTES = 65536
_PROLOG = re.compile(
    rb"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>)*+", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s/>]")
_HOCR = re.compile(rb"""class\s*=\s*["']?(?:[\w-]+\s+)*ocrx?_(?:page|line|word)\b""")
_HTML = frozenset((b"html", b"head", b"body", b"meta", b"title"))
_XML = {
    b"TEI": ("TEI, not text", "use ocrfix convert, report or undo on a record of ocrfix"),
    b"mets": ("METS, not text", "name the ALTO or PAGE files that it lists"),
    b"svg": ("an SVG image, not text", RUN_OCR),
}


def recognize_markup(data: bytes, name: str) -> PagedFormat | None:
    """Return the format of a file that begins with a tag; ``None`` if it is a text all the same.

    Raises:
        ReadError: it is other markup; the error says how to get its text.

    >>> recognize_markup(b"<PcGts><Page/></PcGts>", "a.xml").name
    'page'
    """
    text = data
    if b"\0" in data[:4]:  # UTF-16: its tags are of ASCII characters
        text = data.replace(b"\0", b"")
    text = text.lstrip(_BLANKS)
    declared = text[:5].lower() == b"<?xml" or text[:9].lower() == b"<!doctype"
    prolog = _PROLOG.match(text, 0, _MAX_PROLOG_BYTES)
    root = _ROOT.match(text, prolog.end() if prolog else 0)
    element = root[1] if root else b""
    for format, tag in (("alto", b"alto"), ("page", b"PcGts")):
        if element == tag:
            return PAGED_FORMATS[format]
    if root is not None and _HOCR.search(text):
        return PAGED_FORMATS["hocr"]
    if element.lower() in _HTML or text[:14].lower() == b"<!doctype html":
        raise ReadError(name, "HTML, not text", advice_for(USE_PANDOC, name))
    if element in _XML:
        problem, advice = _XML[element]
        raise ReadError(name, problem, advice_for(advice, name))
    if root is not None and (declared or _is_xml(data)):
        problem = f"XML ({element.decode('ascii', 'replace')}), but not hOCR, ALTO or PAGE"
        raise ReadError(name, problem, "export one of these, or its text")
    return None


def _is_xml(data: bytes) -> bool:
    """Whether a file that begins with a tag is XML as a whole."""
    from xml.parsers import expat

    try:
        expat.ParserCreate().Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        return False
    return True
