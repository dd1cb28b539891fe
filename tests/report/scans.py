"""Scanned documents for the tests: PDFs whose pages show their text, rendered as images."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import ocrfix
from ocrfix.document import Document
from ocrfix.pipeline import get_pipeline
from ocrfix.records import Source
from ocrfix.report.scan import Scan

MEMO_PAGES = (
    (
        "SECRET",
        "",
        "MEMORANDUM FOR THE RECORD",
        "",
        "1. Tbe counsellor called on tbe Minister on Septemher 3 and asked wbether",
        "the pier at Port Ellery would be open before tbe winter.",
    ),
    (
        "RELEASED IN PART B6",
        "",
        "2. The Consul reported in Decembe that the railway was closed.",
    ),
)


def typed_pdf(pages: Sequence[Sequence[str]], size: tuple[int, int] = (612, 792)) -> bytes:
    """Return a PDF with typewritten pages."""
    import pikepdf
    from pikepdf import Dictionary, Name, Stream

    from tests.pdf.make import saved

    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Courier,
            Encoding=Name.WinAnsiEncoding,
        )
    )
    for lines in pages:
        shown = b"".join(b"(%s) Tj T*\n" % line.encode("latin-1") for line in lines)
        text = b"BT /F1 10 Tf 13 TL 72 %d Td\n%sET\n" % (size[1] - 72, shown)
        page = Dictionary(
            Type=Name.Page,
            MediaBox=[0, 0, *size],
            Resources=Dictionary(Font=Dictionary(F1=font)),
            Contents=pdf.make_indirect(Stream(pdf, text)),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return saved(pdf)


def full_pages(count: int) -> list[list[str]]:
    """Return lines of random words, as many as a page of typescript has."""
    random = Random(7)
    letters = "etaoinshrdlucmfwypvbgkqjxz"

    def word() -> str:
        return "".join(random.choice(letters[: random.randint(8, 26)]) for _ in range(5))

    return [[" ".join(word() for _ in range(12)) for _ in range(50)] for _ in range(count)]


def scanned(
    data: bytes, name: str = "memo.pdf", images: int | None = None
) -> tuple[Document, Scan]:
    """Return a cleaned document and its pages, with the images of the first ``images`` of them."""
    from ocrfix.pdf import open_file
    from ocrfix.pdf.render import render_pages
    from ocrfix.report.page_image import encode_image

    paged = open_file(data).paged
    numbers = [page.number for page in paged.pages][:images]
    rendered = zip(numbers, render_pages(data, numbers, 100), strict=True)
    made: dict[int, Any] = {number: encode_image(image) for number, image in rendered}
    document = get_pipeline(ocrfix.Config.default()).clean(
        paged.text, Source(name=name), pages=paged
    )
    return document, Scan(paged, made)
