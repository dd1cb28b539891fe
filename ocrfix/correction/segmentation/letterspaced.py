"""Letter-spaced text, `T h e  P r e s i d e n t`, as the text layers of some archives have it."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.annotated_tokens import SENTENCE_START
from ocrfix.correction.models import Models
from ocrfix.correction.segmentation.viterbi import (
    Segment,
    Segmentation,
    mean_bigram_pmi,
    segment,
)
from ocrfix.correction.segmentation.word_model import IMPOSSIBLE, WordModel
from ocrfix.correction.settings import CorrectionSettings
from ocrfix.edits import Edit
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.word import ANY_ENGLISH, TITLE, UPPER, Word
from ocrfix.text import lazy_regex
from ocrfix.text.casing import is_name_shaped
from ocrfix.text.lines import Line

# Three single characters or more. Spaces and characters alternate, so that the time to match does
# not grow faster than the line.
_SPACED_RUN = lazy_regex.pattern(r"(?<!\S)\S(?: {1,3}\S(?!\S)){2,}")
# Two of them, with a space before: what every such run has and few lines do, and faster to find.
_SPACED_PAIR = lazy_regex.pattern(r" \S {1,3}\S(?!\S)")
_PIECE = lazy_regex.pattern(r"[^ ]+")
_LETTER_BEFORE = lazy_regex.pattern(r"(?:^|\s)[^\W\d_] \Z")
_LETTER_AFTER = lazy_regex.pattern(r" [^\W\d_](?!\S)")
_CONTEXT_CHARS = 3
_COLUMN_SPACES = 6
"""More spaces than this separate the columns of a table."""
_PUNCTUATION = ".,;:?!()\"'"
_OPENING_CHARS = frozenset("([{\"'“‘«<$£")
"""With other symbols, a line begins with a bullet or the mark of a heading."""
_AFTER_QUOTE = frozenset(".,;:?!)")
_CAPITALISED = TITLE | UPPER

_MAX_WORD_CHARS = 26
_MAX_WORD_CHARS_WIDE = 40
"""The same where wider gaps separate the words."""
_MAX_LETTERS_PER_GAP = 9.0
"""With more letters between two wider gaps, on average, these separate sentences and not words."""
_MIN_NAME_CHARS = 4
_MIN_DIFFERENT_LETTERS = 4
"""With fewer, `x x x x x`, it is a row of a table."""

# The following are natural logs of probabilities, or differences of them. First, of characters
# that are not parts of words:
_RANDOM_LETTER = math.log(1 / 32)
_RANDOM_DIGIT = math.log(1 / 14)
_RANDOM_SYMBOL = -1.5
_MIN_LONGER_PIECE = -20.0
"""A longer piece is at least this likely as it is, whatever it is."""

# How much more likely the words of a line must be than random letters:
_MIN_GAIN = 6.0
_MIN_GAIN_IN_PROSE = 2.5
_MIN_PROSE_WORDS, _MIN_PROSE_SHARE = 3, 0.8
"""A line is prose if it has this many English words besides, and this share of all words."""
_MAX_LINE_BONUS = 4.0
"""A few spaced letters are more likely to be words in a line with more of them."""
_CAPITALISED_WORD_BONUS = 6.0
"""Initials are capitals, and the letters of a list are of one case."""
_LONG_ROW_BONUS, _MAX_LIST_LETTERS = 0.5, 8
"""For each letter more than a list has: no table has rows as long."""
_WIDE_GAPS_BONUS = 2.0
"""For each letter, if there are wider gaps between the words."""

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
_INNER_CAPITAL = -2.0
"""For a capital inside a sentence, of a word that is usually printed in lower case."""

_MAX_CONFIDENCE = 0.98
_MAX_HEADING_CONFIDENCE = 0.7
"""A word in capitals alone on its line may have been typed with spaces for emphasis."""
_MAX_LOG_ODDS = 50.0


class Piece(NamedTuple):
    """A run of characters without spaces; offsets are those of the text.

    ``is_single``: whether it has one letter or digit, or is one character.
    """

    start: int
    end: int
    text: str
    is_single: bool


class Boundary(NamedTuple):
    """The scores for joining two pieces and for keeping them apart (natural logs)."""

    join: float
    split: float


class SpacedWords(NamedTuple):
    """Pieces of a line with letter-spaced words among them, and the words found in them.

    Attributes:
        pieces: the pieces, in order.
        segments: the words, in order.
        gain: how much more likely the words are than random letters (natural log).
        letter_gap: how many spaces separate letters, if wider gaps separate words; else 0.
    """

    pieces: list[Piece]
    segments: tuple[Segment, ...]
    gain: float
    letter_gap: int


def propose(analysis: Analysis, model: WordModel) -> Iterator[Edit]:
    """Yield the letter-spaced words, each joined.

    Args:
        analysis: the text.
        model: the word model.
    """
    lines = analysis.tokenized.lines
    starts: list[int] = []
    done = -1
    for pair in _SPACED_PAIR.finditer(analysis.text):
        starts = starts or [line.start for line in lines]
        number = bisect_right(starts, pair.start()) - 1
        if number <= done:
            continue
        done = number
        line = lines[number]
        if _SPACED_RUN.search(line.text) is not None:
            for column in _columns(analysis, line):
                yield from _join_words(analysis, model, line, column)


def _columns(analysis: Analysis, line: Line) -> Iterator[list[Piece]]:
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


def _join_words(
    analysis: Analysis, model: WordModel, line: Line, column: list[Piece]
) -> Iterator[Edit]:
    """Yield the letter-spaced words of a column, each joined."""
    mixed_case = any(char.islower() for char in line.text)
    lexicon = analysis.lexicon
    found = [
        words
        for pieces in _spaced_runs(column)
        if (words := _find_words(lexicon, model, pieces, mixed_case)) is not None
    ]
    if not found:
        return
    min_gain = _MIN_GAIN_IN_PROSE if _is_prose(lexicon, column) else _MIN_GAIN
    gain = sum(max(0.0, words.gain) for words in found) - min_gain
    line_bonus = min(_MAX_LINE_BONUS, max(0.0, gain / 2))
    for words in found:
        log_odds = max(-_MAX_LOG_ODDS, min(gain, words.gain + line_bonus))
        confidence = min(_MAX_CONFIDENCE, 1 / (1 + math.exp(-log_odds)))
        if _is_heading(words, line, mixed_case):
            confidence = min(confidence, _MAX_HEADING_CONFIDENCE)
        yield from _edits(analysis, words, confidence)


def _is_prose(lexicon: Lexicon, column: list[Piece]) -> bool:
    """Whether the other words are English, and not noise, a list or a table."""
    words = [
        piece.text.strip(_PUNCTUATION)
        for piece in column
        if not piece.is_single and len(piece.text) > 2
    ]
    known = sum(bool(lexicon.word(word.lower()).is_english) for word in words)
    return known >= max(_MIN_PROSE_WORDS, _MIN_PROSE_SHARE * len(words))


def _is_heading(words: SpacedWords, line: Line, mixed_case: bool) -> bool:
    """Whether only one word is joined, in capitals, alone on its line or among lowercase."""
    joined = [part.text for part in words.segments if part.end > part.start + 1]
    if len(joined) != 1 or not joined[0].isupper():
        return False
    return mixed_case or joined[0] == line.text.replace(" ", "")


def _spaced_runs(column: list[Piece]) -> Iterator[list[Piece]]:
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


def _find_words(
    lexicon: Lexicon, model: WordModel, pieces: list[Piece], mixed_case: bool
) -> SpacedWords | None:
    """Return the most likely words of a run of pieces, or nothing where none is to be joined."""
    letter_gap = _letter_gap(pieces)
    boundaries = _boundaries(lexicon, pieces, letter_gap, mixed_case)
    max_chars = _MAX_WORD_CHARS_WIDE if letter_gap else _MAX_WORD_CHARS
    # Running sums, so that the score of joining all between two places is a difference.
    joins = [0.0]
    for boundary in boundaries:
        joins.append(joins[-1] + boundary.join)

    def make_segment(start: int, end: int) -> Segment | None:
        text = "".join(piece.text for piece in pieces[start:end])
        if len(text) > max_chars and end > start + 1:
            return None
        scored = model.score(text, mixed_case)
        score = scored.score
        if end == start + 1 and not pieces[start].is_single:
            score = max(score, _MIN_LONGER_PIECE)
        elif score <= IMPOSSIBLE:
            return None
        score += joins[end - 1] - joins[start]
        if end < len(pieces):
            score += boundaries[end - 1].split
        return Segment(start, end, text, scored.word, score, scored.as_left)

    def transition(first: Word, second: Segment) -> float:
        score = mean_bigram_pmi(lexicon, first, second.word)
        if mixed_case and first is not SENTENCE_START and second.text[0].isupper():
            flags = second.word.flags
            if flags & ANY_ENGLISH and not flags & _CAPITALISED:
                score += _INNER_CAPITAL
        return score

    found = segment(len(pieces), max_chars, make_segment, transition, SENTENCE_START)
    if not found or all(part.end == part.start + 1 for part in found[0].segments):
        return None
    best = found[0]
    letters = _single_letters(pieces)
    if not letters or len(set(letters)) < min(_MIN_DIFFERENT_LETTERS, (len(letters) + 1) // 2):
        return None
    gain = best.score - _random_score(model, pieces, best, mixed_case)
    gain += _LONG_ROW_BONUS * max(0, len(letters) - _MAX_LIST_LETTERS)
    if letter_gap and len(best.segments) > 2:
        gain += _WIDE_GAPS_BONUS * len(letters)
    return SpacedWords(pieces, best.segments, gain, letter_gap)


def _single_letters(pieces: list[Piece]) -> list[str]:
    return [
        char for piece in pieces if piece.is_single for char in piece.text.lower() if char.isalpha()
    ]


def _letter_gap(pieces: list[Piece]) -> int:
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


def _boundaries(
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


def _random_score(
    model: WordModel, pieces: list[Piece], best: Segmentation, mixed_case: bool
) -> float:
    """Return how likely the pieces are if none belong together (natural log)."""
    total = 0.0
    for piece in pieces:
        if not piece.is_single:
            as_word = max(model.score(piece.text, mixed_case).score, _MIN_LONGER_PIECE)
            total += max(as_word, _RANDOM_LETTER * len(piece.text))
        elif any(char.isdigit() for char in piece.text):
            total += _RANDOM_DIGIT
        elif any(char.isalpha() for char in piece.text):
            total += _RANDOM_LETTER
        else:
            total += _RANDOM_SYMBOL
    if any(_is_capitalised_word(part) for part in best.segments):
        total -= _CAPITALISED_WORD_BONUS
    return total


def _is_capitalised_word(part: Segment) -> bool:
    """Whether a word is made of single letters only: a capital and then lowercase letters."""
    size = part.end - part.start
    return size >= _MIN_NAME_CHARS and is_name_shaped(part.text) and len(part.text) == size


def _edits(analysis: Analysis, words: SpacedWords, confidence: float) -> Iterator[Edit]:
    """Yield an edit for each word that is not written so; between words, one space is left."""
    pieces = words.pieces
    for part in words.segments:
        first = pieces[part.start]
        start, end = first.start, pieces[part.end - 1].end
        if part.start and words.letter_gap:
            before = pieces[part.start - 1]
            if first.start - before.end > 1 and (first.is_single or before.is_single):
                start = before.end + 1
        if analysis.text[start:end] != part.text:
            reason = f"{part.text!r} with spaces between its letters"
            yield analysis.edit(start, end, part.text, "letterspaced", confidence, reason)


class LetterspacedCorrector:
    """Words with spaces between their letters.

    Args:
        models: the rankers and tables of the dictionaries.
        settings: what is corrected, and the thresholds.
    """

    kinds = frozenset({"letterspaced"})
    reach = 0
    joins_words = True

    def __init__(self, models: Models, settings: CorrectionSettings) -> None:
        self.word_model = models.word_model

    def propose(self, analysis: Analysis) -> Iterator[Edit]:
        """Yield the words whose letters are spaced, each joined."""
        return propose(analysis, self.word_model)
