"""Other readers of PDFs: what Poppler, PDFium and qpdf make of a file."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest
from pypdfium2 import raw

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the upper left."""

_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed"
)
needs_qpdf = pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")


class SeenText(NamedTuple):
    """A letter or word that another reader sees."""

    text: str
    box: Box


def poppler_words(path: Path) -> list[list[SeenText]]:
    """Return the words of each page, as pdftotext finds them."""
    command = ["pdftotext", "-bbox", str(path), "-"]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pages = []
    for page in output.split("<page ")[1:]:
        found = []
        for match in _WORD.finditer(page):
            left, top, right, bottom = (float(match[at]) for at in range(1, 5))
            found.append(SeenText(html.unescape(match[5]), (left, top, right, bottom)))
        pages.append(found)
    return pages


def pdfium_letters(data: bytes) -> list[list[SeenText]]:
    """Return the letters of each page, as PDFium finds them, without the blanks it adds.

    Their boxes are in default user space.
    """
    pages = []
    pdf = pypdfium2.PdfDocument(data)
    rectangle = raw.FS_RECTF()
    for page in pdf:
        text = page.get_textpage()
        found = []
        for index in range(text.count_chars()):
            letter = chr(raw.FPDFText_GetUnicode(text, index))
            if raw.FPDFText_IsGenerated(text, index) == 1 or letter.isspace():
                continue
            raw.FPDFText_GetLooseCharBox(text, index, rectangle)
            box = (rectangle.left, rectangle.top, rectangle.right, rectangle.bottom)
            found.append(SeenText(letter, box))
        text.close()
        page.close()
        pages.append(found)
    pdf.close()
    return pages


def pixels(data: bytes, scale: float = 1.0, annotations: bool = True) -> list[bytes]:
    """Return how each page looks."""
    pdf = pypdfium2.PdfDocument(data)
    found = [
        bytes(page.render(scale=scale, may_draw_forms=annotations, draw_annots=annotations).buffer)
        for page in pdf
    ]
    pdf.close()
    return found


def qpdf_problems(path: Path) -> str:
    """Return what qpdf finds wrong with a file; nothing if it is sound."""
    done: Any = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def missing(letters: list[SeenText], others: list[SeenText]) -> list[SeenText]:
    """Return the letters that are not among others, in the same place.

    PDFium orders the letters of turned pages in its own way.
    """
    return [
        letter
        for letter in letters
        if not any(
            letter.text == other.text and letter.box == pytest.approx(other.box, abs=0.01)
            for other in others
        )
    ]
