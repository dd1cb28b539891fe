"""Verification of a changed PDF: read and rendered again, nothing but the changes may differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest
from math import hypot

import pypdfium2

from ocrfix.pages.file import PageFormatError, WordChange
from ocrfix.pdf.reading import ReadPage
from ocrfix.text.pages import PagedText, Quad

_RENDER_SCALE = 0.5
"""Of 72 dots per inch: a difference of any letter shows, and rendering stays cheap."""

_MAX_DEVIATION = 1.0
"""In points: of the box of a word from where it was."""

_WordBox = tuple[str, Quad]


def verify_words(
    before: PagedText, changes: Sequence[WordChange], after: Iterable[ReadPage]
) -> None:
    """Check that the words of a PDF are those of before, with the changes.

    Args:
        before: the text before.
        changes: what was changed.
        after: the pages, read again.

    Raises:
        PageFormatError: they are not.
    """
    pending = list(reversed(changes))
    for layout, page in zip_longest(before.pages, after):
        if layout is None or page is None:
            raise _difference("the number of its pages")
        size = (page.geometry.width, page.geometry.height)
        if size != (layout.width, layout.height):
            raise _difference(f"the size of page {layout.number}")
        found = [(word.text, word.quad) for word in chain.from_iterable(page.lines)]
        first = layout.lines[0].first if layout.lines else 0
        last = layout.lines[-1].last if layout.lines else 0
        at = 0
        while first < last:
            is_change = bool(pending) and pending[-1].first == first
            change = pending.pop() if is_change else None
            until, words = (change.last, change.words) if change else (first + 1, None)
            old = [
                (before.text[one.start : one.end], one.quad) for one in before.words[first:until]
            ]
            new = found[at : at + (1 if words is None else len(words))]
            expected = tuple(text for text, _ in old) if words is None else words
            if tuple(text for text, _ in new) != expected or not _are_in_place(old, new):
                raise _difference(f"“{' '.join(text for text, _ in old)}” on page {layout.number}")
            first, at = until, at + len(new)
        if at != len(found):
            raise _difference(f"the words of page {layout.number}")


def _are_in_place(old: Sequence[_WordBox], new: Sequence[_WordBox]) -> bool:
    """Return whether words are where those before were: words that stay keep their own boxes."""
    if len(old) == len(new):
        return all(_is_in_place([one], [other]) for one, other in zip(old, new, strict=True))
    old, new = list(old), list(new)
    for end in (0, -1):
        while len(old) > 1 and new and old[end][0] == new[end][0]:
            if not _is_in_place([old.pop(end)], [new.pop(end)]):
                return False
    return _is_in_place(old, new)


def _is_in_place(old: Sequence[_WordBox], new: Sequence[_WordBox]) -> bool:
    """Return whether words begin and end where those before did, and are within their box.

    Letters of several sizes may have made up a word, which now has the size of its first.
    """
    if not new:
        return True
    first, last = old[0][1], old[-1][1]
    start, end = new[0][1], new[-1][1]
    dx, dy = start.x1 - start.x0, start.y1 - start.y0  # along the new baseline
    length = hypot(dx, dy) or 1.0
    shifts = (
        (start.x0 - first.x0) * dx + (start.y0 - first.y0) * dy,
        (end.x1 - last.x1) * dx + (end.y1 - last.y1) * dy,
    )
    boxes = [quad.box for _, quad in old]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return all(abs(shift) <= _MAX_DEVIATION * length for shift in shifts) and all(
        quad.box[0] >= left - _MAX_DEVIATION
        and quad.box[1] >= top - _MAX_DEVIATION
        and quad.box[2] <= right + _MAX_DEVIATION
        and quad.box[3] <= bottom + _MAX_DEVIATION
        for _, quad in new
    )


def verify_pixels(
    before: bytes,
    after: bytes,
    pages: Iterable[int],
    password: str | None = None,
    *,
    with_annotations: bool = True,
) -> None:
    """Check that pages look as before.

    Args:
        before: the PDF before.
        after: the PDF now.
        pages: the indices of the pages that were changed.
        password: opens both.
        with_annotations: whether annotations are rendered, too.

    Raises:
        PageFormatError: one does not.
    """
    try:
        with (
            pypdfium2.PdfDocument(before, password=password) as old,
            pypdfium2.PdfDocument(after, password=password) as new,
        ):
            for index in pages:
                if _pixels(old, index, with_annotations) != _pixels(new, index, with_annotations):
                    raise _difference(f"the image of page {index + 1}")
    except pypdfium2.PdfiumError as error:
        raise _difference("what PDFium makes of it") from error


def _pixels(pdf: pypdfium2.PdfDocument, index: int, with_annotations: bool) -> bytes:
    page = pdf[index]
    bitmap = page.render(scale=_RENDER_SCALE, may_draw_forms=False, draw_annots=with_annotations)
    pixels = bytes(bitmap.buffer)
    bitmap.close()
    page.close()
    return pixels


def _difference(what: str) -> PageFormatError:
    return PageFormatError(
        f"the corrected PDF would differ from the original in {what}", "nothing is written"
    )
