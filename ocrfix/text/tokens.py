"""Tokenizer: the words of a text with their offsets and lines, and how often each occurs."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from ocrfix.text import lazy_regex
from ocrfix.text.addresses import find_addresses
from ocrfix.text.lines import Line, lines

# Words end at white space and at punctuation that separates words in print. Other characters
# inside a word (`a@pproached`, `his_mother`) are more likely misread letters, and stay part of it.
_TOKEN = lazy_regex.pattern(
    r"""
    [^\W_]                                      # a letter or digit
    (?: [^\s\-\u2010-\u2015/\\:.,;()\[\]{}<>"\u201c\u201d\u201e\u2026|=+*~^`\u00ab\u00bb]*
        [^\W_] )?                               # and the last one before any such character
    """,
    re.VERBOSE,
)

_SEPARATORS = (
    "-\u2010\u2011\u2012\u2013\u2014\u2015/\\:.,;()[]{}<>"
    '"\u201c\u201d\u201e\u2026|=+*~^`\u00ab\u00bb'
)
"""The punctuation at which :data:`_TOKEN` ends a word, besides white space."""

COMPILED = not __file__.endswith(".py")
"""Whether this module is compiled; then a loop over the characters is faster than the pattern."""

_NON_SPACE = lazy_regex.pattern(r"\S+")
_MAX_OPENING_COLUMNS = 8
"""Columns at the start of a line in which a list item or a label is recognized."""

_SENTENCE_ENDS = frozenset(".?!")
_HYPHENS = frozenset("-\u2010\u00ad\u00ac")


class Token:
    """One word of a text.

    Args:
        start: offset of its first character in the text (code points).
        end: offset after its last character.
        text: the word, without the punctuation around it.
        line: the number of its line, from 0.
        sentence_start: whether a sentence may begin with it.
    """

    def __init__(self, start: int, end: int, text: str, line: int, sentence_start: bool) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.line = line
        self.sentence_start = sentence_start


class WordCounts:
    """How often each word occurs in a text.

    Args:
        counts: occurrences of each word, as written.
        before_bracket: of these, the occurrences with a closing bracket right after the word.
    """

    def __init__(self, counts: Counter[str], before_bracket: Counter[str]) -> None:
        self.counts = counts
        self.before_bracket = before_bracket
        self.by_word = dict(counts)  # a plain dict is faster to ask than a Counter


class TokenizedText:
    """A text with its lines and its words.

    Args:
        text: the text; all offsets refer to it.
        document_counts: the word counts of the whole document, where ``text`` is a part of one.

    >>> [token.text for token in TokenizedText("Dear-Mr. Minister: the People's").tokens]
    ['Dear', 'Mr', 'Minister', 'the', "People's"]
    """

    def __init__(self, text: str, document_counts: WordCounts | None = None) -> None:
        self.text = text
        self.lines: list[Line] = list(lines(text))
        self.tokens: list[Token] = []
        self.first_token: list[int] = []  # for each line, the index of its first token
        self._opening_columns: tuple[int, tuple[int, ...]] = (-1, ())
        self._hyphenated: frozenset[int] | None = None
        self._word_counts = document_counts
        self._count_by_word: dict[str, int] | None = None
        self._tokenize()

    def _tokenize(self) -> None:
        sentence_start = True
        for number in range(len(self.lines)):
            self.first_token.append(len(self.tokens))
            start, _, text = self.lines[number]
            # Nothing in an address is a word: `MillsCD@state.gov`, `http://...`
            spans = find_addresses(text)
            if COMPILED and not spans:
                sentence_start = self._tokenize_line(start, text, number, sentence_start)
            else:
                sentence_start = self._tokenize_around(start, text, number, sentence_start, spans)

    def _tokenize_line(self, offset: int, line: str, number: int, sentence_start: bool) -> bool:
        """Add the words of a line, the same as :data:`_TOKEN` finds, in one pass over it.

        Returns:
            Whether a sentence may begin with the next word.
        """
        tokens = self.tokens
        size = len(line)
        at = 0
        last = 0
        while at < size:
            char = line[at]
            if not char.isalnum():
                if char == "." or char == "?" or char == "!":
                    sentence_start = True
                at += 1
                continue
            begin = at
            last = at = at + 1
            while at < size:
                char = line[at]
                if char.isalnum():
                    last = at + 1
                elif char.isspace() or char in _SEPARATORS:
                    break
                at += 1
            text = line[begin:last]
            tokens.append(Token(offset + begin, offset + last, text, number, sentence_start))
            sentence_start = False
            at = last
        return sentence_start

    def _tokenize_around(
        self,
        offset: int,
        line: str,
        number: int,
        sentence_start: bool,
        spans: list[tuple[int, int]],
    ) -> bool:
        """Add the words of a line that lie in none of the spans; see :meth:`_tokenize_line`."""
        last = 0
        at = 0
        for match in _TOKEN.finditer(line):
            begin, end = match.span()
            if not sentence_start:
                sentence_start = not _SENTENCE_ENDS.isdisjoint(line[last:begin])
            while at < len(spans) and spans[at][1] <= begin:
                at += 1
            if at < len(spans) and spans[at][0] <= begin and end <= spans[at][1]:
                last = end
                continue
            self.tokens.append(
                Token(offset + begin, offset + end, match.group(), number, sentence_start)
            )
            sentence_start = False
            last = end
        return sentence_start or not _SENTENCE_ENDS.isdisjoint(line[last:])

    @property
    def hyphenated(self) -> frozenset[int]:
        """The indices of the tokens that are halves of words hyphenated at a line end."""
        if self._hyphenated is None:
            self._hyphenated = self._find_hyphenated()
        return self._hyphenated

    def _find_hyphenated(self) -> frozenset[int]:
        found = set()
        tokens = self.tokens
        text = self.text
        # Only the last word of a line can be the first half.
        for first in self.first_token:
            if not first or first == len(tokens):
                continue
            token = tokens[first - 1]
            after = tokens[first]
            if after.line == token.line or text[token.end : token.end + 1] not in _HYPHENS:
                continue
            gap = text[token.end + 1 : after.start]
            if not gap.strip() and token.text[-1:].isalpha():
                found.add(first - 1)
                found.add(first)
        return frozenset(found)

    @property
    def counts(self) -> Counter[str]:
        """Occurrences of each word in the document, as written."""
        return self.word_counts.counts

    @property
    def word_counts(self) -> WordCounts:
        """Word counts of the document of which this text is a part, or else of the text."""
        if self._word_counts is None:
            text = self.text
            words = []
            before_bracket = []
            for token in self.tokens:
                words.append(token.text)
                if text[token.end : token.end + 1] == ")":
                    before_bracket.append(token.text)
            self._word_counts = WordCounts(Counter(words), Counter(before_bracket))
        return self._word_counts

    def count_of(self, word: str) -> int:
        """Return how often a word, as written, occurs in the document."""
        if self._count_by_word is None:
            self._count_by_word = self.word_counts.by_word
        return self._count_by_word.get(word, 0)

    def line_tokens(self, number: int) -> list[Token]:
        """Return the words of one line."""
        first, stop = self.token_range(number)
        return self.tokens[first:stop]

    def token_range(self, number: int) -> tuple[int, int]:
        """Return the index of the first token of a line, and the index after its last one."""
        after = number + 1
        stop = self.first_token[after] if after < len(self.first_token) else len(self.tokens)
        return self.first_token[number], stop

    def opening_columns(self, number: int) -> tuple[int, ...]:
        """Return the columns in a line where its first strings without white space begin."""
        if self._opening_columns[0] != number:
            strings = _NON_SPACE.finditer(self.lines[number].text)
            columns = tuple(s.start() for s in islice(strings, _MAX_OPENING_COLUMNS))
            self._opening_columns = number, columns
        return self._opening_columns[1]

    def char_before(self, token: Token) -> str:
        """Return the character before a word, or an empty string at the start of the text."""
        return self.text[token.start - 1 : token.start]

    def char_after(self, token: Token) -> str:
        """Return the character after a word, or an empty string at the end of the text."""
        return self.text[token.end : token.end + 1]
