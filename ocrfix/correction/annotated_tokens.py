"""One word in its place: what stands around it, and what is known of them all."""

from __future__ import annotations

from array import array

from ocrfix.lexicon.casing import CAPITALISED, shape
from ocrfix.lexicon.format import DIPLOMATIC, ENGLISH, FOREIGN, MARKS
from ocrfix.lexicon.lexicon import UNLIKELY, Lexicon
from ocrfix.lexicon.word import Word
from ocrfix.text.tokens import Scan, Token

NUMBER = Word(MARKS["<n>"], -3.2, 0, 0, 0, 0, 0)
SENTENCE = Word(MARKS["<s>"], -3.1, 0, 0, 0, 0, 0)
NOTHING = Word(0, UNLIKELY, 0, 0, 0, 0, 0)


_PLAIN = DIPLOMATIC | ENGLISH
_NEAR = 20
_BESIDE = 6
_STEPS = 16
_SURE = 4  # words without fault, counted more, so that one unknown word in a short text is no noise


class Place:
    """A word of a scan with its neighbours.

    Args:
        token: the word.
        number: its number in the scan.
        word: what is known of it.
        left2, left: the two words before it; where a sentence begins between, its mark.
        right, right2: the two words after it.
        left_text, right_text: the neighbours as they stand, or nothing.
        doubt: the share of unknown words among those of its line, from 0 to 1.
    """

    def __init__(
        self,
        token: Token,
        number: int,
        word: Word,
        left2: Word,
        left: Word,
        right: Word,
        right2: Word,
        left_text: str,
        right_text: str,
        doubt: float,
    ) -> None:
        self.token = token
        self.number = number
        self.word = word
        self.left2 = left2
        self.left = left
        self.right = right
        self.right2 = right2
        self.left_text = left_text
        self.right_text = right_text
        self.doubt = doubt

    def before(self, other: Place) -> Place:
        """Return this place with what stands after another on its right."""
        return Place(
            self.token, self.number, self.word, self.left2, self.left, other.right, other.right2,
            self.left_text, other.right_text, self.doubt,
        )  # fmt: skip


class Places:
    """The words of a scan, each looked up once.

    Args:
        scan: the text.
        lexicon: the dictionaries.
    """

    def __init__(self, scan: Scan, lexicon: Lexicon) -> None:
        self.scan = scan
        self.lexicon = lexicon
        self.tokens: list[Token] = scan.tokens
        self.words: list[Word] = self._looked_up()
        self._doubt = array("d", [-1.0] * len(scan.lines))
        self._noise: array[int] | None = None
        self._tongues: array[int] | None = None

    def _looked_up(self) -> list[Word]:
        cache = self.lexicon.looked_up
        found = []
        for token in self.tokens:
            word = cache.get(token.text)
            if word is None:
                word = self.look_up(token.text)
            found.append(word)
        return found

    def look_up(self, text: str) -> Word:
        """Return what is known of a word as it stands in a text."""
        cache = self.lexicon.looked_up
        word: Word | None = cache.get(text)
        if word is None:
            word = self.lexicon.word(text.lower().replace("’", "'"))
            if not word.number and text.isdecimal():
                word = NUMBER
            cache.put(text, word)
        return word

    def of_line(self, number: int) -> list[tuple[Token, Word]]:
        """Return the words of one line, each with what is known of it."""
        return list(zip(self.scan.line_tokens(number), self.words_of_line(number), strict=True))

    def words_of_line(self, number: int) -> list[Word]:
        """Return what is known of each word of one line."""
        starts = self.scan.first_token
        after = number + 1
        return self.words[
            starts[number] : starts[after] if after < len(starts) else len(self.words)
        ]

    def at(self, number: int) -> Place:
        """Return the word of that number in the scan, with its neighbours."""
        tokens, words = self.tokens, self.words
        token = tokens[number]
        left = left2 = SENTENCE
        left_text = ""
        if not token.opens and number:
            before = tokens[number - 1]
            left = words[number - 1]
            left_text = before.text
            if number >= 2 and not before.opens:
                left2 = words[number - 2]
        right = right2 = NOTHING
        right_text = ""
        if number + 1 < len(tokens):
            after = tokens[number + 1]
            if not after.opens:
                right = words[number + 1]
                right_text = after.text
                if number + 2 < len(tokens):
                    beyond = tokens[number + 2]
                    if not beyond.opens:
                        right2 = words[number + 2]
        return Place(
            token, number, words[number], left2, left, right, right2, left_text, right_text,
            self.doubt(token.line),
        )  # fmt: skip

    def doubt(self, line: int) -> float:
        """Return the share of unknown words in a line; 0 where it has none."""
        found = self._doubt[line]
        if found < 0.0:
            found = self._doubt[line] = self._doubted(line)
        return found

    def _doubted(self, line: int) -> float:
        known, unknown = 1, 0  # one word more, so that a word alone is not hopeless
        starts = self.scan.first_token
        stop = starts[line + 1] if line + 1 < len(starts) else len(self.words)
        for number in range(starts[line], stop):
            word = self.words[number]
            if word.flags & _PLAIN or word is NUMBER:
                known += 1
            else:
                token = self.tokens[number]
                if len(token.text) > 1:
                    unknown += 1
        return unknown / (known + unknown) if unknown > 1 else 0.0

    def noise(self, number: int) -> float:
        """Return the share of noise among the words around one, itself left out, in sixteenths.

        Noise is what is no word and is not written like a name. Around is on its line and
        near by.
        """
        noisy = self._noisy()
        token = self.tokens[number]
        starts = self.scan.first_token
        line = token.line
        stop = starts[line + 1] if line + 1 < len(starts) else len(self.words)
        first = max(0, starts[line] - _NEAR)
        stop = min(len(self.words), stop + _NEAR)
        count = noisy[stop] - noisy[first] - (noisy[number + 1] - noisy[number])
        return round(_STEPS * count / (stop - first + _SURE)) / _STEPS

    def foreign(self, number: int) -> int:
        """Return how many words of other languages stand near a word, itself left out."""
        foreign = self._foreign()
        last = len(self.words)
        count = foreign[min(last, number + _BESIDE + 1)] - foreign[max(0, number - _BESIDE)]
        word = self.words[number]
        return count - (word.flags & (FOREIGN | _PLAIN) == FOREIGN)

    def _noisy(self) -> array[int]:
        """How many words of noise stand before each word, and in all."""
        if self._noise is None:
            found = array("q", bytes(8 * (len(self.words) + 1)))
            count = 0
            for number in range(len(self.words)):
                word = self.words[number]
                if not word.flags & _PLAIN and word is not NUMBER:
                    token = self.tokens[number]
                    text = token.text
                    count += len(text) > 1 and shape(text) != CAPITALISED
                found[number + 1] = count
            self._noise = found
        return self._noise

    def _foreign(self) -> array[int]:
        """How many words of other languages stand before each word, and in all."""
        if self._tongues is None:
            small = self.lexicon.foreign
            found = array("q", bytes(8 * (len(self.words) + 1)))
            count = 0
            for number in range(len(self.words)):
                word = self.words[number]
                flags = word.flags & (FOREIGN | _PLAIN)
                if flags & FOREIGN:
                    token = self.tokens[number]
                    count += flags == FOREIGN or token.text.lower() in small
                found[number + 1] = count
            self._tongues = found
        return self._tongues
