"""Hidden text: what cannot be seen on the page, so that its letters may change.

Text is hidden if its render mode paints nothing, or if opaque images painted later cover it: some
producers paint the words first and the page image over them. Wherever that is uncertain (clips,
transparency, optional content), text counts as visible.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ocrfix.pdf.geometry import Matrix, Rectangle, apply, bounds, inverse
from ocrfix.pdf.glyph_run import INVISIBLE, INVISIBLE_CLIP, GlyphRun

_MIN_COVERED_SHARE = 0.5
"""Of the page: images cover hidden text only where together they are the page image."""

_TOLERANCE = 1.0
"""In points: by which text may reach beyond an image, as rounded coordinates do."""

_UNIT_SQUARE: Rectangle = (0.0, 0.0, 1.0, 1.0)  # images fill it in their own space


class PaintedImage(NamedTuple):
    """An opaque image on a page.

    Attributes:
        runs_before: the number of glyph runs painted before it.
        matrix: from its unit square to the displayed page.
        clip: the rectangle of the displayed page outside of which it is not painted.
    """

    runs_before: int
    matrix: Matrix
    clip: Rectangle


def mark_hidden(
    runs: Sequence[GlyphRun], images: Iterable[PaintedImage], width: float, height: float
) -> None:
    """Set of each glyph run whether it is hidden.

    Args:
        runs: the runs of a page, in the order in which they are painted.
        images: the opaque images of the page.
        width: its width as displayed.
        height: its height as displayed.
    """
    covers = _page_images(images, width, height)
    for position, run in enumerate(runs):
        run.is_hidden = run.state.mode in (INVISIBLE, INVISIBLE_CLIP) or any(
            image.runs_before > position and _covers(clip, matrix, run)
            for image, clip, matrix in covers
        )


def _page_images(
    images: Iterable[PaintedImage], width: float, height: float
) -> list[tuple[PaintedImage, Rectangle, Matrix]]:
    """Return the images that together are a page image, each with its box and inverse matrix."""
    found = []
    area = 0.0
    for image in images:
        back = inverse(image.matrix)
        left, bottom, right, top = bounds(image.matrix, _UNIT_SQUARE)
        left, right = max(left, image.clip[0], 0.0), min(right, image.clip[2], width)
        bottom, top = max(bottom, image.clip[1], 0.0), min(top, image.clip[3], height)
        if back is not None and left < right and bottom < top:
            area += (right - left) * (top - bottom)
            found.append((image, image.clip, back))
    return found if area > _MIN_COVERED_SHARE * width * height else []


def _covers(clip: Rectangle, matrix: Matrix, run: GlyphRun) -> bool:
    """Return whether an image covers both ends of a run, halfway up its letters."""
    state = run.state
    middle = (state.font.ascent + state.font.descent) / 2 * state.size + state.rise
    return all(
        clip[0] - _TOLERANCE <= x <= clip[2] + _TOLERANCE
        and clip[1] - _TOLERANCE <= y <= clip[3] + _TOLERANCE
        and _in_unit_square(matrix, x, y)
        for x, y in (
            apply(run.matrix, run.offsets[0], middle),
            apply(run.matrix, run.end_offset(len(run.codes) - 1), middle),
        )
    )


def _in_unit_square(matrix: Matrix, x: float, y: float) -> bool:
    across = _TOLERANCE * (abs(matrix[0]) + abs(matrix[2]))
    along = _TOLERANCE * (abs(matrix[1]) + abs(matrix[3]))
    u, v = apply(matrix, x, y)
    return -across <= u <= 1 + across and -along <= v <= 1 + along
