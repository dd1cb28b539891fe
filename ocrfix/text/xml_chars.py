r"""Escaping of text for XML 1.0.

XML 1.0 cannot hold most control characters, not even as references, nor surrogates, U+FFFE and
U+FFFF (section 2.2). Each becomes an empty ``<g ref="#U000C"/>``, which the header declares (TEI
Guidelines, chapter 5). A carriage return would be read as a line feed (section 2.11), so it becomes
a reference; so do characters that change the direction of writing or end lines in some programs.
"""

from __future__ import annotations

import re

NAMESPACE = "http://www.tei-c.org/ns/1.0"

_ABSENT = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
_REFERRED = "[\r\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_IN_CONTENT = re.compile(f"[&<>]|{_REFERRED}|{_ABSENT}")
_IN_QUOTES = re.compile(f'[&<>"\t\n]|{_REFERRED}|{_ABSENT}')
_ABSENT_CHARACTER = re.compile(_ABSENT)
_GLYPH = re.compile(r'<g ref="#(U[0-9A-F]{4})"/>')
_NOT_TOKEN = re.compile(r"[^!-~]+")


def escape_content(text: str) -> str:
    r"""Return ``text`` as the content of an element.

    >>> escape_content("a < b\f]]>")
    'a &lt; b<g ref="#U000C"/>]]&gt;'
    """
    return _IN_CONTENT.sub(_in_content, text)


def quote_attribute(text: str) -> str:
    """Return ``text`` as the quoted value of an attribute.

    Characters that XML cannot hold become U+FFFD, so exact text is never stored in an attribute.

    >>> quote_attribute('a "b"')
    '"a &quot;b&quot;"'
    """
    return f'"{_IN_QUOTES.sub(_in_quotes, text)}"'


def as_token(text: str) -> str:
    """Return ``text`` as one XML token, for attributes that take only tokens; it may be empty.

    >>> as_token("inline mark")
    'inline-mark'
    """
    return _NOT_TOKEN.sub("-", text).strip("-")


def declarations(*parts: str) -> str:
    """Return the declaration of the characters that ``parts``, already XML, refer to."""
    names = sorted({name for part in parts for name in _GLYPH.findall(part)})
    if not names:
        return ""
    chars = "".join(
        f'<char xml:id="{name}"><localProp name="codepoint" value="U+{name[1:]}"/></char>\n'
        for name in names
    )
    return f"<charDecl>\n{chars}</charDecl>\n"


def character(reference: str) -> str | None:
    """Return the character that the ``ref`` of a ``<g>`` refers to, if ocrfix wrote it."""
    found = re.fullmatch(r"#U([0-9A-F]{4})", reference)
    return chr(int(found[1], 16)) if found else None


def _in_content(found: re.Match[str]) -> str:
    character = found[0]
    if _ABSENT_CHARACTER.match(character):
        return f'<g ref="#U{ord(character):04X}"/>'
    return _NAMED.get(character) or f"&#{ord(character)};"


def _in_quotes(found: re.Match[str]) -> str:
    character = found[0]
    if _ABSENT_CHARACTER.match(character):
        return "\ufffd"
    return _NAMED.get(character) or f"&#{ord(character)};"
