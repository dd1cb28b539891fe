"""Rendering of the pages of a PDF as images."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import sqrt

import pypdfium2

from ocrfix.pages.file import PageFormatError
from ocrfix.pages.image import GrayImage

_POINTS_PER_INCH = 72  # the unit of PDF

_MAX_PIXELS = 4_000_000
"""Of an image: a page of 20 by 20 inches at 100 dots per inch. A larger page is scaled down."""


def render_pages(
    data: bytes, numbers: Iterable[int], dpi: int, password: str | None = None
) -> Iterator[GrayImage]:
    """Yield images of pages, as they are displayed.

    Args:
        data: the PDF.
        numbers: the numbers of the pages, from 1.
        dpi: the resolution, in dots per inch.
        password: opens an encrypted PDF.

    Raises:
        PageFormatError: PDFium cannot render it.
    """
    try:
        with pypdfium2.PdfDocument(data, password=password) as pdf:
            for number in numbers:
                yield _render(pdf, number - 1, dpi)
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise PageFormatError("its pages cannot be rendered", "leave out their images") from error


def _render(pdf: pypdfium2.PdfDocument, index: int, dpi: int) -> GrayImage:
    page = pdf[index]
    width, height = page.get_size()
    scale = dpi / _POINTS_PER_INCH
    scale = min(scale, sqrt(_MAX_PIXELS / max(width * height, 1.0)))
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    image = GrayImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    bitmap.close()
    page.close()
    return image
