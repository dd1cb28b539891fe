"""One word in its place: what stands around it, and what is known of them all."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from ocrfix.correction.dress import CAPITALISED, shape
from ocrfix.lexicon import Lexicon, Word
from ocrfix.lexicon.form import DIPLOMATIC, ENGLISH, FOREIGN, MARKS
from ocrfix.lexicon.lexicon import UNLIKELY
from ocrfix.scan import Scan, Token

NUMBER = Word(MARKS["<n>"], -3.2, 0, 0, 0, 0, 0)
SENTENCE = Word(MARKS["<s>"], -3.1, 0, 0, 0, 0, 0)
NOTHING = Word(0, UNLIKELY, 0, 0, 0, 0, 0)


_PLAIN = DIPLOMATIC | ENGLISH
_NEAR = 20
_BESIDE = 6
_STEPS = 16
_SURE = 4  # words without fault, counted more, so that one unknown word in a short text is no noise


class Place(NamedTuple):
    """A word of a scan with its neighbours.

    Attributes:
        token: the word.
        number: its number in the scan.
        word: what is known of it.
        left2, left: the two words before it; where a sentence begins between, its mark.
        right, right2: the two words after it.
        left_text, right_text: the neighbours as they stand, or nothing.
        doubt: the share of unknown words among those of its line, from 0 to 1.
    """

    token: Token
    number: int
    word: Word
    left2: Word
    left: Word
    right: Word
    right2: Word
    left_text: str
    right_text: str
    doubt: float


class Places:
    """The words of a scan, each looked up once.

    Args:
        scan: the text.
        lexicon: the dictionaries.
    """

    def __init__(self, scan: Scan, lexicon: Lexicon) -> None:
        self.scan = scan
        self.lexicon = lexicon
        self.words: list[Word] = [self.look_up(token.text) for token in scan.tokens]
        self._doubt: dict[int, float] = {}

    def look_up(self, text: str) -> Word:
        """Return what is known of a word as it stands in a text."""
        word = self.lexicon.word(text.lower().replace("’", "'"))
        if not word.number and text.isdecimal():
            return NUMBER
        return word

    def of_line(self, number: int) -> list[tuple[Token, Word]]:
        """Return the words of one line, each with what is known of it."""
        tokens = self.scan.line_tokens(number)
        first = self.scan.first_token[number]
        return list(zip(tokens, self.words[first : first + len(tokens)], strict=True))

    def words_of_line(self, number: int) -> list[Word]:
        """Return what is known of each word of one line."""
        starts = self.scan.first_token
        after = number + 1
        return self.words[
            starts[number] : starts[after] if after < len(starts) else len(self.words)
        ]

    def at(self, number: int) -> Place:
        """Return the word of that number in the scan, with its neighbours."""
        tokens, words = self.scan.tokens, self.words
        token = tokens[number]
        if token.opens:
            left = left2 = SENTENCE
            left_text = ""
        else:
            left = words[number - 1] if number else SENTENCE
            left_text = tokens[number - 1].text if number else ""
            left2 = SENTENCE if number < 2 or tokens[number - 1].opens else words[number - 2]
        right = right2 = NOTHING
        right_text = ""
        if number + 1 < len(tokens) and not tokens[number + 1].opens:
            right = words[number + 1]
            right_text = tokens[number + 1].text
            if number + 2 < len(tokens) and not tokens[number + 2].opens:
                right2 = words[number + 2]
        return Place(
            token, number, words[number], left2, left, right, right2, left_text, right_text,
            self.doubt(token.line),
        )  # fmt: skip

    def doubt(self, line: int) -> float:
        """Return the share of unknown words in a line; 0 where it has none."""
        found = self._doubt.get(line)
        if found is None:
            known, unknown = 1, 0  # one word more, so that a word alone is not hopeless
            for token, word in self.of_line(line):
                if word.flags & (DIPLOMATIC | ENGLISH) or word is NUMBER:
                    known += 1
                elif len(token.text) > 1:
                    unknown += 1
            found = self._doubt[line] = unknown / (known + unknown) if unknown > 1 else 0.0
        return found

    def noise(self, number: int) -> float:
        """Return the share of noise among the words around one, itself left out, in sixteenths.

        Noise is what is no word and is not written like a name. Around is on its line and
        near by.
        """
        noisy = self._noisy
        first, stop = self._near_line(self.scan.tokens[number].line)
        count = noisy[stop] - noisy[first] - (noisy[number + 1] - noisy[number])
        return round(_STEPS * count / (stop - first + _SURE)) / _STEPS

    def foreign(self, number: int) -> int:
        """Return how many words of other languages stand near a word, itself left out."""
        foreign = self._foreign
        last = len(self.words)
        count = foreign[min(last, number + _BESIDE + 1)] - foreign[max(0, number - _BESIDE)]
        return count - (self.words[number].flags & (FOREIGN | _PLAIN) == FOREIGN)

    def _near_line(self, line: int) -> tuple[int, int]:
        starts = self.scan.first_token
        stop = starts[line + 1] if line + 1 < len(starts) else len(self.words)
        return max(0, starts[line] - _NEAR), min(len(self.words), stop + _NEAR)

    @cached_property
    def _noisy(self) -> list[int]:
        """How many words of noise stand before each word, and in all."""
        found = [0]
        count = 0
        for word, token in zip(self.words, self.scan.tokens, strict=True):
            if not word.flags & _PLAIN and word is not NUMBER:
                text = token.text
                count += len(text) > 1 and shape(text) != CAPITALISED
            found.append(count)
        return found

    @cached_property
    def _foreign(self) -> list[int]:
        """How many words of other languages stand before each word, and in all."""
        small = self.lexicon.foreign
        found = [0]
        count = 0
        for word, token in zip(self.words, self.scan.tokens, strict=True):
            flags = word.flags & (FOREIGN | _PLAIN)
            if flags & FOREIGN:
                count += flags == FOREIGN or token.text.lower() in small
            found.append(count)
        return found
