"""Texts of PAGE XML: the ``TextEquiv`` elements of a word, a line or a region."""

from __future__ import annotations

import re

from ocrfix.page_xml.element import Element, with_attributes
from ocrfix.page_xml.source import escape
from ocrfix.pages.splice import Splice

_DETAILS = "ocrfix"
_FIRST_YEAR = 2019
"""The schema of that year has several ``TextEquiv`` of one element, and says what each one is."""
_YEAR = re.compile(rb"PAGE/gts/pagecontent/(20[0-9]{2})-")
_CUSTOM = re.compile(r"ocrfix \{before:([^;}]*);\}")


def chosen_text(element: Element) -> str | None:
    """Return the text of an element: that of the lowest index, else the first; ``None`` if none."""
    for equivalent in equivalents(element):
        if (text := text_of(equivalent)) is not None:
            return text
    return None


def text_of(equivalent: Element) -> str | None:
    """Return the text of a ``TextEquiv``, ``None`` if it has none."""
    for name in ("Unicode", "PlainText"):
        if (found := equivalent.first(name)) is not None:
            return found.text()
    return None


def text_before(element: Element) -> str | None:
    """Return the text of an element before its change, if a file of an older schema has it."""
    found = _CUSTOM.search(element.attributes.get("custom", ""))
    return found[1] if found else None


def equivalents(element: Element) -> list[Element]:
    """Return the ``TextEquiv`` elements of an element, that of the lowest index first."""
    found = [child for child in element.children if child.name == "TextEquiv"]
    return sorted(found, key=_index)


def _index(equivalent: Element) -> int:
    try:
        return int(equivalent.attributes.get("index", "0"))
    except ValueError:
        return 0


class EquivalentWriter:
    """Writes texts of elements, and stores those before.

    Args:
        root: the file.
        data: its source.
    """

    def __init__(self, root: Element, data: bytes) -> None:
        self._data = data
        year = _YEAR.search(data, root.start, root.open_end)
        self._has_several = year is not None and int(year[1]) >= _FIRST_YEAR
        name = data[root.start + 1 : root.open_end].split(None, 1)[0]
        self._prefix = name[: name.find(b":") + 1]

    def replace(self, element: Element, text: str, store: bool = False) -> list[Splice]:
        """Return the splices that replace the text of an element.

        Args:
            element: the element.
            text: its new text.
            store: whether to store the text before in any file; otherwise, only where it has a
                place for several.
        """
        found = equivalents(element)
        first = found[0]
        if self._has_several and first.attributes.get("dataTypeDetails") != _DETAILS:
            new = self._new(text)
            splices = [Splice(first.start, first.start, new)]
            for position, other in enumerate(found, 1):
                splices.append(self._tag(other, {"index": str(position)}))
            return splices
        splices = [
            self._content(child, text)
            for child in first.children
            if child.name in ("Unicode", "PlainText")
        ]
        if store and not self._has_several and not self.earlier(element):
            before = " ".join((chosen_text(element) or "").split())
            splices.append(self._tag(element, self._custom(element, before)))
        return splices

    def word(
        self,
        model: Element,
        text: str,
        points: str,
        values: dict[str, str | None],
        before: str,
    ) -> bytes:
        """Return a word like another one.

        Args:
            model: the other one.
            text: its text.
            points: the corners of its box.
            values: its other attributes.
            before: the reading before the change; nothing if another word has it.
        """
        prefix = self._prefix
        if not self._has_several:
            custom = self._custom(model, before) if before else {"custom": None}
            values = {**values, **custom}
        opening = with_attributes(self._data[model.start : model.open_end], values)
        parts = [opening, b'<%sCoords points="%s"/>' % (prefix, points.encode())]
        if self._has_several:
            parts.append(self._new(text))
            if before:
                parts.append(self._equivalent(before, b' index="1"'))
        else:
            parts.append(self._equivalent(text, b""))
        parts += [
            self._data[child.start : child.end]
            for child in model.children
            if child.name == "TextStyle"
        ]
        parts.append(self._data[model.close_start : model.end])
        return b"".join(parts)

    def earlier(self, element: Element) -> str:
        """Return the text of a word before it was changed for the first time, if it was."""
        if not self._has_several:
            found = _CUSTOM.search(element.attributes.get("custom", ""))
            return _unescaped(found[1]) if found else ""
        stated = equivalents(element)
        if len(stated) < 2 or stated[0].attributes.get("dataTypeDetails") != _DETAILS:
            return ""
        unicode = stated[1].first("Unicode")
        return unicode.text() if unicode is not None else ""

    def _new(self, text: str) -> bytes:
        details = f' index="0" dataType="other" dataTypeDetails="{_DETAILS}"'
        return self._equivalent(text, details.encode())

    def _equivalent(self, text: str, attributes: bytes) -> bytes:
        prefix = self._prefix
        return b"<%sTextEquiv%s><%sUnicode>%s</%sUnicode></%sTextEquiv>" % (
            prefix,
            attributes,
            prefix,
            escape(text),
            prefix,
            prefix,
        )

    def _tag(self, element: Element, values: dict[str, str | None]) -> Splice:
        tag = with_attributes(self._data[element.start : element.open_end], values)
        return Splice(element.start, element.open_end, tag)

    def _content(self, element: Element, text: str) -> Splice:
        if element.open_end < element.end:
            return Splice(element.open_end, element.close_start, escape(text))
        name = self._data[element.start + 1 : element.end].split(None, 1)[0].rstrip(b"/>")
        return Splice(element.start, element.end, b"<%s>%s</%s>" % (name, escape(text), name))

    def _custom(self, element: Element, before: str) -> dict[str, str | None]:
        """Return ``custom`` with the reading before the change, in the syntax of Transkribus."""
        stated = _CUSTOM.sub("", element.attributes.get("custom", "")).strip()
        return {"custom": f"{stated} ocrfix {{before:{_escaped(before)};}}".strip()}


def _escaped(text: str) -> str:
    return re.sub(r"[\\;{}]", lambda match: f"\\u{ord(match[0]):04x}", text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
