"""PDF files with a hidden text layer, read and corrected in the content streams.

Libraries for PDF are an extra (``ocrfix[pdf]``), imported when the first file is opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocrfix.pages.file import PageFormatError

if TYPE_CHECKING:
    from ocrfix.pdf.file import PdfFile


def open_file(data: bytes, password: str | None = None) -> PdfFile:
    """Return an open PDF.

    Args:
        data: the file.
        password: opens an encrypted one: that of its user or its owner.

    Raises:
        PageFormatError: it cannot be read, or has no text that can be; or the libraries for PDF
            are not installed.
    """
    try:
        from ocrfix.pdf.file import PdfFile
    except ImportError as error:
        raise PageFormatError(
            f"reading PDFs needs {error.name or 'a library'}, which is not installed",
            "install it: pip install 'ocrfix[pdf]'",
        ) from error
    return PdfFile(data, password)
