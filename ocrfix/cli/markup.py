"""Options of ``ocrfix clean`` that add markup to PDFs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

from ocrfix.cli.errors import CommandError
from ocrfix.cli.parameters import Option
from ocrfix.pages.markup import MarkupRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocrfix.read.files import InputText

Bookmarks = Annotated[
    bool,
    Option(
        "--bookmarks",
        help="For PDFs: add a branch of bookmarks that lead to the markers, by type.",
    ),
]

EmbedRecord = Annotated[
    bool,
    Option(
        "--embed-record",
        help="For PDFs: attach the record (JSON) to the file, too.",
    ),
]

Annotate = Annotated[
    bool,
    Option(
        "--annotate",
        help="For PDFs: highlight the markers in the copy, by annotations that are not printed.",
    ),
]

_OPTIONS = {
    "bookmarks": "--bookmarks",
    "record": "--embed-record",
    "highlights": "--annotate",
}


def check_markup(
    request: MarkupRequest,
    paths: Sequence[str],
    output: str | None,
    *,
    in_place: bool,
    others: Sequence[object],
) -> None:
    """Check that markup can be combined with the other options.

    Args:
        request: the markup.
        paths: the inputs.
        output: where the outputs go.
        in_place: the inputs will be overwritten.
        others: the values of options that ask for another output than a PDF.

    Raises:
        CommandError: it cannot.
    """
    option = option_of(request)
    if request.highlights and (in_place or _is_input(output, paths)):
        raise CommandError("--annotate writes a copy, never the file itself; use --output")
    if output is None and not in_place:
        raise CommandError(f"{option} writes PDFs; add --output or --in-place")
    if any(others):
        raise CommandError(f"{option} writes PDFs; leave out --diff, --format and --marks")


def _is_input(output: str | None, paths: Sequence[str]) -> bool:
    if output is None:
        return False
    target = os.path.realpath(output)
    return any(os.path.realpath(path) == target for path in paths)


def check_is_markable(request: MarkupRequest, content: InputText) -> None:
    """Check that the markup asked for can be added to a file.

    Raises:
        CommandError: it cannot.
    """
    if not request:
        return
    from ocrfix.pages.file import MarkableFile
    from ocrfix.text.escape import printable

    if not isinstance(content.file, MarkableFile):
        name = printable(content.source.name or "-")
        raise CommandError(f"{name}: {option_of(request)} is for PDFs; leave it out")


def option_of(request: MarkupRequest) -> str:
    """Return the first option that is asked for.

    >>> option_of(MarkupRequest(bookmarks=True))
    '--bookmarks'
    """
    return next(_OPTIONS[name] for name, value in request._asdict().items() if value)
