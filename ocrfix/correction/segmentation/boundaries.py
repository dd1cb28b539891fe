"""Boundaries between the pieces of a line: how likely each is to separate two words."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from ocrfix.correction.segmentation.pieces import Piece
from ocrfix.lexicon import Lexicon

_AFTER_QUOTE = frozenset(".,;:?!)")
_MAX_LETTERS_PER_GAP = 9.0
"""With more letters between two wider gaps, on average, these separate sentences and not words."""

# How much less likely it is to join two pieces:
_JOIN_WORD = -9.0
_JOIN_FRAGMENT = -3.0
_JOIN_WITH_SYMBOLS = -12.0
_JOIN_ACROSS_WIDE_GAP = -25.0
# And to keep them apart:
_SPLIT_AT_NARROW_GAP = -16.0
_SPLIT_WITHIN_NUMBER = -6.0
# And to do either against a quotation mark:
_AGAINST_QUOTE = -15.0


class Boundary(NamedTuple):
    """The scores for joining two pieces and for keeping them apart (natural logs)."""

    join: float
    split: float


def find_letter_gap(pieces: list[Piece]) -> int:
    """Return how many spaces separate letters, where wider gaps separate words; else 0."""
    widths = [
        after.start - before.end
        for before, after in pairwise(pieces)
        if before.is_single and after.is_single
    ]
    least = min(widths)
    wide = sum(width > least for width in widths)
    if wide and len(widths) / (wide + 1) <= _MAX_LETTERS_PER_GAP:
        return least
    return 0


def score_boundaries(
    lexicon: Lexicon, pieces: list[Piece], letter_gap: int, mixed_case: bool
) -> list[Boundary]:
    """Return the scores for joining each piece with the next and for keeping them apart."""
    found = []
    is_opening = pieces[0].text == '"'
    is_paired = sum(piece.text == '"' for piece in pieces) % 2 == 0
    for number, (before, after) in enumerate(pairwise(pieces)):
        width = after.start - before.end
        join = split = 0.0
        for piece in (before, after):
            if not piece.is_single:
                join += _join_score(lexicon, piece)
        if before.is_single and after.is_single:
            if letter_gap and width > letter_gap:
                join += _JOIN_ACROSS_WIDE_GAP
            elif letter_gap:
                split += _SPLIT_AT_NARROW_GAP
            elif width > 1:
                join += _JOIN_ACROSS_WIDE_GAP
        elif width > 1:
            join += _JOIN_ACROSS_WIDE_GAP
        # An opening quote belongs to what follows, a closing one to what precedes it.
        if before.text == '"' and after.text not in _AFTER_QUOTE:
            if is_opening:
                split += _AGAINST_QUOTE
            else:
                join += _AGAINST_QUOTE
        if after.text == '"':
            following = pieces[number + 2].text if number + 2 < len(pieces) else ""
            is_opening = (not is_opening and is_paired) or (
                not is_paired and mixed_case and following[:1].isupper()
            )
            if is_opening:
                join += _AGAINST_QUOTE
            else:
                split += _AGAINST_QUOTE
        if before.text.isdigit() and after.text.isdigit():
            split += _SPLIT_WITHIN_NUMBER
        found.append(Boundary(join, split))
    return found


def _join_score(lexicon: Lexicon, piece: Piece) -> float:
    """Return the score for joining a piece of more than one letter with another."""
    if not piece.text.isalpha():
        return _JOIN_WITH_SYMBOLS
    known = lexicon.word(piece.text.lower())
    return _JOIN_WORD if known.is_english else _JOIN_FRAGMENT
