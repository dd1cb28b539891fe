"""PAGE XML, 2013 to 2019: regions, lines and words with their polygons, as research projects keep.

A text may be stated three times, for words, lines and regions; all three are changed where they
agree. The reading of a changed word before the change becomes the second ``TextEquiv`` in files of
2019 and later, whose schema has places for several; older ones get it as ``ocrfix`` in ``custom``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocrfix.page_xml.element import Element
from ocrfix.page_xml.engine import confidence_now
from ocrfix.page_xml.file import Revision, Rewrite, XmlPageFile
from ocrfix.page_xml.ids import Identifiers
from ocrfix.page_xml.layout import (
    Holder,
    PageElements,
    divide,
    number,
    probability,
    replaced,
    union,
    with_words,
)
from ocrfix.page_xml.page_text import (
    EquivalentWriter,
    chosen_text,
    equivalents,
    text_before,
    text_of,
)
from ocrfix.page_xml.parse import parse_xml
from ocrfix.pages.splice import Splice
from ocrfix.text.pages import Quad

_REGIONS = ("TextRegion", "TableRegion")
_BLANKS = re.compile(rb"\s*")


def open_file(data: bytes) -> XmlPageFile:
    """Open a PAGE file.

    Raises:
        PageFormatError: it cannot be read.
    """
    return XmlPageFile(data, parse_xml, PageXml)


class PageXml:
    """The format; see :class:`ocrfix.page_xml.file.XmlFormat`."""

    def __init__(self) -> None:
        self._lines: dict[Element, list[Holder]] = {}

    def read(self, root: Element) -> list[PageElements]:
        """Return the pages of a file."""
        pages = []
        for page in root.children:
            if page.name == "Page":
                width = number(page.attributes.get("imageWidth"))
                height = number(page.attributes.get("imageHeight"))
                blocks = [self._block(region) for region in _regions(page)]
                pages.append(PageElements(width, height, "px", blocks))
        return pages

    def splices(self, root: Element, data: bytes, revision: Revision) -> list[Splice]:
        """Return the splices that make changes."""
        writer = EquivalentWriter(root, data)
        found: list[Splice] = []
        for holder, text in revision.texts.items():
            if text or holder.element.name != "Word":
                found += writer.replace(holder.element, text, store=True)
            else:
                found.append(_removal(holder.element, data))
        ids = Identifiers(root, "id")
        for rewrite in revision.rewrites:
            found.append(_rewrite(rewrite, writer, ids, data))
        found += self._summaries(writer, revision)
        return found

    def _block(self, region: Element) -> list[list[Holder]]:
        """Return the lines of a region, with the words of each."""
        lines = []
        for line in region.children:
            if line.name != "TextLine":
                continue
            words = [child for child in line.children if child.name == "Word"]
            holders = [_holder(word, line) for word in words]
            holders = [holder for holder in holders if holder.words] or [_holder(line, line)]
            self._lines[line] = holders
            lines.append(holders)
        return lines or [[_holder(region, None)]]

    def _summaries(self, writer: EquivalentWriter, revision: Revision) -> list[Splice]:
        """Return the splices for lines and regions that state the text of changed words again."""
        found: list[Splice] = []
        changed = {holder.line: None for holder in revision.words if holder.line is not None}
        for line in changed:
            holders = self._lines[line]
            if holders[0].element is not line:
                is_empty = not any(_words_after(holders, revision))
                found += _summary(line, holders, revision, writer, always=is_empty)
        for region in {line.parent: None for line in changed if line.parent is not None}:
            lines = [child for child in region.children if child.name == "TextLine"]
            holders = [holder for line in lines for holder in self._lines[line]]
            found += _summary(region, holders, revision, writer)
        return found


def _summary(
    element: Element,
    holders: Sequence[Holder],
    revision: Revision,
    writer: EquivalentWriter,
    always: bool = False,
) -> list[Splice]:
    """Return the splices for the text of an element that states the words of others again.

    Args:
        element: a line or a region.
        holders: the elements of its words.
        revision: the changes.
        writer: writes its text.
        always: whether to write it also if it states other words.
    """
    text = chosen_text(element)
    if text is None:
        return []
    if text.split() == [word for holder in holders for word in holder.words]:
        after = with_words(text, _words_after(holders, revision))
    elif always and text.strip():
        after = ""
    else:
        return []
    return writer.replace(element, after) if after != text else []


def _words_after(holders: Sequence[Holder], revision: Revision) -> list[str | None]:
    """Return what becomes of each word of some elements, for :func:`.layout.with_words`."""
    return [
        word
        for holder in holders
        for word in replaced(len(holder.words), revision.words.get(holder, holder.words))
    ]


def _holder(element: Element, line: Element | None) -> Holder:
    text = chosen_text(element) or ""
    confidence = None
    for equivalent in equivalents(element):  # one that ocrfix wrote states none
        confidence = probability(equivalent.attributes.get("conf"))
        if confidence is not None:
            before = text_before(element) or text_of(equivalent)
            confidence = confidence_now(confidence, before, text)
            break
    return Holder(element, text, _box(element), confidence, line)


def _regions(page: Element) -> list[Element]:
    """Return the regions of text of a page, in reading order where it states one."""
    order: dict[str, int] = {}
    if (stated := page.first("ReadingOrder")) is not None:
        _add_order(stated, order)
    regions = [element for element in page.iter() if element.name == "TextRegion"]

    def position(region: Element) -> int:
        element: Element | None = region
        while element is not None and element.name in _REGIONS:
            if (at := order.get(element.attributes.get("id", ""))) is not None:
                return at
            element = element.parent
        return len(order)

    return sorted(regions, key=position)


def _add_order(group: Element, order: dict[str, int]) -> None:
    """Add the regions of a group to the reading order; the depth of groups is bounded."""
    ordered = group.name.startswith("OrderedGroup")
    children = group.children
    if ordered:
        children = sorted(children, key=lambda child: number(child.attributes.get("index")))
    for child in children:
        if (name := child.attributes.get("regionRef")) is not None:
            order.setdefault(name, len(order))
        _add_order(child, order)


def _box(element: Element) -> Quad:
    coords = element.first("Coords")
    points: list[tuple[float, float]] = []
    if coords is not None:
        for point in coords.attributes.get("points", "").split():
            x, _, y = point.partition(",")
            points.append((number(x), number(y)))
        for child in coords.children:  # as of 2010
            points.append((number(child.attributes.get("x")), number(child.attributes.get("y"))))
    if not points:
        return Quad.from_box(0, 0, 0, 0)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Quad.from_box(min(xs), min(ys), max(xs), max(ys))


def _removal(element: Element, data: bytes) -> Splice:
    blanks = _BLANKS.match(data, element.end)
    return Splice(element.start, blanks.end() if blanks else element.end, b"")


def _rewrite(rewrite: Rewrite, writer: EquivalentWriter, ids: Identifiers, data: bytes) -> Splice:
    """Return the splice that makes words of others: the first one is the model of all."""
    elements = [holder.element for holder in rewrite.holders]
    boxes = divide(union([holder.quad for holder in rewrite.holders]), rewrite.words)
    before = " ".join(
        writer.earlier(holder.element) or holder.words[0] for holder in rewrite.holders
    )
    gap = _BLANKS.match(data, elements[0].end)
    parts = [
        writer.word(
            elements[0], word, _points(quad), ids.derived(elements[0], k), "" if k else before
        )
        for k, (word, quad) in enumerate(zip(rewrite.words, boxes, strict=True))
    ]
    return Splice(elements[0].start, elements[-1].end, (gap[0] if gap else b"").join(parts))


def _points(quad: Quad) -> str:
    left, top, right, bottom = (max(round(value), 0) for value in quad.box)
    return f"{left},{top} {right},{top} {right},{bottom} {left},{bottom}"
