"""Paged file: what a format of files with pages offers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from ocrfix.pages.markup import NO_MARKUP, Markup
from ocrfix.text.pages import PagedText


class PageFormatError(Exception):
    """A file with pages that cannot be read or written.

    Attributes:
        problem: what is wrong with it.
        advice: what to do.
    """

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(problem, advice)
        self.problem = problem
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.problem}; {self.advice}"


class WordChange(NamedTuple):
    """New words for adjacent words of one line.

    Attributes:
        first: the index of the first word replaced, among all words of the text.
        last: the index after the last word replaced; at least ``first + 1``.
        words: the words that replace them, none of them empty or with a blank in it; no words if
            they are removed.
    """

    first: int
    last: int
    words: tuple[str, ...]


class PagedFile(Protocol):
    """An open file with pages. Its bytes are never changed; :meth:`write` returns new ones."""

    @property
    def paged(self) -> PagedText:
        """The text of the file, with its pages."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """What its user should know of it, a line each."""
        ...

    def write(self, changes: Sequence[WordChange]) -> bytes:
        """Return the file with changes of its words, and all else as it is.

        Args:
            changes: in order, disjoint; each within one line.

        Returns:
            The bytes of the changed file. Read again, its words are the old ones with the changes.

        Raises:
            PageFormatError: the file cannot be written, or is not as expected afterwards.
        """
        ...


@runtime_checkable
class MarkableFile(PagedFile, Protocol):
    """An open file to which markup can be added, and whose words can be set without gaps."""

    def write_marked(self, changes: Sequence[WordChange], markup: Markup) -> bytes:
        """Return the file with changes of its words and with markup, and all else as it is.

        Args:
            changes: in order, disjoint; each within one line.
            markup: the markup; what the file has already is not added again.

        Raises:
            PageFormatError: the file cannot be written, or is not as expected afterwards.
        """
        ...

    def relay(self, *, markup: Markup = NO_MARKUP) -> bytes:
        """Return the file with the same words, each without gaps between its letters.

        Args:
            markup: markup to be added.

        Raises:
            PageFormatError: the file cannot be written, or is not as expected afterwards.
        """
        ...
