r"""Text as XML 1.0 can hold it.

XML 1.0 has no place for most control characters, not even as a reference, nor for surrogates,
U+FFFE and U+FFFF (section 2.2). Each becomes an empty ``<g ref="#U000C"/>``, which the header
declares (TEI Guidelines, chapter 5). A carriage return would be read as a line feed (section 2.11),
so it is a reference; and so are signs that turn the direction of writing, or end lines for some
programs: the file reads as it is.
"""

from __future__ import annotations

import re

NAMESPACE = "http://www.tei-c.org/ns/1.0"

_ABSENT = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
_REFERRED = "[\r\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_IN_CONTENT = re.compile(f"[&<>]|{_REFERRED}|{_ABSENT}")
_IN_QUOTES = re.compile(f'[&<>"\t\n]|{_REFERRED}|{_ABSENT}')
_ABSENT_SIGN = re.compile(_ABSENT)
_GLYPH = re.compile(r'<g ref="#(U[0-9A-F]{4})"/>')
_NO_WORD = re.compile(r"[^!-~]+")


def written(text: str) -> str:
    r"""Return ``text`` as the content of an element.

    >>> written("a < b\f]]>")
    'a &lt; b<g ref="#U000C"/>]]&gt;'
    """
    return _IN_CONTENT.sub(_in_content, text)


def quoted(text: str) -> str:
    """Return ``text`` as the value of an attribute, in its quotes.

    No attribute can hold what XML cannot; there it is U+FFFD, so nothing exact goes in one.

    >>> quoted('a "b"')
    '"a &quot;b&quot;"'
    """
    return f'"{_IN_QUOTES.sub(_in_quotes, text)}"'


def word(text: str) -> str:
    """Return ``text`` as one word, for attributes that take only such; maybe an empty one.

    >>> word("inline mark")
    'inline-mark'
    """
    return _NO_WORD.sub("-", text).strip("-")


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
    """Return the character that the ``ref`` of a ``<g>`` refers to, if it is one of ours."""
    found = re.fullmatch(r"#U([0-9A-F]{4})", reference)
    return chr(int(found[1], 16)) if found else None


def _in_content(found: re.Match[str]) -> str:
    sign = found[0]
    if _ABSENT_SIGN.match(sign):
        return f'<g ref="#U{ord(sign):04X}"/>'
    return _NAMED.get(sign) or f"&#{ord(sign)};"


def _in_quotes(found: re.Match[str]) -> str:
    sign = found[0]
    if _ABSENT_SIGN.match(sign):
        return "\ufffd"
    return _NAMED.get(sign) or f"&#{ord(sign)};"
