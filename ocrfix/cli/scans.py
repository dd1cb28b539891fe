"""Scans for the page of report and review: the pages of documents whose files are at hand."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ocrfix.cli.streams import print_message

if TYPE_CHECKING:
    from pathlib import Path

    from ocrfix.document import Document
    from ocrfix.read.files import InputText
    from ocrfix.report.page_image import EncodedImage
    from ocrfix.report.scan import Scan
    from ocrfix.text.pages import PagedText

DEFAULT_PAGES = 100
"""Page images in a report by default: four to seven megabytes, which browsers open at once."""

_DPI = 100
"""The least resolution at which typescript can be read with ease."""


class _NotAtHand(Exception):
    """Pages that cannot be shown; the text is the reason."""


class ScanLoader:
    """Loads the pages of documents, with images of as many as the report may have.

    Args:
        limit: the number of images; if 0, no pages are shown; if ``None``,
            :data:`DEFAULT_PAGES`.
        max_bytes: the largest file that is read.
        folder: where the images of pages are that are not in the files themselves.

    Attributes:
        opened: the input read last, whose file need not be read again.
    """

    def __init__(self, limit: int | None, max_bytes: int, folder: Path | None = None) -> None:
        self._limit = DEFAULT_PAGES if limit is None else max(limit, 0)
        self._max_bytes = max_bytes
        self._folder = folder
        self.opened: InputText | None = None
        self._shown = 0
        self._left_out = 0

    def load(self, document: Document, path: str) -> Scan | None:
        """Return the pages of a document, or say in a line why they are not shown.

        Args:
            document: the document; ``None`` is returned at once if it is that of a text.
            path: the input that it was read from: its file, or its record.
        """
        from ocrfix.report.scan import Scan

        format = document.source.format
        if not isinstance(format, str) or self._limit == 0:
            return None
        try:
            data, paged = self._file(document, path, format)
            if format == "pdf":
                images = self._rendered(document, paged, data)
            else:
                images = self._from_folder(document, paged)
        except _NotAtHand as error:
            print_message(f"{document.source.name}: its pages are not shown: {error}")
            return None
        return Scan(paged, images)

    def report_left_out(self) -> None:
        """Say in a line how many pages are without their image, if there are any."""
        if self._left_out:
            print_message(
                f"{self._shown:,} of {self._shown + self._left_out:,} pages have their image, "
                "those with changes first; for more, use --pages N"
            )

    def _file(self, document: Document, path: str, format: str) -> tuple[bytes, PagedText]:
        """Return the bytes of the file of a document, and its text with pages.

        Raises:
            _NotAtHand: there is no such file, or it has changed since.
        """
        opened, self.opened = self.opened, None
        if opened is not None and opened.pages is not None and opened.source is document.source:
            return opened.data, opened.pages
        data = self._original(document, path)
        paged = _open(data, format)
        if paged.text != document.original:
            raise _NotAtHand("its text is read otherwise than when its record was written")
        return data, paged

    def _original(self, document: Document, path: str) -> bytes:
        """Return the bytes of the file of a document, as they were when it was cleaned.

        Raises:
            _NotAtHand: there is no such file, or it has changed since.
        """
        from hashlib import sha256

        from ocrfix.cli.inputs import beside
        from ocrfix.system import safe_files
        from ocrfix.text.escape import printable

        source = document.source
        name = source.name or "-"
        if name == "-":
            raise _NotAtHand("it was read from standard input")
        file = path if printable(path) == name else beside(name, path)
        try:
            data = safe_files.read(file, self._max_bytes)
        except safe_files.UnreadableFile as error:
            raise _NotAtHand(str(error)) from error
        if isinstance(source.size, int):  # a PDF corrected in place begins with its original
            data = data[: source.size]
        if sha256(data).hexdigest() != source.sha256:
            raise _NotAtHand("the file is not the one that was cleaned")
        return data

    def _rendered(
        self, document: Document, paged: PagedText, data: bytes
    ) -> dict[int, EncodedImage]:
        """Return the images of pages of a PDF, by number, while there is room for more.

        Raises:
            _NotAtHand: they cannot be rendered.
        """
        from ocrfix.pages.file import PageFormatError
        from ocrfix.pdf.render import render_pages
        from ocrfix.report.page_image import encode_image
        from ocrfix.report.scan import Placed, chosen_pages

        placed: list[Placed] = [edit.places for edit in (*document.edits, *document.suggestions)]
        placed += [marker.places for marker in document.markers]
        numbers = chosen_pages(paged, placed, self._limit - self._shown)
        try:
            rendered = render_pages(data, numbers, _DPI)
            images = {n: encode_image(image) for n, image in zip(numbers, rendered, strict=True)}
        except PageFormatError as error:
            raise _NotAtHand(error.problem) from error
        self._count(paged, images)
        return images

    def _from_folder(self, document: Document, paged: PagedText) -> dict[int, EncodedImage]:
        """Return the images of pages that are in the folder of images, by number.

        A document without them, or with wrong ones, is shown without, and a line says so.
        """
        if self._folder is None:
            return {}
        from ocrfix.pages.file import PageFormatError
        from ocrfix.report.image_file import find_image, read_image
        from ocrfix.report.page_image import encode_image

        name = document.source.name or "-"
        path = find_image(self._folder, name)
        if path is None:
            print_message(f"{name}: no image for it in {self._folder}; its pages are blank")
            return {}
        try:
            read = read_image(path, paged.pages, self._limit - self._shown)
            images = {number: encode_image(image) for number, image in read}
        except PageFormatError as error:
            print_message(f"{name}: its pages are blank: {error}")
            return {}
        self._count(paged, images)
        return images

    def _count(self, paged: PagedText, images: dict[int, EncodedImage]) -> None:
        self._shown += len(images)
        if self._shown == self._limit:
            self._left_out += len(paged.pages) - len(images)


def _open(data: bytes, format: str) -> PagedText:
    """Return the text of a file with its pages.

    Raises:
        _NotAtHand: it cannot be read.
    """
    from ocrfix.formats import PAGED_FORMATS
    from ocrfix.pages.file import PageFormatError

    if format not in PAGED_FORMATS:
        raise _NotAtHand(f"this version does not read {format}")
    try:
        paged: PagedText = import_module(PAGED_FORMATS[format].module).open_file(data).paged
    except PageFormatError as error:
        raise _NotAtHand(str(error)) from error
    return paged
