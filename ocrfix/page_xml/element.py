"""Element: an element of an XML or HTML file, and the places of its tags."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ocrfix.page_xml.source import escape
from ocrfix.pages.file import PageFormatError

MAX_ELEMENTS = 1_000_000
"""More elements than a volume of 600 pages has; each takes some 700 bytes of memory."""
MAX_DEPTH = 200

TAG_END = re.compile(rb"""(?:[^"'>]|"[^"]*"|'[^']*')*+>""")
"""The rest of a tag, after its ``<``."""
_NAME = re.compile(rb"<\s*([^\s/>]+)")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")


class Element:
    """An element.

    Attributes:
        name: its name, without a prefix.
        attributes: its attributes, with any prefixes.
        start: where its opening tag begins, in bytes of the UTF-8 source.
        open_end: where its opening tag ends.
        close_start: where its closing tag begins; the end, if it has none.
        end: where it ends.
        parent: the element around it.
        content: the elements and the text in it, in order.
    """

    __slots__ = (
        "attributes", "close_start", "content", "end", "name", "open_end", "parent", "start",
    )  # fmt: skip

    def __init__(
        self, name: str, attributes: dict[str, str], start: int, parent: Element | None
    ) -> None:
        self.name = name
        self.attributes = attributes
        self.start = start
        self.open_end = self.close_start = self.end = start
        self.parent = parent
        self.content: list[Element | str] = []

    @property
    def children(self) -> list[Element]:
        """The elements in it."""
        return [part for part in self.content if isinstance(part, Element)]

    def iter(self) -> Iterator[Element]:
        """Yield the element, and all those in it, in order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack += reversed(element.children)

    def text(self) -> str:
        """Return the text in it, and in the elements in it."""
        return "".join(
            part if isinstance(part, str) else part.text() for part in self.content
        )  # recursion is bounded by MAX_DEPTH

    def first(self, name: str) -> Element | None:
        """Return its first child of a name."""
        return next((child for child in self.children if child.name == name), None)


class TreeBuilder:
    """Builds the tree of a file from the events of a parser."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[Element] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str], start: int, open_end: int) -> None:
        """Open an element.

        Raises:
            PageFormatError: too many elements, or nested too deep.
        """
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise PageFormatError(f"more than {MAX_ELEMENTS:,} elements", "split it into pages")
        if len(self.open) >= MAX_DEPTH:
            raise PageFormatError("elements nested too deep", "check how it was made")
        element = Element(name, attributes, start, self.open[-1] if self.open else None)
        element.open_end = open_end
        if self.open:
            self.open[-1].content.append(element)
        elif self.root is None:
            self.root = element
        self.open.append(element)

    def end(self, close_start: int, end: int) -> None:
        """Close the last element that is open."""
        element = self.open.pop()
        element.close_start, element.end = close_start, end

    def text(self, text: str) -> None:
        """Add text to the last element that is open."""
        if self.open:
            self.open[-1].content.append(text)


def tag_attributes(tag: bytes) -> dict[str, str]:
    """Return the attributes of an opening tag; the first of a name counts.

    >>> tag_attributes(b"<p class='ocr_par' title=caf&eacute;>")
    {'class': 'ocr_par', 'title': 'café'}
    """
    found: dict[str, str] = {}
    for match in _attributes(tag):
        value = match[2] or b""
        value = value[1:-1] if value[:1] in (b'"', b"'") else value
        text = html.unescape(value.decode("utf-8"))
        found.setdefault(match[1].decode("utf-8"), text)
    return found


def with_attributes(tag: bytes, values: dict[str, str | None]) -> bytes:
    r"""Return an opening tag with other values of attributes.

    Args:
        tag: the tag.
        values: the values by name; ``None`` removes an attribute. A new one comes last.

    >>> with_attributes(b"<String ID='a' CC='09'/>", {"ID": "b", "CC": None, "WC": "1"})
    b'<String ID=\'b\' WC="1"/>'
    """
    parts: list[bytes] = []
    at = 0
    missing = dict(values)
    for match in _attributes(tag):
        name = match[1].decode("utf-8")
        if name not in missing:
            continue
        value = missing.pop(name)
        start = match.start() if value is None else match.end(1)
        parts.append(tag[at:start])
        if value is not None:
            quote = b"'" if (match[2] or b"").startswith(b"'") else b'"'
            parts.append(b"=" + quote + escape(value, quote) + quote)
        at = match.end()
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    tail = tag[at:end]
    body = tail.rstrip()
    parts.append(body)
    parts += [
        b" " + name.encode("utf-8") + b'="' + escape(value, b'"') + b'"'
        for name, value in missing.items()
        if value is not None
    ]
    parts += (tail[len(body) :], tag[end:])
    return b"".join(parts)


def _attributes(tag: bytes) -> Iterator[re.Match[bytes]]:
    name = _NAME.match(tag)
    at = name.end() if name else len(tag)
    while match := _ATTRIBUTE.match(tag, at):
        yield match
        at = match.end()
