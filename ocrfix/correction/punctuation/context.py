"""The gaps of a text in their context: how noisy and how punctuated the text around each is."""

from __future__ import annotations

from array import array

from ocrfix.correction.annotated_tokens import SENTENCE_START, AnnotatedTokens
from ocrfix.correction.punctuation.confusions import PunctuationConfusions
from ocrfix.correction.punctuation.gaps import NEARBY_CHARS, Gap, find_gaps
from ocrfix.correction.punctuation.paired_marks import PairedMarks
from ocrfix.correction.punctuation.position import position_index, word_kind
from ocrfix.correction.punctuation.separator import Separator
from ocrfix.lexicon.ngrams import NgramCounts
from ocrfix.lexicon.word import Word
from ocrfix.text.lines import Line

MAX_QUIET_NOISE = 0.3
"""With less noise nearby, punctuation is likely right."""

_MAX_PAIRING_NOISE = 1.5
"""With more noise nearby, even a quote or bracket with a partner may be a misreading."""
_LIKELY = 0.5
"""Minimum probability at which a character counts as a misreading."""
_ROUNDING = float(1 << 28)
"""Error rates are rounded to multiples of 1 / this, so that sums of them are exact: noise is then
the same to the last digit, whatever text comes before."""
_SENTENCE_CHARS = 250
"""Words are counted at most this far back to the full stop before."""

# A C constant in compiled code, which other modules cannot import.
_NEARBY_CHARS = NEARBY_CHARS


class AnnotatedGaps:
    """The gaps of a text, each with its confusions and its context.

    A gap is named by its index in :attr:`gaps`.

    Args:
        annotated: the words of the text.
        confusions: how OCR engines read punctuation.
    """

    def __init__(self, annotated: AnnotatedTokens, confusions: PunctuationConfusions) -> None:
        self.annotated = annotated
        self.confusions = confusions
        self.text: str = annotated.tokenized.text
        self.gaps: list[Gap] = find_gaps(annotated.tokenized)
        self.separators: list[Separator] = [confusions.separator(gap.seen) for gap in self.gaps]
        self.marks = PairedMarks(self.text, self.gaps, self.separators)
        self.lines: list[Line] = annotated.tokenized.lines
        self.first_token: list[int] = annotated.tokenized.first_token
        lexicon = annotated.lexicon
        self.ngrams: NgramCounts = lexicon.ngrams
        self.word_classes: dict[str, str] = lexicon.word_classes
        self.user_words: frozenset[str] = lexicon.user_words
        self.sentence_start: Word = SENTENCE_START
        self.no_word: Word = annotated.look_up("")
        size = len(self.gaps) + 1
        # Sums over all gaps before each, and over all: of error rates, of those above one half, of
        # full stops and of commas.
        self._error_sums = array("d", bytes(8 * size))
        self._likely_error_sums = array("d", bytes(8 * size))
        self._stop_sums = array("q", bytes(8 * size))
        self._comma_sums = array("q", bytes(8 * size))
        # Of each gap: the first gap nearby, the one after the last nearby, the offset of the full
        # stop before it, and its position.
        self._first_nearby = array("q", bytes(8 * size))
        self._end_nearby = array("q", bytes(8 * size))
        self._previous_stop = array("q", bytes(8 * size))
        self._positions = array("q", bytes(8 * size))
        self._sum_up()

    def _sum_up(self) -> None:
        gaps = self.gaps
        count = len(gaps)
        first = last = stop = 0
        errors = likely_errors = 0.0
        for number in range(count):
            gap = gaps[number]
            separator = self.separators[number]
            start = gap.start
            other = gaps[first]
            while other.start < start - _NEARBY_CHARS:
                first += 1
                other = gaps[first]
            while last < count:
                other = gaps[last]
                if other.start > start + _NEARBY_CHARS:
                    break
                last += 1
            self._first_nearby[number] = first
            self._end_nearby[number] = last
            self._previous_stop[number] = stop
            position = position_index(gap, word_kind(gap.right))
            self._positions[number] = position
            rate = self.confusions.error_rate(separator, position)
            rate = int(rate * _ROUNDING) / _ROUNDING
            errors += rate
            if rate > _LIKELY:
                likely_errors += rate
            self._error_sums[number + 1] = errors
            self._likely_error_sums[number + 1] = likely_errors
            self._stop_sums[number + 1] = self._stop_sums[number] + separator.starts_with_stop
            self._comma_sums[number + 1] = self._comma_sums[number] + separator.starts_with_comma
            if separator.starts_with_stop:
                stop = start

    def position(self, number: int) -> int:
        """Return the position of a gap, an index of ``POSITIONS``."""
        return self._positions[number]

    def noise(self, number: int) -> float:
        """Return the expected number of misreadings in the other gaps nearby."""
        sums = self._error_sums
        nearby = sums[self._end_nearby[number]] - sums[self._first_nearby[number]]
        return nearby - (sums[number + 1] - sums[number])

    def likely_noise(self, number: int) -> float:
        """Return the same for gaps that are more likely wrong than right."""
        sums = self._likely_error_sums
        nearby = sums[self._end_nearby[number]] - sums[self._first_nearby[number]]
        return nearby - (sums[number + 1] - sums[number])

    def words_since_stop(self, number: int) -> int:
        """Return how many words there are between a gap and the full stop before it."""
        at = self.gaps[number].start
        stop = self._previous_stop[number]
        return self.text.count(" ", max(stop, at - _SENTENCE_CHARS), at)

    def stops_nearby(self, number: int) -> int:
        """Return how many other gaps nearby begin with a full stop."""
        sums, separator = self._stop_sums, self.separators[number]
        nearby = sums[self._end_nearby[number]] - sums[self._first_nearby[number]]
        return nearby - separator.starts_with_stop

    def commas_nearby(self, number: int) -> int:
        """Return how many other gaps nearby begin with a comma."""
        sums, separator = self._comma_sums, self.separators[number]
        nearby = sums[self._end_nearby[number]] - sums[self._first_nearby[number]]
        return nearby - separator.starts_with_comma

    def paired_marks(self, number: int) -> int:
        """Return the quotes and brackets of a gap that a correction may not remove.

        They are those with a partner, unless there is much noise nearby.

        Returns:
            A set of :data:`~ocrfix.correction.punctuation.separator.PAIRED_MARKS`.
        """
        separator = self.separators[number]
        if not separator.has_paired_mark or self.likely_noise(number) > _MAX_PAIRING_NOISE:
            return 0
        return self.marks.paired_in(self.gaps[number])
