"""hOCR: HTML with the boxes of pages, lines and words in ``title``.

The reading of a changed word before the change is stored in ``data-ocrfix-before``. Alternatives of
the hOCR standard (``ins``, ``del``) are not used: programs read both as text.
"""

from __future__ import annotations

import re

from ocrfix.page_xml.element import Element, with_attributes
from ocrfix.page_xml.engine import confidence_now
from ocrfix.page_xml.file import Revision, Rewrite, XmlPageFile
from ocrfix.page_xml.ids import Identifiers
from ocrfix.page_xml.layout import (
    Holder,
    PageElements,
    coordinate,
    divide,
    number,
    probability,
    union,
)
from ocrfix.page_xml.parse import parse_html, parse_xml
from ocrfix.page_xml.source import escape
from ocrfix.pages.file import PageFormatError
from ocrfix.pages.splice import Splice
from ocrfix.text.pages import Quad

_BLOCKS = frozenset(("ocr_carea", "ocr_par"))
_LINES = frozenset(
    ("ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat")
)
_WORDS = frozenset(("ocrx_word", "ocr_word"))
_BEFORE = "data-ocrfix-before"
_NUMBER = r"\s+(-?[0-9.]+)"
_BBOX = re.compile(rf"\bbbox{_NUMBER * 4}")
_CONFIDENCE = re.compile(r"\bx_wconf\s+([0-9.]+)")
_BLANKS = re.compile(rb"\s*")


def open_file(data: bytes) -> XmlPageFile:
    """Open an hOCR file.

    Raises:
        PageFormatError: it cannot be read.
    """
    return XmlPageFile(data, _parse, Hocr)


def _parse(data: bytes) -> Element:
    """Return the tree of a file, which may be XHTML or HTML."""
    try:
        return parse_xml(data)
    except PageFormatError as error:
        if not error.problem.startswith("broken XML"):
            raise
        return parse_html(data)


class Hocr:
    """The format; see :class:`ocrfix.page_xml.file.XmlFormat`."""

    def read(self, root: Element) -> list[PageElements]:
        """Return the pages of a file."""
        pages = [element for element in root.iter() if "ocr_page" in _classes(element)]
        return [_page(page) for page in pages or [root]]

    def splices(self, root: Element, data: bytes, revision: Revision) -> list[Splice]:
        """Return the splices that make changes."""
        ids = Identifiers(root, "id")
        found: list[Splice] = []
        for holder, text in revision.texts.items():
            if text or not _WORDS & _classes(holder.element):
                found += _replace(holder, text, data)
            else:
                found.append(_removal(holder.element, data))
        for rewrite in revision.rewrites:
            if all(h.element.parent is rewrite.holders[0].element.parent for h in rewrite.holders):
                found.append(_rewrite(rewrite, data, ids))
                continue
            first, *others = rewrite.holders
            found += _replace(first, " ".join(rewrite.words), data)
            found += [_removal(holder.element, data) for holder in others]
        return found


def _page(page: Element) -> PageElements:
    blocks: list[list[list[Holder]]] = [[]]
    line: Element | None = None
    for element in page.iter():
        classes = _classes(element)
        if classes & _BLOCKS:
            blocks.append([])
        elif classes & _LINES:
            blocks[-1].append([])
            line = element
            if not any(_WORDS & _classes(inner) for inner in element.iter()):
                blocks[-1][-1].append(_holder(element, line))
        elif classes & _WORDS:
            if not blocks[-1]:
                blocks[-1].append([])
            blocks[-1][-1].append(_holder(element, line or element.parent))
    left, top, right, bottom = _box(page, None).box
    return PageElements(right - left, bottom - top, "px", blocks)


def _holder(element: Element, line: Element | None) -> Holder:
    found = _CONFIDENCE.search(element.attributes.get("title", ""))
    confidence = probability(found[1], 100) if found else None
    text = element.text()
    confidence = confidence_now(confidence, element.attributes.get(_BEFORE), text)
    return Holder(element, text, _box(element, line), confidence, line)


def _classes(element: Element) -> frozenset[str]:
    value = element.attributes.get("class")
    return frozenset(value.split()) if value else frozenset()


def _box(element: Element, line: Element | None) -> Quad:
    found = _BBOX.search(element.attributes.get("title", ""))
    if found is None:
        return _box(line, None) if line is not None else Quad.from_box(0, 0, 0, 0)
    return Quad.from_box(*(number(value) for value in found.groups()))


def _replace(holder: Holder, text: str, data: bytes) -> list[Splice]:
    """Return the splices that replace the text of an element, within its inner markup."""
    element, inner = holder.element, _innermost(holder.element)
    splices = [Splice(inner.open_end, inner.close_start, escape(text))]
    if _BEFORE not in element.attributes:
        tag = data[element.start : element.open_end]
        tag = with_attributes(tag, {_BEFORE: " ".join(holder.words)})
        splices.append(Splice(element.start, element.open_end, tag))
    return splices


def _removal(element: Element, data: bytes) -> Splice:
    end = element.end
    if data[element.start - 1 : element.start].isspace():
        blanks = _BLANKS.match(data, end)
        end = blanks.end() if blanks else end
    return Splice(element.start, end, b"")


def _rewrite(rewrite: Rewrite, data: bytes, ids: Identifiers) -> Splice:
    """Return the splice that makes words of others: the first one is the model of all."""
    element = rewrite.holders[0].element
    inner = _innermost(element)
    boxes = divide(union([holder.quad for holder in rewrite.holders]), rewrite.words)
    before = " ".join(
        holder.element.attributes.get(_BEFORE) or holder.words[0] for holder in rewrite.holders
    )
    made = []
    for index, (word, quad) in enumerate(zip(rewrite.words, boxes, strict=True)):
        values = ids.derived(element, index)
        title = element.attributes.get("title", "")
        if _BBOX.search(title):
            bbox = "bbox " + " ".join(coordinate(round(value)) for value in quad.box)
            values["title"] = _BBOX.sub(bbox, title, count=1)
        values[_BEFORE] = before if index == 0 else None
        made.append(
            with_attributes(data[element.start : element.open_end], values)
            + data[element.open_end : inner.open_end]
            + escape(word)
            + data[inner.close_start : element.end]
        )
    return Splice(element.start, rewrite.holders[-1].element.end, b" ".join(made))


def _innermost(element: Element) -> Element:
    """Return the element in it that holds its text, such as the ``strong`` of a bold word."""
    while True:
        children = element.children
        texts = [part for part in element.content if isinstance(part, str) and part.strip()]
        if len(children) != 1 or texts or not children[0].text().strip():
            return element
        element = children[0]
