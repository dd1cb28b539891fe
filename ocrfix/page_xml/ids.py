"""Identifiers of elements that are made of others."""

from __future__ import annotations

from ocrfix.page_xml.element import Element


class Identifiers:
    """The identifiers of a file.

    Args:
        root: the file.
        attribute: the attribute that holds them.
    """

    def __init__(self, root: Element, attribute: str) -> None:
        self.attribute = attribute
        self._used = {e.attributes[attribute] for e in root.iter() if attribute in e.attributes}

    def derived(self, element: Element, number: int) -> dict[str, str | None]:
        """Return the identifier of a part of an element, as an attribute, if the element has one.

        Args:
            element: the element.
            number: the number of the part; the first one, 0, keeps the identifier.
        """
        base = element.attributes.get(self.attribute)
        if base is None or number == 0:
            return {}
        name = f"{base}_{number}"
        while name in self._used:
            name += "x"
        self._used.add(name)
        return {self.attribute: name}
