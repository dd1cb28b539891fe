"""XML page file: a paged file whose changes of words are splices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from ocrfix.page_xml.element import Element
from ocrfix.page_xml.engine import engine_of
from ocrfix.page_xml.layout import Holder, PageElements, TextLayout, lay_out, replaced, with_words
from ocrfix.page_xml.source import XmlSource
from ocrfix.pages.changes import changed_lines, lines_of
from ocrfix.pages.file import PageFormatError, WordChange
from ocrfix.pages.splice import Splice, spliced
from ocrfix.text.pages import PagedText


class Rewrite(NamedTuple):
    """New words for elements that hold a word each: joined, split, or both."""

    holders: list[Holder]
    words: tuple[str, ...]


class Revision(NamedTuple):
    """All changes of a file.

    Attributes:
        texts: the new text of each element that keeps its place; empty if its words are removed.
        rewrites: the elements whose number changes.
        words: the words of each changed element; those of a rewrite in its first one.
    """

    texts: dict[Holder, str]
    rewrites: list[Rewrite]
    words: dict[Holder, list[str]]


class XmlFormat(Protocol):
    """A format: how its pages are read, and its words written."""

    def read(self, root: Element) -> list[PageElements]:
        """Return the pages of a file."""
        ...

    def splices(self, root: Element, data: bytes, revision: Revision) -> list[Splice]:
        """Return the splices that make changes."""
        ...


class XmlPageFile:
    """An open file of an XML format; see :class:`ocrfix.pages.file.PagedFile`.

    Args:
        data: the bytes of the file.
        parse: parses its source.
        make_format: makes the format, once for reading and writing a file.

    Raises:
        PageFormatError: it cannot be read.
    """

    notes: tuple[str, ...] = ()

    def __init__(
        self,
        data: bytes,
        parse: Callable[[bytes], Element],
        make_format: Callable[[], XmlFormat],
    ) -> None:
        self._source = XmlSource.decode(data)
        self._parse = parse
        self._make_format = make_format
        self._format = make_format()
        self._root = parse(self._source.data)
        self._layout: TextLayout = lay_out(self._format.read(self._root), engine_of(self._root))

    @property
    def paged(self) -> PagedText:
        """The text of the file, with its pages."""
        return self._layout.paged

    def write(self, changes: Sequence[WordChange]) -> bytes:
        """Return the file with changes of its words; see :class:`ocrfix.pages.file.PagedFile`.

        Raises:
            PageFormatError: it cannot be written, or is not as expected afterwards.
        """
        if not changes:
            return self._source.encode(self._source.data)
        splices = self._format.splices(self._root, self._source.data, self._revision(changes))
        written = self._source.encode(spliced(self._source.data, splices))
        again = XmlPageFile(written, self._parse, self._make_format)
        if lines_of(again.paged.text) != changed_lines(self.paged, changes):
            raise PageFormatError("its changed words would be read otherwise", "report it")
        return written

    def _revision(self, changes: Sequence[WordChange]) -> Revision:
        """Return the changes by element."""
        words: dict[Holder, list[str | None]] = {}
        rewrites: list[Rewrite] = []
        for change in changes:
            places = self._layout.places[change.first : change.last]
            holders = [place.holder for place in places]
            alone = all(holder.is_word for holder in holders)
            if alone and change.words and len(change.words) != len(holders):
                rewrites.append(Rewrite(holders, change.words))
                continue
            for (holder, index), word in zip(
                places, replaced(len(places), change.words), strict=True
            ):
                words.setdefault(holder, list(holder.words))[index] = word
        texts = {
            holder: with_words(holder.text, new) if any(new) else ""
            for holder, new in words.items()
        }
        after = {holder: text.split() for holder, text in texts.items()}
        for rewrite in rewrites:
            after |= {holder: [] for holder in rewrite.holders}
            after[rewrite.holders[0]] = list(rewrite.words)
        return Revision(texts, rewrites, after)
