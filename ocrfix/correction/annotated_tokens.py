"""Tokens of a text with their lexicon entries, and each word in its context."""

from __future__ import annotations

from array import array

from ocrfix.lexicon.format import SPECIAL_TOKENS
from ocrfix.lexicon.lexicon import UNKNOWN_LOG_PROBABILITY, Lexicon
from ocrfix.lexicon.word import ANY_ENGLISH, FOREIGN, Word
from ocrfix.text.casing import CAPITALIZED, case_shape
from ocrfix.text.tokens import Token, TokenizedText

NUMBER = Word(SPECIAL_TOKENS["<n>"], -3.2, 0, 0, 0, 0, 0)
"""The word that any number counts as in the n-grams; -3.2 is its log frequency there."""

SENTENCE_START = Word(SPECIAL_TOKENS["<s>"], -3.1, 0, 0, 0, 0, 0)
"""What precedes the first word of a sentence in the n-grams, with its log frequency there."""

NO_WORD = Word(0, UNKNOWN_LOG_PROBABILITY, 0, 0, 0, 0, 0)
"""What follows the last word of a sentence or of a text: nothing."""


_NOISE_WINDOW = 20
"""Noise is counted on a word's line and in this many tokens before and after the line."""

_FOREIGN_WINDOW = 6
"""Foreign words are counted in this many tokens before and after a word."""

_NOISE_STEPS = 16
"""Shares of noise are rounded to sixteenths, so that cached results can be found again."""

_NOISE_PRIOR = 4
"""Known words added to each count, so that one unknown word does not make a short text noise."""


class WordInContext:
    """A word of a text with its neighbors.

    Args:
        token: the token.
        index: its index among the tokens of the text.
        word: the lexicon's entry for it.
        left2, left: the two words before it, or :data:`SENTENCE_START`.
        right, right2: the two words after it, or :data:`NO_WORD`.
        left_text, right_text: the neighbors as written, or empty strings.
        unknown_share: the share of unknown words on its line, from 0 to 1.
    """

    def __init__(
        self,
        token: Token,
        index: int,
        word: Word,
        left2: Word,
        left: Word,
        right: Word,
        right2: Word,
        left_text: str,
        right_text: str,
        unknown_share: float,
    ) -> None:
        self.token = token
        self.index = index
        self.word = word
        self.left2 = left2
        self.left = left
        self.right = right
        self.right2 = right2
        self.left_text = left_text
        self.right_text = right_text
        self.unknown_share = unknown_share

    def with_right_context(self, other: WordInContext) -> WordInContext:
        """Return this word with the words to the right of another one as its right context."""
        return self.with_neighbors(
            self.left2, self.left, other.right, other.right2, self.left_text, other.right_text
        )

    def with_neighbors(
        self, left2: Word, left: Word, right: Word, right2: Word, left_text: str, right_text: str
    ) -> WordInContext:
        """Return this word between other neighbors."""
        return WordInContext(
            self.token, self.index, self.word, left2, left, right, right2,
            left_text, right_text, self.unknown_share,
        )  # fmt: skip


class AnnotatedTokens:
    """The tokens of a text, each looked up once in the lexicon.

    Args:
        tokenized: the text.
        lexicon: the dictionaries.
    """

    def __init__(self, tokenized: TokenizedText, lexicon: Lexicon) -> None:
        self.tokenized = tokenized
        self.lexicon = lexicon
        self.tokens: list[Token] = tokenized.tokens
        self.words: list[Word] = self._look_up_all()
        self._unknown_shares = array("d", [-1.0] * len(tokenized.lines))
        self._noise_counts: array[int] | None = None
        self._foreign_counts: array[int] | None = None

    def _look_up_all(self) -> list[Word]:
        cache = self.lexicon.token_cache
        found = []
        for token in self.tokens:
            word = cache.get(token.text)
            if word is None:
                word = self.look_up(token.text)
            found.append(word)
        return found

    def look_up(self, text: str) -> Word:
        """Return the lexicon's entry for a word as written in a text."""
        cache = self.lexicon.token_cache
        word: Word | None = cache.get(text)
        if word is None:
            word = self.lexicon.word(text.lower().replace("’", "'"))
            if not word.ngram_id and text.isdecimal():
                word = NUMBER
            cache.put(text, word)
        return word

    def annotated_line(self, number: int) -> list[tuple[Token, Word]]:
        """Return the tokens of one line, each with its lexicon entry."""
        return list(zip(self.tokenized.line_tokens(number), self.line_words(number), strict=True))

    def line_words(self, number: int) -> list[Word]:
        """Return the lexicon entries of the words of one line."""
        starts = self.tokenized.first_token
        after = number + 1
        return self.words[
            starts[number] : starts[after] if after < len(starts) else len(self.words)
        ]

    def at(self, index: int) -> WordInContext:
        """Return the word at an index, with its neighbors."""
        tokens, words = self.tokens, self.words
        token = tokens[index]
        left = left2 = SENTENCE_START
        left_text = ""
        if not token.sentence_start and index:
            before = tokens[index - 1]
            left = words[index - 1]
            left_text = before.text
            if index >= 2 and not before.sentence_start:
                left2 = words[index - 2]
        right = right2 = NO_WORD
        right_text = ""
        if index + 1 < len(tokens):
            after = tokens[index + 1]
            if not after.sentence_start:
                right = words[index + 1]
                right_text = after.text
                if index + 2 < len(tokens):
                    beyond = tokens[index + 2]
                    if not beyond.sentence_start:
                        right2 = words[index + 2]
        return WordInContext(
            token, index, words[index], left2, left, right, right2, left_text, right_text,
            self.unknown_share(token.line),
        )  # fmt: skip

    def unknown_share(self, line: int) -> float:
        """Return the share of unknown words on a line; 0 where there is at most one."""
        share = self._unknown_shares[line]
        if share < 0.0:
            share = self._unknown_shares[line] = self._compute_unknown_share(line)
        return share

    def _compute_unknown_share(self, line: int) -> float:
        known, unknown = 1, 0  # one known word is added, so that no line is entirely unknown
        starts = self.tokenized.first_token
        stop = starts[line + 1] if line + 1 < len(starts) else len(self.words)
        for index in range(starts[line], stop):
            word = self.words[index]
            if word.is_english or word is NUMBER:
                known += 1
            else:
                token = self.tokens[index]
                if len(token.text) > 1:
                    unknown += 1
        return unknown / (known + unknown) if unknown > 1 else 0.0

    def noise_share(self, index: int) -> float:
        """Return the share of noise among the words around one, itself left out, in sixteenths.

        Noise is an unknown word that is not written like a name. The words around it are those of
        its line and of :data:`_NOISE_WINDOW` tokens before and after the line.
        """
        counts = self._count_noise()
        token = self.tokens[index]
        starts = self.tokenized.first_token
        line = token.line
        stop = starts[line + 1] if line + 1 < len(starts) else len(self.words)
        first = max(0, starts[line] - _NOISE_WINDOW)
        stop = min(len(self.words), stop + _NOISE_WINDOW)
        count = counts[stop] - counts[first] - (counts[index + 1] - counts[index])
        return round(_NOISE_STEPS * count / (stop - first + _NOISE_PRIOR)) / _NOISE_STEPS

    def foreign_nearby(self, index: int) -> int:
        """Return the number of foreign words near a word, itself left out."""
        counts = self._count_foreign()
        last = len(self.words)
        window = _FOREIGN_WINDOW
        count = counts[min(last, index + window + 1)] - counts[max(0, index - window)]
        word = self.words[index]
        return count - (word.flags & (FOREIGN | ANY_ENGLISH) == FOREIGN)

    def _count_noise(self) -> array[int]:
        """Return the cumulative counts of noise words: before each token, and in total."""
        if self._noise_counts is None:
            counts = array("q", bytes(8 * (len(self.words) + 1)))
            count = 0
            for index in range(len(self.words)):
                word = self.words[index]
                if not word.is_english and word is not NUMBER:
                    token = self.tokens[index]
                    text = token.text
                    count += len(text) > 1 and case_shape(text) != CAPITALIZED
                counts[index + 1] = count
            self._noise_counts = counts
        return self._noise_counts

    def _count_foreign(self) -> array[int]:
        """Return the cumulative counts of foreign words: before each token, and in total."""
        if self._foreign_counts is None:
            function_words = self.lexicon.foreign_function_words
            counts = array("q", bytes(8 * (len(self.words) + 1)))
            count = 0
            for index in range(len(self.words)):
                word = self.words[index]
                flags = word.flags & (FOREIGN | ANY_ENGLISH)
                if flags & FOREIGN:
                    token = self.tokens[index]
                    count += flags == FOREIGN or token.text.lower() in function_words
                counts[index + 1] = count
            self._foreign_counts = counts
        return self._foreign_counts
