"""Collation: what each other reading of a document has for the words of a text."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from ocrfix.correction.annotated_tokens import NUMBER, AnnotatedTokens
from ocrfix.correction.readings.alignment import align_readings
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.text.spans import Span
from ocrfix.text.tokens import TokenizedText

_MAX_PIECE_CHARS = 80
"""A longer span that corresponds to one or two words is an error of the alignment."""

ONE_LETTER_WORDS = frozenset("aAI")
"""The letters that are words by themselves."""

_MIN_AGREEMENT = 0.2
"""Least share of words that both have alike: below it, a text is noise, or of another document."""

_MAX_GAP_CHARS = 20
"""Maximum distance of two words of another reading between which nothing may be missing."""

_NOISE_WINDOW = 20
"""Words before and after a word by which the noise around it is measured."""

_NOISE_PRIOR = 4
"""Known words added to each count, so that one unknown word does not make a short text noise."""


class OtherReading:
    """Another reading of a document, tokenized once for all passes.

    Args:
        text: its text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokenized = TokenizedText(text)
        self._noise: array[int] | None = None

    def noise_share(self, offset: int, lexicon: Lexicon) -> float:
        """Return the share of words in no dictionary around an offset, from 0 to 1."""
        if self._noise is None:
            self._noise = _cumulative_noise(self.tokenized, lexicon)
        tokens = self.tokenized.tokens
        at = bisect_left(tokens, offset, key=lambda token: token.start)
        first, stop = max(0, at - _NOISE_WINDOW), min(len(tokens), at + _NOISE_WINDOW + 1)
        return (self._noise[stop] - self._noise[first]) / (stop - first + _NOISE_PRIOR)


def _cumulative_noise(tokenized: TokenizedText, lexicon: Lexicon) -> array[int]:
    """Return the counts of words in no dictionary: before each token, and in total."""
    counts = array("q", [0])
    for word in AnnotatedTokens(tokenized, lexicon).words:
        counts.append(counts[-1] + (word is not NUMBER and not word.flags))
    return counts


class AlignedReading:
    """Another reading, aligned with the words of a text.

    Args:
        reading: the other reading.
        tokenized: the text.
        lexicon: the dictionaries.

    Attributes:
        spans: for each word of the text, the span that corresponds to it, with offsets of the other
            reading, or ``None``.
    """

    def __init__(self, reading: OtherReading, tokenized: TokenizedText, lexicon: Lexicon) -> None:
        self.reading = reading
        self.lexicon = lexicon
        self._text = reading.text
        self.spans: list[Span | None] = align_readings(tokenized.tokens, reading.tokenized.tokens)
        if not self._is_of_same_document(tokenized):
            self.spans = [None] * len(self.spans)

    def _is_of_same_document(self, tokenized: TokenizedText) -> bool:
        same = 0
        for token, span in zip(tokenized.tokens, self.spans, strict=True):
            same += span is not None and self._text[span[0] : span[1]] == token.text
        return same >= _MIN_AGREEMENT * len(self.spans)

    def span(self, first: int, stop: int) -> Span | None:
        """Return the span that corresponds to some words, with offsets of the other reading.

        Args:
            first: the index of the first word.
            stop: the index after the last word.

        Returns:
            ``None`` where nothing corresponds to the first or to the last word, or where what does
            is in a different order.
        """
        begin, end = self.spans[first], self.spans[stop - 1]
        if begin is None or end is None or not begin[0] < end[1] <= begin[0] + _MAX_PIECE_CHARS:
            return None
        return begin[0], end[1]

    def piece(self, first: int, stop: int) -> str | None:
        """Return the text that corresponds to some words; see :meth:`span`.

        Spaces inside a word are left out: some archives' text layers have them (`Situatio n`).
        """
        span = self.span(first, stop)
        if span is None:
            return None
        parts = self._text[span[0] : span[1]].split()
        return "".join(parts) if len(parts) > 1 and self._are_pieces(parts) else " ".join(parts)

    def is_in_pieces(self, first: int, stop: int) -> bool:
        """Whether what corresponds to some words has white space in it, here too."""
        span = self.span(first, stop)
        return span is not None and len(self._text[span[0] : span[1]].split()) > 1

    def _are_pieces(self, parts: list[str]) -> bool:
        """Whether texts are pieces of one word: one is a letter, or they are a word together."""
        if any(
            len(part) == 1 and part.isalpha() and part not in ONE_LETTER_WORDS for part in parts
        ):
            return True
        words = [self.lexicon.word(part.lower()) for part in parts]
        if all(word.is_english for word in words):
            return False
        return self.lexicon.word("".join(parts).lower()).is_english

    def is_run_together(self, first: int, stop: int) -> bool:
        """Whether what corresponds to some words is only a part of a word of this reading."""
        span = self.span(first, stop)
        if span is None:
            return False
        text, (start, end) = self._text, span
        before = start > 0 and text[start - 1].isalnum()
        return before or text[end : end + 1].isalnum()

    def between(self, left: int, right: int) -> str | None:
        """Return the text between what corresponds to two words, ``None`` where that is unknown."""
        begin, end = self.spans[left], self.spans[right]
        if begin is None or end is None or not 0 <= end[0] - begin[1] <= _MAX_GAP_CHARS:
            return None
        return self._text[begin[1] : end[0]]

    def lacks(self, index: int) -> bool:
        """Whether this reading has the neighbors of a word, and no word between them."""
        if self.spans[index] is not None or not 0 < index < len(self.spans) - 1:
            return False
        gap = self.between(index - 1, index + 1)
        return gap is not None and not any(map(str.isalnum, gap))

    def noise_share(self, index: int) -> float:
        """Return the share of words in no dictionary around what corresponds to a word."""
        span = self.spans[index]
        return 0.0 if span is None else self.reading.noise_share(span[0], self.lexicon)


class Collation:
    """The other readings of a document, aligned with one of its texts.

    Args:
        tokenized: the text.
        readings: the other readings.
        lexicon: the dictionaries.
    """

    def __init__(
        self, tokenized: TokenizedText, readings: Sequence[OtherReading], lexicon: Lexicon
    ) -> None:
        self._tokenized = tokenized
        self._readings = readings
        self._lexicon = lexicon

    @cached_property
    def aligned(self) -> list[AlignedReading]:
        """The other readings, each aligned with the text."""
        return [AlignedReading(r, self._tokenized, self._lexicon) for r in self._readings]

    def differs_at(self, index: int) -> bool:
        """Whether a reading has something else for a word, or nothing between its neighbors."""
        seen = letters_of(self._tokenized.tokens[index].text)
        for reading in self.aligned:
            piece = reading.piece(index, index + 1)
            if reading.lacks(index) if piece is None else letters_of(piece) != seen:
                return True
        return False

    def evidence_count(self, index: int) -> int:
        """Return how many readings say anything about a word."""
        return sum(r.spans[index] is not None or r.lacks(index) for r in self.aligned)


def letters_of(text: str) -> str:
    """Return the letters, digits and spaces of a text, by which readings are compared."""
    return "".join(c for c in text if c.isalnum() or c == " ")
