"""PDF file: its text with pages, and the same file with changes of its words."""

from __future__ import annotations

import io
import logging
import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum

import pikepdf

from ocrfix.pages.file import PageFormatError, WordChange
from ocrfix.pages.markup import NO_MARKUP, Markup
from ocrfix.pdf.changed_objects import ChangedObjects
from ocrfix.pdf.content import ContentStream
from ocrfix.pdf.document_resources import DocumentResources
from ocrfix.pdf.edit import GlyphEdit, splices
from ocrfix.pdf.filters import check_object_streams
from ocrfix.pdf.glyph_run import GlyphRun
from ocrfix.pdf.incremental import appended, cross_reference
from ocrfix.pdf.interpreter import interpret
from ocrfix.pdf.layer import LayerWord, lines
from ocrfix.pdf.letter_spacing import is_letter_spaced
from ocrfix.pdf.markup import add_markup
from ocrfix.pdf.permissions import refusal
from ocrfix.pdf.reading import Reading, paged_text
from ocrfix.pdf.rewrite import SharedStreams, write_splices
from ocrfix.pdf.stream_resources import StreamResources
from ocrfix.pdf.unsuitable import UNSUITABLE
from ocrfix.pdf.verify import verify_pixels, verify_words
from ocrfix.pdf.word_edits import word_edits

# Warnings of the library are no messages for users: what matters becomes an error.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())

_STREAM = re.compile(r"stream <[^>]*>:?")
"""How the library calls a file that is in memory."""

_BORN_DIGITAL = "its text is born digital, not a layer of OCR under a scan"
_ADD_LAYER = "add a text layer: ocrmypdf --force-ocr --plugin ocrfix.ocrmypdf IN.pdf OUT.pdf"


class Saving(Enum):
    """How a changed PDF is saved.

    Attributes:
        INCREMENTAL: the original bytes stay, and what changes is appended: cutting the file at its
            former length undoes it.
        WHOLE: the file is written anew.
    """

    INCREMENTAL = "incremental"
    WHOLE = "whole"


class PdfFile:
    """A PDF with text.

    Words that can be seen (born-digital text, stamps printed over a scan) are read like those of a
    hidden text layer, but are never changed.

    Attributes:
        paged: its text, with its pages.
        saving: how it is saved: always as a whole if it is encrypted, or so damaged that nothing
            can be appended.
        notes: what its user should know of it, a line each.
    """

    def __init__(self, data: bytes, password: str | None = None) -> None:
        """Read a PDF.

        Args:
            data: the file.
            password: opens an encrypted one: that of its user or its owner.

        Raises:
            PageFormatError: it cannot be read, or has no text that can be.
        """
        check_object_streams(data)
        self._data = data
        self._password = password
        self.saving = Saving.INCREMENTAL
        self.notes: tuple[str, ...] = ()
        with _opened(data, password) as pdf:
            self._refusal = refusal(pdf)
            if pdf.is_encrypted:
                self.saving = Saving.WHOLE
            elif pdf.get_warnings() or not cross_reference(data):
                self.saving = Saving.WHOLE
                self.notes += (
                    "its cross-reference is damaged: it is written as a whole, not appended to",
                )
            reading = Reading()
            try:
                self.paged = paged_text(reading.pages(pdf))
            except UNSUITABLE as error:
                raise _damaged(error) from error
        if not self.paged.words:
            if reading.glyphs:
                problem = "the fonts of its text layer do not say which letters they show"
            else:
                problem = "its pages are images without text"
            raise PageFormatError(problem, _ADD_LAYER)
        if not self.has_text_layer:
            self.notes = (f"{_BORN_DIGITAL}; it is left as it is",)

    @property
    def has_text_layer(self) -> bool:
        """Whether there are words that can be changed; not so for a born-digital PDF."""
        return any(word.is_changeable for word in self.paged.words)

    def is_changeable(self, first: int, last: int) -> bool:
        """Return whether words can be changed: none of them can be seen, all can be written.

        Args:
            first: the index of the first word, among all words of the text.
            last: the index after the last.
        """
        return all(word.is_changeable for word in self.paged.words[first:last])

    def write(self, changes: Sequence[WordChange], saving: Saving | None = None) -> bytes:
        """Return the PDF with changes of its words, and all else as it is.

        Args:
            changes: in order, disjoint; each within one line, of words that are changeable.
            saving: how to save it; as :attr:`saving` says if it is not given.

        Raises:
            PageFormatError: it cannot be changed, or is not as expected afterwards.
        """
        return self.write_marked(changes, NO_MARKUP, saving)

    def write_marked(
        self, changes: Sequence[WordChange], markup: Markup, saving: Saving | None = None
    ) -> bytes:
        """Return the PDF with changes of its words and with markup, and all else as it is.

        Args:
            changes: in order, disjoint; each within one line, of words that are changeable.
            markup: the markup; a born-digital PDF gets none.
            saving: how to save it; as :attr:`saving` says if it is not given.

        Raises:
            PageFormatError: it cannot be changed, or is not as expected afterwards.
        """
        if not changes and not (markup.request and self.has_text_layer):
            return self._data
        if self._refusal is not None:
            raise self._refusal
        for change in changes:
            if not self.is_changeable(change.first, change.last):
                self._refuse(change)
        return self._save(changes, saving, markup)

    def relay(self, saving: Saving | None = None, *, markup: Markup = NO_MARKUP) -> bytes:
        """Return the PDF with the same words, each written without gaps between its letters.

        Viewers take wide gaps for blanks, and do not find the words of a letter-spaced layer.

        Args:
            saving: how to save it; as :attr:`saving` says if it is not given.
            markup: markup to be added; a born-digital PDF gets none.

        Raises:
            PageFormatError: it cannot be changed, or is not as expected afterwards.
        """
        if self._refusal is not None:
            raise self._refusal
        return self._save((), saving, markup, relay=True)

    def _refuse(self, change: WordChange) -> None:
        start, end = self.paged.words[change.first].start, self.paged.words[change.last - 1].end
        text = self.paged.text[start:end]
        if not self.has_text_layer:
            raise PageFormatError(_BORN_DIGITAL, "it is left as it is")
        raise PageFormatError(
            f"“{text}” can be seen on the page, or is not written in letters", "leave it as it is"
        )

    def _save(
        self,
        changes: Sequence[WordChange],
        saving: Saving | None,
        markup: Markup = NO_MARKUP,
        relay: bool = False,
    ) -> bytes:
        with _opened(self._data, self._password) as pdf:
            changed = ChangedObjects(pdf)
            annotated: set[int] = set()
            try:
                pages = self._edit(changed, changes, relay)
                if self.has_text_layer:
                    annotated = add_markup(changed, markup)
                if not changed.numbers:
                    return self._data
                if Saving.WHOLE in (self.saving, saving):
                    result = _whole(pdf)
                else:
                    result = appended(self._data, pdf, changed.numbers)
            except UNSUITABLE as error:
                raise _damaged(error) from error
        with _opened(result, self._password) as pdf:
            verify_words(self.paged, changes, Reading().pages(pdf))
        verify_pixels(
            self._data,
            result,
            sorted(annotated.union(pages)),
            self._password,
            with_annotations=not annotated,
        )
        return result

    def _edit(
        self, changed: ChangedObjects, changes: Sequence[WordChange], relay: bool
    ) -> list[int]:
        """Change the content streams, and return the indices of the pages changed."""
        shared = SharedStreams(changed.pdf)
        resources = DocumentResources(changed.pdf)
        names = StreamResources(changed)
        by_page = self._by_page(changes)
        found = []
        for index in range(len(changed.pdf.pages)) if relay else sorted(by_page):
            page = changed.pdf.pages[index]
            runs = interpret(page, resources).runs
            words = [word for line in lines(runs) for word in line]
            if relay:
                edits = _relaid(runs, words)
            else:
                first = self.paged.pages[index].lines[0].first
                edits = word_edits(by_page[index], words, first)
            if not edits:
                continue
            drawn: dict[ContentStream, None] = dict.fromkeys(run.stream for run in runs)
            changing = splices(runs, edits, names.fallback_name)
            write_splices(page, list(drawn), changing, shared, names, changed)
            found.append(index)
        return found

    def _by_page(self, changes: Sequence[WordChange]) -> dict[int, list[WordChange]]:
        """Return the changes of each page, by its index."""
        pages = [index for index, page in enumerate(self.paged.pages) if page.lines]
        firsts = [self.paged.pages[index].lines[0].first for index in pages]
        found: dict[int, list[WordChange]] = {}
        for change in changes:
            found.setdefault(pages[bisect_right(firsts, change.first) - 1], []).append(change)
        return found


def _relaid(runs: Sequence[GlyphRun], words: Sequence[LayerWord]) -> list[GlyphEdit]:
    return [
        GlyphEdit(word.first, word.last, word.text)
        for word in words
        if word.is_changeable and is_letter_spaced(runs, word)
    ]


def _opened(data: bytes, password: str | None) -> pikepdf.Pdf:
    try:
        return pikepdf.open(
            io.BytesIO(data), password=password or "", inherit_page_attributes=False
        )
    except pikepdf.PasswordError as error:
        if password:
            raise PageFormatError("the password does not open the PDF", "give another") from error
        raise PageFormatError("the PDF is encrypted", "give its password") from error
    except UNSUITABLE as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> PageFormatError:
    reason = _STREAM.sub("", str(error)).strip().partition("\n")[0] or "unknown"
    return PageFormatError(f"the PDF is damaged: {reason:.200}", "try `qpdf IN.pdf OUT.pdf` first")


def _whole(pdf: pikepdf.Pdf) -> bytes:
    """Return a changed PDF, written anew, with all other streams as they are."""
    output = io.BytesIO()
    if pdf.is_encrypted:  # the library cannot leave all streams as they are then, but images stay
        pdf.save(output, encryption=True, fix_metadata_version=False, linearize=pdf.is_linearized)
        return output.getvalue()
    pdf.save(
        output,
        compress_streams=False,
        deterministic_id=True,
        fix_metadata_version=False,
        linearize=pdf.is_linearized,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return output.getvalue()
