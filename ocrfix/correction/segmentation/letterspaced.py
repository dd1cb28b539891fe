"""Letter-spaced text: `T h e  P r e s i d e n t`, as the text layers of some archives have it."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.annotated_tokens import SENTENCE_START
from ocrfix.correction.models import Models
from ocrfix.correction.segmentation.viterbi import Part, Way, fit, ways
from ocrfix.correction.segmentation.word_model import NEVER, Speller
from ocrfix.correction.settings import CorrectionSettings
from ocrfix.edits import Edit
from ocrfix.lexicon import Lexicon
from ocrfix.lexicon.word import ANY_ENGLISH, TITLE, UPPER, Word
from ocrfix.text import lazy_regex
from ocrfix.text.casing import is_name_shaped
from ocrfix.text.lines import Line

# Three signs or more that stand alone. Blanks and signs take turns, so that no sign is looked at
# more than some times.
_RUN = lazy_regex.pattern(r"(?<!\S)\S(?: {1,3}\S(?!\S)){2,}")
# Two of them, with a blank in front: what every such run holds and few lines do, found faster.
_PAIR = lazy_regex.pattern(r" \S {1,3}\S(?!\S)")
_PIECE = lazy_regex.pattern(r"[^ ]+")
_LETTER_BEFORE = lazy_regex.pattern(r"(?:^|\s)[^\W\d_] \Z")
_LETTER_AFTER = lazy_regex.pattern(r" [^\W\d_](?!\S)")
_COLUMN = 6
_SIGNS = ".,;:?!()\"'"
_OPENS_TEXT = frozenset("([{\"'“‘«<$£")
_AFTER_QUOTE = frozenset(".,;:?!)")
_CAPITAL = TITLE | UPPER

_FEWEST = 4
_LONGEST, _LONGEST_GAPPED = 26, 40
_EVEN = 9.0
"""Letters between wider gaps, on average: fewer, and the gaps part words; else sentences."""

_LETTER = math.log(1 / 32)
_FIGURE = math.log(1 / 14)
_OTHER = -1.5
_SELDOM = 6.0
"""How much likelier than letters by chance the words have to be (natural log)."""
_SELDOM_IN_PROSE = 2.5
_FEWEST_OF_PROSE, _SHARE_OF_PROSE = 3, 0.8
_NAME_BONUS = 6.0
_SUREST = 0.98

_JOIN_WORD = -9.0
_JOIN_CHUNK = -3.0
_JOIN_SIGNED = -12.0
_JOIN_WIDE = -25.0
_PART_NARROW = -16.0
_SPACED_AROUND = 4.0
"""More likely are a few letters among many that blanks part."""
_FEWEST_DIFFERENT = 4
_GAPS_AGREE = 2.0
_LONG_ROW, _LETTERS_OF_A_LIST = 0.5, 8
"""What each letter more than those of a list says for a text: no table has rows so long."""
_QUOTED = -15.0
_CAPITAL_INSIDE = -2.0
"""A word written small in print seldom has a capital inside a sentence; a name has it."""
_WITHIN_NUMBER = -6.0
_AS_IT_STANDS = -20.0
_HEADING = 0.7
"""A word in capitals alone on its line may be spaced because its typist wanted it so."""


class Piece(NamedTuple):
    """What stands between blanks; offsets are of the text. ``single``: one letter or none."""

    start: int
    end: int
    text: str
    single: bool


class Gap(NamedTuple):
    """Between two pieces: what it takes to join them, and to part them (natural logs)."""

    join: float
    part: float


class Words(NamedTuple):
    """Pieces of a line among which there are letters that blanks part, and their words.

    Attributes:
        pieces: the pieces, in order.
        parts: the words, in order.
        gain: how much likelier the words are than letters by chance (natural log).
        even: how many blanks part letters, where wider gaps part words; else 0.
    """

    pieces: list[Piece]
    parts: tuple[Part, ...]
    gain: float
    even: int


def propose(analysis: Analysis, speller: Speller) -> Iterator[Edit]:
    """Yield the words whose letters blanks part, each joined again.

    Args:
        analysis: the text.
        speller: the judge of runs of characters.
    """
    lines = analysis.tokenized.lines
    starts: list[int] = []
    done = -1
    for pair in _PAIR.finditer(analysis.text):
        starts = starts or [line.start for line in lines]
        number = bisect_right(starts, pair.start()) - 1
        if number <= done:
            continue
        done = number
        line = lines[number]
        if _RUN.search(line.text) is not None:
            for stretch in _stretches(analysis, line):
                yield from _joined(analysis, speller, line, stretch)


def _stretches(analysis: Analysis, line: Line) -> Iterator[list[Piece]]:
    """Yield the pieces of a line, cut where a column ends and where something is marked."""
    found: list[Piece] = []
    for match in _PIECE.finditer(line.text):
        start, end = match.start() + line.start, match.end() + line.start
        text = match.group()
        far = bool(found) and start - found[-1].end > _COLUMN
        border = "|" in text or "\t" in text or _stands_marked(analysis, start, end)
        if match.start() == 0 and not any(c.isalnum() for c in text):
            border = border or text[0] not in _OPENS_TEXT  # a bullet, the signs of a heading
        if (far or border) and found:
            yield found
            found = []
        if not border:
            found.append(Piece(start, end, text, _single(text)))
    if found:
        yield found


def _single(text: str) -> bool:
    """Whether a piece is a letter or a sign, a letter perhaps with a sign on it."""
    return len(text) == 1 or sum(c.isalnum() for c in text) == 1


def _stands_marked(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a marker holds ``[start, end)``, and is no accident of a longer row of letters.

    ``s e c r e t`` is no stamp in ``t h e s e c r e t t a l k s``.
    """
    marker = analysis.marker_at(start, end)
    if marker is None:
        return False
    text = analysis.text
    first, last = marker.clean_start, marker.clean_end
    if " " not in text[first:last]:
        return True
    before, after = text[max(0, first - 3) : first], text[last : last + 3]
    runs_on = bool(_LETTER_BEFORE.search(before)) or bool(_LETTER_AFTER.match(after))
    return not runs_on


def _joined(
    analysis: Analysis, speller: Speller, line: Line, stretch: list[Piece]
) -> Iterator[Edit]:
    mixed = any(c.islower() for c in line.text)
    found = [
        words
        for island in _islands(stretch)
        if (words := _words(analysis.lexicon, speller, island, mixed)) is not None
    ]
    if not found:
        return
    seldom = _SELDOM_IN_PROSE if _prose(analysis.lexicon, stretch) else _SELDOM
    gain = sum(max(0.0, words.gain) for words in found) - seldom
    around = min(_SPACED_AROUND, max(0.0, gain / 2))
    for words in found:
        sure = max(-50.0, min(gain, words.gain + around))
        confidence = min(_SUREST, 1 / (1 + math.exp(-sure)))
        if _set_apart(words, line, mixed):
            confidence = min(confidence, _HEADING)
        yield from _edits(analysis, words, confidence)


def _prose(lexicon: Lexicon, stretch: list[Piece]) -> bool:
    """Whether the words around are words of a text, and no noise, list or table."""
    words = [p.text.strip(_SIGNS) for p in stretch if not p.single and len(p.text) > 2]
    known = sum(bool(lexicon.word(word.lower()).is_english) for word in words)
    return known >= max(_FEWEST_OF_PROSE, _SHARE_OF_PROSE * len(words))


def _set_apart(words: Words, line: Line, mixed: bool) -> bool:
    """Whether it is one word in capitals, alone on its line or among small letters."""
    joined = [part.text for part in words.parts if part.end > part.start + 1]
    if len(joined) != 1 or not joined[0].isupper():
        return False
    return mixed or joined[0] == line.text.replace(" ", "")


def _islands(stretch: list[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces around letters that stand alone: no two longer ones stand side by side."""
    island: list[Piece] = []
    singles = False  # two side by side
    for piece in stretch:
        if island and not piece.single and not island[-1].single:
            if singles:
                yield island
            island, singles = [], False
        singles = singles or (bool(island) and piece.single and island[-1].single)
        island.append(piece)
    if singles:
        yield island


def _words(lexicon: Lexicon, speller: Speller, pieces: list[Piece], mixed: bool) -> Words | None:
    even = _even(pieces)
    gaps = _gaps(lexicon, pieces, even, mixed)
    longest = _LONGEST_GAPPED if even else _LONGEST
    # Sums from the left, so that what is between two places is a difference.
    joins = [0.0]
    for gap in gaps:
        joins.append(joins[-1] + gap.join)

    def part(start: int, end: int) -> Part | None:
        text = "".join(piece.text for piece in pieces[start:end])
        if len(text) > longest and end > start + 1:
            return None
        spelled = speller.judge(text, mixed)
        score = spelled.score
        if end == start + 1 and not pieces[start].single:
            score = max(score, _AS_IT_STANDS)
        elif score <= NEVER:
            return None
        score += joins[end - 1] - joins[start]
        if end < len(pieces):
            score += gaps[end - 1].part
        return Part(start, end, text, spelled.word, score, spelled.ends)

    def after(first: Word, second: Part) -> float:
        score = fit(lexicon, first, second.word)
        if mixed and first is not SENTENCE_START and second.text[0].isupper():
            flags = second.word.flags
            if flags & ANY_ENGLISH and not flags & _CAPITAL:
                score += _CAPITAL_INSIDE
        return score

    found = ways(len(pieces), longest, part, after, SENTENCE_START)
    if not found:
        return None
    best = found[0]
    if all(p.end == p.start + 1 for p in best.parts):
        return None
    letters = [c for piece in pieces if piece.single for c in piece.text.lower() if c.isalpha()]
    if not letters or len(set(letters)) < min(_FEWEST_DIFFERENT, (len(letters) + 1) // 2):
        return None  # `x x x x x`, a row of a table
    gain = best.score - _by_chance(speller, pieces, best, mixed)
    gain += _LONG_ROW * max(0, len(letters) - _LETTERS_OF_A_LIST)
    if even and len(best.parts) > 2:
        gain += _GAPS_AGREE * len(letters)
    return Words(pieces, best.parts, gain, even)


def _even(pieces: list[Piece]) -> int:
    """Return how many blanks part letters where wider gaps part words; 0 where none do."""
    widths = [b.start - a.end for a, b in pairwise(pieces) if a.single and b.single]
    least = min(widths)
    wide = sum(width > least for width in widths)
    if wide and len(widths) / (wide + 1) <= _EVEN:
        return least
    return 0


def _gaps(lexicon: Lexicon, pieces: list[Piece], even: int, mixed: bool) -> list[Gap]:
    found = []
    opens = pieces[0].text == '"'
    paired = sum(piece.text == '"' for piece in pieces) % 2 == 0
    for number, (one, other) in enumerate(pairwise(pieces)):
        width = other.start - one.end
        join = part = 0.0
        for piece in (one, other):
            if not piece.single:
                join += _joining(lexicon, piece)
        if one.single and other.single:
            if even and width > even:
                join += _JOIN_WIDE
            elif even:
                part += _PART_NARROW
            elif width > 1:
                join += _JOIN_WIDE
        elif width > 1:
            join += _JOIN_WIDE
        # A quote that opens joins what follows, one that closes what stands before it.
        if one.text == '"' and other.text not in _AFTER_QUOTE:
            join, part = (join, part + _QUOTED) if opens else (join + _QUOTED, part)
        if other.text == '"':
            following = pieces[number + 2].text if number + 2 < len(pieces) else ""
            opens = (not opens and paired) or (not paired and mixed and following[:1].isupper())
            join, part = (join + _QUOTED, part) if opens else (join, part + _QUOTED)
        if one.text.isdigit() and other.text.isdigit():
            part += _WITHIN_NUMBER
        found.append(Gap(join, part))
    return found


def _joining(lexicon: Lexicon, piece: Piece) -> float:
    """Return what it takes to join a piece of more than one letter with another."""
    if not piece.text.isalpha():
        return _JOIN_SIGNED
    known = lexicon.word(piece.text.lower())
    return _JOIN_WORD if known.is_english else _JOIN_CHUNK


def _by_chance(speller: Speller, pieces: list[Piece], way: Way, mixed: bool) -> float:
    """Return how likely the pieces are if none belong together (natural log)."""
    total = 0.0
    for piece in pieces:
        if not piece.single:
            stands = max(speller.judge(piece.text, mixed).score, _AS_IT_STANDS)
            total += max(stands, _LETTER * len(piece.text))
        elif any(c.isdigit() for c in piece.text):
            total += _FIGURE
        elif any(c.isalpha() for c in piece.text):
            total += _LETTER
        else:
            total += _OTHER
    # Initials are capitals and lists are all of a kind; a capital with small letters is a word.
    if any(
        p.end - p.start >= _FEWEST and is_name_shaped(p.text) and len(p.text) == p.end - p.start
        for p in way.parts
    ):
        total -= _NAME_BONUS
    return total


def _edits(analysis: Analysis, words: Words, confidence: float) -> Iterator[Edit]:
    pieces = words.pieces
    for part in words.parts:
        first = pieces[part.start]
        start, end = first.start, pieces[part.end - 1].end
        if part.start and words.even:
            before = pieces[part.start - 1]
            if first.start - before.end > 1 and (first.single or before.single):
                start = before.end + 1  # one blank is enough between words
        if analysis.text[start:end] != part.text:
            reason = f"{part.text!r} with blanks between its letters"
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
