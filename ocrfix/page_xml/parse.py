"""Parsing of XML with the standard library's expat, and of HTML that is not XML."""

from __future__ import annotations

import html
import re
from typing import Any
from xml.parsers import expat

from ocrfix.page_xml.element import TAG_END, Element, TreeBuilder, tag_attributes
from ocrfix.pages.file import PageFormatError

_NAMED_REFERENCE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]*;")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
"""Elements of HTML that have no closing tag."""
_CLOSES_PARAGRAPH = frozenset(
    ("p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "hr", "pre", "section")
)
_OPENING = re.compile(rb"<(/?)([A-Za-z][^\s/>]*)")


def parse_xml(data: bytes) -> Element:
    """Return the tree of an XML file.

    References to entities that only a document type defines are read as those of HTML: expat does
    not read document types, and would drop them silently.

    Args:
        data: the file, in UTF-8, whatever encoding it declares.

    Raises:
        PageFormatError: not well-formed, with entities of its own, or too large.

    >>> parse_xml(b"<a><b c='1'>x</b></a>").children[0].text()
    'x'
    """
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    tree = TreeBuilder()

    def start(name: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        found = TAG_END.match(data, at + 1)
        end = found.end() if found else len(data)
        if b"&" in data[at:end] and _NAMED_REFERENCE.search(data, at, end):
            attributes = tag_attributes(data[at:end])
        tree.start(_local(name), attributes, at, end)

    def end(name: str) -> None:
        element = tree.open[-1]
        at = parser.CurrentByteIndex
        if at <= element.start or data[element.open_end - 2 : element.open_end] == b"/>":
            tree.end(element.open_end, element.open_end)
        else:
            tree.end(at, data.index(b">", at) + 1)

    def skipped(name: str, is_parameter: bool) -> None:
        text = html.unescape(f"&{name};")
        if not is_parameter and text.startswith("&"):
            raise PageFormatError(f"an entity that is not known: &{name};", "write the character")
        if not is_parameter:
            tree.text(text)

    def declared(*_: Any) -> None:
        raise PageFormatError("entities of its own", "expand them with an XML editor")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = tree.text
    parser.SkippedEntityHandler = skipped
    parser.EntityDeclHandler = declared
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        problem = f"broken XML in line {error.lineno}: {expat.ErrorString(error.code)}"
        raise PageFormatError(problem, "make it again") from error
    assert tree.root is not None  # a file without an element is not well-formed
    return tree.root


def parse_html(data: bytes) -> Element:
    """Return the tree of an HTML file: names in lower case, unclosed elements closed.

    Raises:
        PageFormatError: a tag without an end, or too large.

    >>> [child.name for child in parse_html(b"<DIV><p>a<p>b<br>c</DIV>").children]
    ['p', 'p']
    """
    tree = TreeBuilder()
    tree.start("#document", {}, 0, 0)
    at = 0
    while (found := data.find(b"<", at)) >= 0:
        _add_text(tree, data[at:found])
        at = _markup(tree, data, found)
    _add_text(tree, data[at:])
    while tree.open:
        tree.end(len(data), len(data))
    assert tree.root is not None
    roots = tree.root.children
    return roots[0] if len(roots) == 1 else tree.root


def _markup(tree: TreeBuilder, data: bytes, at: int) -> int:
    """Add the tag at a place, and return where it ends."""
    if data.startswith(b"<!--", at):
        return _after(data, b"-->", at + 4)
    if data.startswith((b"<!", b"<?"), at):
        return _after(data, b">", at)
    tag = _OPENING.match(data, at)
    if tag is None:
        tree.text("<")
        return at + 1
    end = TAG_END.match(data, at + 1)
    if end is None:
        raise PageFormatError("a tag without an end", "check how it was made")
    name = tag[2].decode("utf-8").lower()
    if tag[1]:
        _close(tree, name, at, end.end())
        return end.end()
    if name in _CLOSES_PARAGRAPH and tree.open[-1].name == "p":
        tree.end(at, at)
    attributes = {k.lower(): v for k, v in tag_attributes(data[at : end.end()]).items()}
    tree.start(name, attributes, at, end.end())
    if name in _VOID or data.endswith(b"/>", at, end.end()):
        tree.end(end.end(), end.end())
    elif name in ("script", "style"):
        close = data.find(b"</" + tag[2], end.end())
        return close if close >= 0 else len(data)
    return end.end()


def _close(tree: TreeBuilder, name: str, at: int, end: int) -> None:
    """Close an element, and those in it that are still open; ignore a tag that closes nothing."""
    if any(element.name == name for element in tree.open[1:]):
        while tree.open[-1].name != name:
            tree.end(at, at)
        tree.end(at, end)


def _add_text(tree: TreeBuilder, text: bytes) -> None:
    if text:
        tree.text(html.unescape(text.decode("utf-8")))


def _after(data: bytes, what: bytes, at: int) -> int:
    found = data.find(what, at)
    return found + len(what) if found >= 0 else len(data)


def _local(name: str) -> str:
    return name.rpartition(":")[2]
