"""OCR engine of a file: its name, and its confidence in words that were changed since."""

from __future__ import annotations

from ocrfix.page_xml.element import Element

_STEPS = ("ocrProcessingStep", "Processing")
"""The steps of ALTO that name their software: that of versions 1 to 3, and that of version 4."""


def engine_of(root: Element) -> str:
    """Return the name of the OCR engine, as a file states it; empty if it does not.

    hOCR has it in a ``meta`` element, ALTO in its processing steps, and PAGE as its creator.
    """
    for element in root.iter():
        if element.name == "meta" and element.attributes.get("name") == "ocr-system":
            return element.attributes.get("content", "").strip()
        if element.name in _STEPS and (name := _text_of(element, "softwareName")):
            return f"{name} {_text_of(element, 'softwareVersion')}".strip()
        if element.name == "Creator":
            return element.text().strip()
    return ""


def _text_of(element: Element, name: str) -> str:
    return next((e.text().strip() for e in element.iter() if e.name == name), "")


def confidence_now(confidence: float | None, before: str | None, text: str) -> float | None:
    """Return the engine's confidence in a word that ocrfix may have changed.

    Args:
        confidence: the confidence that the file states.
        before: the word as the engine read it, if it was changed.
        text: the word.

    Returns:
        ``None`` if its letters or digits are others than those that the engine was confident of.

    >>> confidence_now(0.4, "tbe", "the"), confidence_now(0.4, "end,", "end.")
    (None, 0.4)
    """
    if before is None or (" " not in before and _letters(before) == _letters(text)):
        return confidence
    return None


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
