"""ALTO, versions 1 to 4: the boxes of blocks, lines and words of printed matter, as libraries keep.

The reading of a changed word before the change is stored in an ``ALTERNATIVE`` with the purpose
``ocrfix:before``. Confidences stay those of the OCR engine, and ``CS``, which says that somebody
corrected a word by hand, is not set.
"""

from __future__ import annotations

from collections.abc import Iterator

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
from ocrfix.page_xml.parse import parse_xml
from ocrfix.page_xml.source import escape
from ocrfix.pages.splice import Splice
from ocrfix.text.pages import Quad

_PURPOSE = "ocrfix:before"
_HYPHENS = "-\xad\u2010\u2011¬="
_UNITS = {"pixel": "px"}


def open_file(data: bytes) -> XmlPageFile:
    """Open an ALTO file.

    Raises:
        PageFormatError: it cannot be read.
    """
    return XmlPageFile(data, parse_xml, Alto)


class Alto:
    """The format; see :class:`ocrfix.page_xml.file.XmlFormat`."""

    def __init__(self) -> None:
        self._holders: list[Holder] = []

    def read(self, root: Element) -> list[PageElements]:
        """Return the pages of a file."""
        unit = next((e.text().strip() for e in root.iter() if e.name == "MeasurementUnit"), "pixel")
        unit = _UNITS.get(unit, unit)
        pages = []
        for page in root.iter():
            if page.name == "Page":
                blocks = list(_blocks(page))
                self._holders += [h for block in blocks for line in block for h in line]
                width, height = (number(page.attributes.get(n)) for n in ("WIDTH", "HEIGHT"))
                pages.append(PageElements(width, height, unit, blocks))
        return pages

    def splices(self, root: Element, data: bytes, revision: Revision) -> list[Splice]:
        """Return the splices that make changes."""
        wholes = self._hyphenated_words(revision)
        writer = _Writer(data, Identifiers(root, "ID"), wholes, revision)
        for holder, text in revision.texts.items():
            writer.replace(holder, text)
        for rewrite in revision.rewrites:
            writer.rewrite(rewrite)
        changed = {*revision.texts, *(h for rewrite in revision.rewrites for h in rewrite.holders)}
        for holder, whole in wholes.items():
            if holder not in changed:
                writer.set_attributes(holder.element, {"SUBS_CONTENT": whole})
        return list(writer.splices.values())

    def _hyphenated_words(self, revision: Revision) -> dict[Holder, str]:
        """Return the whole word of each changed half of a word that is divided over lines."""
        found: dict[Holder, str] = {}
        for first, second in zip(self._holders, self._holders[1:], strict=False):
            whole = first.element.attributes.get("SUBS_CONTENT")
            if (
                whole is None
                or first.element.attributes.get("SUBS_TYPE") != "HypPart1"
                or second.element.attributes.get("SUBS_TYPE") != "HypPart2"
                or not (first in revision.words or second in revision.words)
            ):
                continue
            old = _core(first.text) + _core(second.text)
            new = _core(_edge(first, revision, -1)) + _core(_edge(second, revision, 0))
            if _core(whole) == old and new:
                found[first] = found[second] = whole.replace(old, new)
        return found


def _blocks(page: Element) -> Iterator[list[list[Holder]]]:
    for block in page.iter():
        if block.name == "TextBlock":
            lines = [child for child in block.children if child.name == "TextLine"]
            yield [list(_line(line)) for line in lines]


def _line(line: Element) -> Iterator[Holder]:
    """Yield the words of a line; a hyphen at its end belongs to the last one."""
    strings = [child for child in line.children if child.name in ("String", "HYP")]
    for index, child in enumerate(strings):
        text = child.attributes.get("CONTENT", "")
        if child.name == "HYP" or not text.strip():
            continue
        after = strings[index + 1] if index + 1 < len(strings) else None
        hyphen = after if after is not None and after.name == "HYP" else None
        if hyphen is not None and not text.endswith(tuple(_HYPHENS)):
            sign = hyphen.attributes.get("CONTENT", "-").strip() or "-"
            text += "-" if sign == "\xad" else sign  # a soft hyphen is a printed one here
        else:
            hyphen = None
        stated = probability(child.attributes.get("WC"))
        confidence = confidence_now(stated, _earlier(child) or None, text)
        yield Holder(child, text, _box(child), confidence, line, hyphen)


def _box(element: Element) -> Quad:
    names = ("HPOS", "VPOS", "WIDTH", "HEIGHT")
    left, top, width, height = (number(element.attributes.get(name)) for name in names)
    return Quad.from_box(left, top, left + width, top + height)


def _core(word: str) -> str:
    """Return a word without the punctuation around it, and without a hyphen."""
    start, end = 0, len(word)
    while start < end and not word[start].isalnum():
        start += 1
    while start < end and not word[end - 1].isalnum():
        end -= 1
    return word[start:end]


def _edge(holder: Holder, revision: Revision, index: int) -> str:
    """Return the first or last word of an element after the changes."""
    words = revision.words.get(holder, holder.words)
    for rewrite in revision.rewrites:
        if holder in rewrite.holders:
            words = list(rewrite.words)
    return words[index] if words else ""


def _earlier(element: Element) -> str:
    """Return the reading of a word before it was changed for the first time, if it was."""
    for child in element.children:
        if child.name == "ALTERNATIVE" and child.attributes.get("PURPOSE") == _PURPOSE:
            return child.text()
    return ""


class _Writer:
    """Collects the splices of the changes of a file.

    Args:
        data: the source.
        ids: its identifiers.
        wholes: the whole words of halves.
        revision: the changes.
    """

    def __init__(
        self, data: bytes, ids: Identifiers, wholes: dict[Holder, str], revision: Revision
    ) -> None:
        self.splices: dict[tuple[int, int], Splice] = {}
        self._data = data
        self._ids = ids
        self._wholes = wholes
        self._words = revision.words

    def set_attributes(self, element: Element, values: dict[str, str | None]) -> None:
        """Set attributes of an element."""
        tag = with_attributes(self._data[element.start : element.open_end], values)
        self._splice(element.start, element.open_end, tag)

    def replace(self, holder: Holder, text: str) -> None:
        """Replace the text of an element, or remove it."""
        element = holder.element
        line = element.parent
        if not text and line is not None and self._has_words(line, holder):
            self._remove(element)
            if holder.hyphen is not None:
                self._remove(holder.hyphen)
            return
        values: dict[str, str | None] = {"CONTENT": self._content(holder, text)}
        if holder in self._wholes:
            values["SUBS_CONTENT"] = self._wholes[holder]
        tag = with_attributes(self._data[element.start : element.open_end], values)
        if _earlier(element):
            self._splice(element.start, element.open_end, tag)
            return
        before = self._alternative(element, " ".join(holder.words))
        if element.end == element.open_end:  # an empty element
            self._splice(element.start, element.end, _opened(tag) + before + self._closing(element))
        else:
            self._splice(element.start, element.open_end, tag)
            shape = element.first("Shape")  # which the schema wants before it
            at = shape.end if shape is not None else element.open_end
            self._splice(at, at, before)

    def rewrite(self, rewrite: Rewrite) -> None:
        """Make words of others: the first one is the model of all."""
        first, last = rewrite.holders[0], rewrite.holders[-1]
        element = first.element
        before = " ".join(_earlier(holder.element) or holder.words[0] for holder in rewrite.holders)
        boxes = divide(union([holder.quad for holder in rewrite.holders]), rewrite.words)
        parts: list[bytes] = []
        for index, (word, quad) in enumerate(zip(rewrite.words, boxes, strict=True)):
            is_last = index + 1 == len(rewrite.words)
            content = self._content(last, word) if is_last else word
            values = {"CONTENT": content, "SUBS_TYPE": None, "SUBS_CONTENT": None, "CC": None}
            values |= self._ids.derived(element, index)
            values |= _position(element, quad)
            for holder, is_there in ((first, index == 0), (last, is_last)):
                kind = holder.element.attributes.get("SUBS_TYPE")
                if is_there and kind and (kind == "HypPart1") == (holder is last and is_last):
                    whole = holder.element.attributes.get("SUBS_CONTENT")
                    values |= {"SUBS_TYPE": kind, "SUBS_CONTENT": self._wholes.get(holder, whole)}
            tag = with_attributes(self._data[element.start : element.open_end], values)
            alternative = self._alternative(element, before) if index == 0 else b""
            if index:
                parts.append(self._space(element, boxes[index - 1], quad))
            tag = _opened(tag)
            parts.append(
                tag + alternative + self._closing(element) if alternative else tag[:-1] + b"/>"
            )
        self._splice(element.start, last.element.end, b"".join(parts))

    def _content(self, holder: Holder, text: str) -> str:
        """Return the content of an element; the hyphen after it is changed, if need be."""
        hyphen = holder.hyphen
        if hyphen is None:
            return text
        sign = holder.text[len(holder.element.attributes["CONTENT"]) :]
        content = text[: -len(sign)] if text.endswith(sign) else text[:-1]
        is_divided = bool(content) and not content.endswith(tuple(_HYPHENS))
        if is_divided and text.endswith(sign):
            return content
        if is_divided and text.endswith(tuple(_HYPHENS)):
            self.set_attributes(hyphen, {"CONTENT": text[-1]})
            return content
        self._splice(hyphen.start, hyphen.end, b"")
        return text

    def _has_words(self, line: Element, holder: Holder) -> bool:
        """Whether a line has a word other than those that go."""
        gone = {h.element for h, words in self._words.items() if not words}
        return any(
            child.name == "String"
            and child is not holder.element
            and child not in gone
            and child.attributes.get("CONTENT", "").strip()
            for child in line.children
        )

    def _remove(self, element: Element) -> None:
        """Remove an element, and the space beside it."""
        self._splice(element.start, element.end, b"")
        siblings = element.parent.children if element.parent is not None else []
        index = siblings.index(element)
        for sibling in (*siblings[index + 1 : index + 2], *reversed(siblings[:index][-1:])):
            if sibling.name == "SP" and (sibling.start, sibling.end) not in self.splices:
                self._splice(sibling.start, sibling.end, b"")
                return

    def _alternative(self, element: Element, before: str) -> bytes:
        """Return the element that holds the reading before the change."""
        name = self._prefix(element) + b"ALTERNATIVE"
        return b'<%s PURPOSE="%s">%s</%s>' % (name, _PURPOSE.encode(), escape(before), name)

    def _space(self, element: Element, left: Quad, right: Quad) -> bytes:
        start, top, end = left.box[2], right.box[1], right.box[0]
        values = (coordinate(round(value)) for value in (max(end - start, 0), top, start))
        return b'<%sSP WIDTH="%s" VPOS="%s" HPOS="%s"/>' % (
            self._prefix(element),
            *(value.encode() for value in values),
        )

    def _prefix(self, element: Element) -> bytes:
        """Return the namespace prefix of an element, with its colon."""
        name = self._data[element.start + 1 : element.open_end].split(None, 1)[0].rstrip(b"/>")
        return name[: name.find(b":") + 1]

    def _closing(self, element: Element) -> bytes:
        return b"</%s%s>" % (self._prefix(element), element.name.encode())

    def _splice(self, start: int, end: int, data: bytes) -> None:
        self.splices[start, end] = Splice(start, end, data)


def _opened(tag: bytes) -> bytes:
    """Return the tag of an empty element as one that is closed later."""
    return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag


def _position(element: Element, quad: Quad) -> dict[str, str | None]:
    left, top, right, bottom = quad.box
    values = {"HPOS": left, "VPOS": top, "WIDTH": right - left, "HEIGHT": bottom - top}
    return {
        name: coordinate(round(value))
        for name, value in values.items()
        if name in element.attributes
    }
