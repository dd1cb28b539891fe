"""Text layer of a page: its words and lines, in the order of the stream.

Blanks are those of the stream. Gaps between letters say nothing: many layers are letter-spaced to
fit the scan. Only where the next string begins elsewhere than the last one ended, a jump parts
words, too. Columns and tables stay in the order in which the OCR engine wrote them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from ocrfix.pdf.cmap import UNKNOWN
from ocrfix.pdf.geometry import horizontal_scale, vertical_scale
from ocrfix.pdf.glyph_run import GlyphRun
from ocrfix.text.pages import Quad

_MIN_GAP = 0.28
"""Of the font size: a jump along the line that parts words. A blank is 0.25 wide and wider."""

_MAX_OVERLAP = 1.2
"""Of the font size: a jump back on the line that does not begin a new one."""

_MAX_RISE = 0.5
"""Of the font size: a jump off the baseline that does not begin a new line."""

_MIN_PARALLEL = 0.9
"""Cosine of the angle between two strings of one line."""


class GlyphPlace(NamedTuple):
    """A glyph of a page: the index of its run, and its index in it."""

    run: int
    glyph: int


class LayerWord(NamedTuple):
    """A word of a text layer.

    Attributes:
        text: its text.
        first: its first glyph.
        last: its last glyph, inclusive.
        is_changeable: whether it is hidden text that can be read and written.
    """

    text: str
    first: GlyphPlace
    last: GlyphPlace
    is_changeable: bool


class _Jump(Enum):
    """How a string follows the one before."""

    NONE = "none"
    GAP = "gap"
    LINE = "line"


def lines(runs: Sequence[GlyphRun]) -> list[list[LayerWord]]:
    """Return the lines of a page, each with its words.

    Words none of whose letters can be read are left out.
    """
    found: list[list[LayerWord]] = []
    line: list[LayerWord] = []
    for begins_line, first, last in _words(runs):
        if begins_line and line:
            found.append(line)
            line = []
        text = "".join(_texts(runs, first, last))
        if text.strip(UNKNOWN):
            line.append(LayerWord(text, first, last, _is_changeable(runs, text, first, last)))
    if line:
        found.append(line)
    return found


def word_quad(runs: Sequence[GlyphRun], word: LayerWord) -> Quad:
    """Return the quad of a word: around the glyphs of its run, or from its first to its last."""
    (first_run, first), (last_run, last) = word.first, word.last
    if first_run == last_run:
        return runs[first_run].quad(first, last)
    left, right = runs[first_run].quad(first, first), runs[last_run].quad(last, last)
    return Quad(*left[:2], *right[2:6], *left[6:])


def _words(runs: Sequence[GlyphRun]) -> Iterator[tuple[bool, GlyphPlace, GlyphPlace]]:
    """Return the words: whether each begins a line, its first and its last glyph."""
    begins_line = False
    first: GlyphPlace | None = None
    last = GlyphPlace(0, 0)
    previous: GlyphRun | None = None
    for index, run in enumerate(runs):
        jump = _jump(previous, run) if previous is not None else _Jump.NONE
        if jump is not _Jump.NONE and first is not None:
            yield begins_line, first, last
            first, begins_line = None, False
        begins_line |= jump is _Jump.LINE
        if " " not in run.texts:
            last = GlyphPlace(index, len(run.texts) - 1)
            first = first or GlyphPlace(index, 0)
            previous = run
            continue
        for glyph, text in enumerate(run.texts):
            if text != " ":
                last = GlyphPlace(index, glyph)
                first = first or last
            elif first is not None:
                yield begins_line, first, last
                first, begins_line = None, False
        previous = run
    if first is not None:
        yield begins_line, first, last


def _jump(previous: GlyphRun, run: GlyphRun) -> _Jump:
    """Return how a run follows another."""
    if previous.is_hidden != run.is_hidden:
        return _Jump.LINE
    matrix = previous.matrix
    length = horizontal_scale(matrix)
    if not length:
        return _Jump.LINE
    x, y = previous.origin(len(previous.codes))
    dx, dy = run.matrix[4] - x, run.matrix[5] - y
    if not dx and not dy and run.matrix[:4] == matrix[:4]:
        return _Jump.NONE
    size = max(_size(previous), _size(run))
    if previous.state.size * previous.state.scale < 0:  # its text runs against its x axis
        length = -length
    cosine, sine = matrix[0] / length, matrix[1] / length
    along, across = dx * cosine + dy * sine, abs(dy * cosine - dx * sine)
    parallel = abs(run.matrix[0] * cosine + run.matrix[1] * sine)
    if (
        across > _MAX_RISE * size
        or along < -_MAX_OVERLAP * size
        or parallel < _MIN_PARALLEL * horizontal_scale(run.matrix)
    ):
        return _Jump.LINE
    return _Jump.GAP if along > _MIN_GAP * size else _Jump.NONE


def _size(run: GlyphRun) -> float:
    return abs(run.state.size) * vertical_scale(run.matrix)


def _texts(runs: Sequence[GlyphRun], first: GlyphPlace, last: GlyphPlace) -> Iterator[str]:
    if first.run == last.run:
        yield from runs[first.run].texts[first.glyph : last.glyph + 1]
        return
    yield from runs[first.run].texts[first.glyph :]
    for run in runs[first.run + 1 : last.run]:
        yield from run.texts
    yield from runs[last.run].texts[: last.glyph + 1]


def _is_changeable(
    runs: Sequence[GlyphRun], text: str, first: GlyphPlace, last: GlyphPlace
) -> bool:
    concerned = runs[first.run : last.run + 1]
    return (
        UNKNOWN not in text
        and all(run.is_hidden and not run.is_replaced for run in concerned)
        and not any(run.state.font.is_vertical for run in concerned)
        and concerned[-1].end_offset(last.glyph) != concerned[-1].offsets[last.glyph]
        and concerned[0].end_offset(first.glyph) != concerned[0].offsets[first.glyph]
    )
