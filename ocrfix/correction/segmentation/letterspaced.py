"""Letter-spaced text, `T h e  P r e s i d e n t`, as the text layers of some archives have it."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.annotated_tokens import SENTENCE_START
from ocrfix.correction.models import Models
from ocrfix.correction.segmentation.boundaries import find_letter_gap, score_boundaries
from ocrfix.correction.segmentation.pieces import Piece, find_columns, single_letters, spaced_runs
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
_PUNCTUATION = ".,;:?!()\"'"
_CAPITALIZED = TITLE | UPPER

_MAX_WORD_CHARS = 26
_MAX_WORD_CHARS_WIDE = 40
"""The same where wider gaps separate the words."""
_MIN_NAME_CHARS = 4
_MIN_DIFFERENT_LETTERS = 4
"""With fewer, `x x x x x`, it is a row of a table."""

# The following are natural logs of probabilities, or differences of them. First, of characters
# that are not parts of words:
_RANDOM_LETTER = math.log(1 / 32)
_RANDOM_DIGIT = math.log(1 / 14)
_RANDOM_SYMBOL = -1.5
_MIN_LONGER_PIECE = -20.0
"""Minimum log probability of a longer piece that is left unchanged."""

# How much more likely the words of a line must be than random letters:
_MIN_GAIN = 6.0
_MIN_GAIN_IN_PROSE = 2.5
_MIN_PROSE_WORDS, _MIN_PROSE_SHARE = 3, 0.8
"""A line is prose if it has this many English words besides, and this share of all words."""
_MAX_LINE_BONUS = 4.0
"""A few spaced letters are more likely to be words in a line with more of them."""
_CAPITALIZED_WORD_BONUS = 6.0
"""Initials are capitals, and the letters of a list are of one case."""
_LONG_ROW_BONUS, _MAX_LIST_LETTERS = 0.5, 8
"""For each letter more than a list has: no table has rows as long."""
_WIDE_GAPS_BONUS = 2.0
"""For each letter, if there are wider gaps between the words."""

_INNER_CAPITAL = -2.0
"""For a capital inside a sentence, of a word that is usually printed in lower case."""

_MAX_CONFIDENCE = 0.98
_MAX_HEADING_CONFIDENCE = 0.7
"""A word in capitals alone on its line may have been typed with spaces for emphasis."""
_MAX_LOG_ODDS = 50.0


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
            for column in find_columns(analysis, line):
                yield from _join_words(analysis, model, line, column)


def _join_words(
    analysis: Analysis, model: WordModel, line: Line, column: list[Piece]
) -> Iterator[Edit]:
    """Yield the letter-spaced words of a column, each joined."""
    mixed_case = any(char.islower() for char in line.text)
    lexicon = analysis.lexicon
    found = [
        words
        for pieces in spaced_runs(column)
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


def _find_words(
    lexicon: Lexicon, model: WordModel, pieces: list[Piece], mixed_case: bool
) -> SpacedWords | None:
    """Return the most likely words of a run of pieces, or nothing where none is to be joined."""
    letter_gap = find_letter_gap(pieces)
    boundaries = score_boundaries(lexicon, pieces, letter_gap, mixed_case)
    max_chars = _MAX_WORD_CHARS_WIDE if letter_gap else _MAX_WORD_CHARS
    # Cumulative sums: the score of joining everything between two positions is a difference.
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
            if flags & ANY_ENGLISH and not flags & _CAPITALIZED:
                score += _INNER_CAPITAL
        return score

    found = segment(len(pieces), max_chars, make_segment, transition, SENTENCE_START)
    if not found or all(part.end == part.start + 1 for part in found[0].segments):
        return None
    best = found[0]
    letters = single_letters(pieces)
    if not letters or len(set(letters)) < min(_MIN_DIFFERENT_LETTERS, (len(letters) + 1) // 2):
        return None
    gain = best.score - _random_score(model, pieces, best, mixed_case)
    gain += _LONG_ROW_BONUS * max(0, len(letters) - _MAX_LIST_LETTERS)
    if letter_gap and len(best.segments) > 2:
        gain += _WIDE_GAPS_BONUS * len(letters)
    return SpacedWords(pieces, best.segments, gain, letter_gap)


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
    if any(_is_capitalized_word(part) for part in best.segments):
        total -= _CAPITALIZED_WORD_BONUS
    return total


def _is_capitalized_word(part: Segment) -> bool:
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
