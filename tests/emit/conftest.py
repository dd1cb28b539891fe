"""Documents to render."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from ocrfix.document import Document
from ocrfix.edits import Edit, apply, with_clean_offsets
from ocrfix.records import Marker

Marked = Callable[..., Document]


@pytest.fixture
def marked() -> Marked:
    """Return a function that builds a document from text with markers: ``{stamp:DEC 14}``."""

    def marked(text: str, code: str | None = None) -> Document:
        clean, markers = "", []
        for plain, type, inner in re.findall(r"([^{]*)(?:\{(\w+):([^}]*)\})?", text):
            clean += plain
            if type:
                start, end = len(clean), len(clean) + len(inner)
                markers.append(
                    Marker(
                        start=start,
                        end=end,
                        clean_start=start,
                        clean_end=end,
                        type=type,
                        text=inner,
                        code="FOIA:b1" if type == "exemption" else None,
                    )
                )
                clean += inner
        return Document(original=clean, clean=clean, markers=tuple(markers))

    return marked


@pytest.fixture
def corrected() -> Callable[[str, str, str], Document]:
    """Return a function that builds a document from a text by replacing a pattern."""

    def corrected(text: str, pattern: str, after: str) -> Document:
        edits = with_clean_offsets(
            [
                Edit(
                    start=found.start(),
                    end=found.end(),
                    before=found[0],
                    after=after,
                    kind="misread",
                    confidence=1.0,
                    reason="so",
                )
                for found in re.finditer(pattern, text)
            ]
        )
        return Document(original=text, clean=apply(text, edits), edits=edits)

    return corrected
