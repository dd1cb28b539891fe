"""``ocrfix clean --relay``: words of PDFs are written without gaps between their letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ocrfix.cli.clean_output import CleanProduct
from ocrfix.cli.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocrfix.pages.markup import MarkupRequest
    from ocrfix.pipeline import Pipeline
    from ocrfix.read.files import InputText


class RelayJob(NamedTuple):
    """The job: re-lay the text layer of a file.

    Attributes:
        in_place: the input will be overwritten.
        markup: the markup to be added.
    """

    in_place: bool
    markup: MarkupRequest

    def with_second(self, second: Sequence[str]) -> RelayJob:
        """Return the job itself: other readings change nothing."""
        return self

    def __call__(self, pipeline: Pipeline, content: InputText) -> CleanProduct:
        """Return the re-laid file."""
        from ocrfix.emit.paged import relaid_file
        from ocrfix.pages.file import MarkableFile, PageFormatError
        from ocrfix.read import ReadError
        from ocrfix.text.escape import printable

        name = content.source.name or "-"
        if not isinstance(content.file, MarkableFile):
            raise CommandError(f"{printable(name)}: --relay is for PDFs; leave it out")
        document = pipeline.tag(content.text, content.source, content.pages)
        try:
            data, record = relaid_file(document, content.file, content.data, self.markup)
        except PageFormatError as error:
            raise ReadError(name, error.problem, error.advice) from error
        original = content.data if self.in_place else None
        messages = tuple(notes(content))
        return CleanProduct(
            data, data != content.data, messages, original, record, document.digest()
        )


def notes(content: InputText) -> Iterator[str]:
    """Yield what the user should know of a file with pages, a line each."""
    from ocrfix.text.escape import printable

    for note in content.file.notes if content.file is not None else ():
        yield f"{printable(content.source.name or '-')}: {note}"
