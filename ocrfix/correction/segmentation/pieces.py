"""Pieces of a line: the runs of characters between spaces, some of which are single letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ocrfix.correction.analysis import Analysis
from ocrfix.text import lazy_regex
from ocrfix.text.lines import Line

_PIECE = lazy_regex.pattern(r"[^ ]+")
_LETTER_BEFORE = lazy_regex.pattern(r"(?:^|\s)[^\W\d_] \Z")
_LETTER_AFTER = lazy_regex.pattern(r" [^\W\d_](?!\S)")
_CONTEXT_CHARS = 3
_COLUMN_SPACES = 6
"""More spaces than this separate the columns of a table."""
_OPENING_CHARS = frozenset("([{\"'“‘«<$£")
"""With other symbols, a line begins with a bullet or the mark of a heading."""


class Piece(NamedTuple):
    """A run of characters without spaces; offsets are those of the text.

    ``is_single``: whether it has one letter or digit, or is one character.
    """

    start: int
    end: int
    text: str
    is_single: bool


def find_columns(analysis: Analysis, line: Line) -> Iterator[list[Piece]]:
    """Yield the pieces of each column of a line; markers, bullets and table rules end one."""
    column: list[Piece] = []
    for match in _PIECE.finditer(line.text):
        start, end = match.start() + line.start, match.end() + line.start
        text = match.group()
        is_far = bool(column) and start - column[-1].end > _COLUMN_SPACES
        is_border = "|" in text or "\t" in text or _is_in_marker(analysis, start, end)
        if match.start() == 0 and not any(char.isalnum() for char in text):
            is_border = is_border or text[0] not in _OPENING_CHARS
        if (is_far or is_border) and column:
            yield column
            column = []
        if not is_border:
            column.append(Piece(start, end, text, _is_single(text)))
    if column:
        yield column


def _is_single(text: str) -> bool:
    """Whether a piece is a letter or a symbol, or a letter with punctuation."""
    return len(text) == 1 or sum(char.isalnum() for char in text) == 1


def _is_in_marker(analysis: Analysis, start: int, end: int) -> bool:
    """Whether ``[start, end)`` is in a marker that is not part of a longer row of letters.

    ``s e c r e t`` is not a stamp in ``t h e s e c r e t t a l k s``.
    """
    marker = analysis.marker_at(start, end)
    if marker is None:
        return False
    text = analysis.text
    first, last = marker.clean_start, marker.clean_end
    if " " not in text[first:last]:
        return True
    before, after = text[max(0, first - _CONTEXT_CHARS) : first], text[last : last + _CONTEXT_CHARS]
    return not _LETTER_BEFORE.search(before) and not _LETTER_AFTER.match(after)


def spaced_runs(column: list[Piece]) -> Iterator[list[Piece]]:
    """Yield the runs of pieces that have single letters side by side, but no two longer pieces."""
    run: list[Piece] = []
    has_pair = False
    for piece in column:
        if run and not piece.is_single and not run[-1].is_single:
            if has_pair:
                yield run
            run, has_pair = [], False
        has_pair = has_pair or (bool(run) and piece.is_single and run[-1].is_single)
        run.append(piece)
    if has_pair:
        yield run


def single_letters(pieces: list[Piece]) -> list[str]:
    """Return the letters of the single pieces, in lower case."""
    return [
        char for piece in pieces if piece.is_single for char in piece.text.lower() if char.isalpha()
    ]
