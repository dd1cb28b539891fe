"""A text cut into the words that correction looks at, each with its place and its neighbours."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import islice

from ocrfix.addresses import addresses
from ocrfix.lines import Line, lines

# What stands between blanks is cut at signs that part words on the page; other signs inside a
# word (`a@pproached`, `his_mother`) are likelier to be misread letters, and stay.
_TOKEN = re.compile(
    r"""
    [^\W_]                                      # a letter or digit
    (?: [^\s\-\u2010-\u2015/\\:.,;()\[\]{}<>"\u201c\u201d\u201e\u2026|=+*~^`\u00ab\u00bb]*
        [^\W_] )?                               # and the last one, before any such sign
    """,
    re.VERBOSE,
)

_RUN = re.compile(r"\S+")
_FEW = 8
"""So many runs tell how a line begins."""

_CLOSES = frozenset(".?!")
_HYPHENS = frozenset("-\u2010\u00ad\u00ac")


class Token:
    """One word as it stands.

    Args:
        start: where it begins in the scanned text (code points).
        end: where it ends, exclusive.
        text: the word, without the signs around it.
        line: the number of its line, from 0.
        opens: whether a sentence may begin with it.
    """

    def __init__(self, start: int, end: int, text: str, line: int, opens: bool) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.line = line
        self.opens = opens


class Scan:
    """A text, its lines and its words.

    Args:
        text: the text; every offset of the scan is of it.

    >>> [token.text for token in Scan("Dear-Mr. Minister: the People's").tokens]
    ['Dear', 'Mr', 'Minister', 'the', "People's"]
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[Line] = list(lines(text))
        self.tokens: list[Token] = []
        self.first_token: list[int] = []  # for each line, the number of its first token
        self._opening: tuple[int, tuple[int, ...]] = (-1, ())
        self._cut()

    def _cut(self) -> None:
        tokens = self.tokens
        opens = True
        for number, line in enumerate(self.lines):
            self.first_token.append(len(tokens))
            last = 0
            # Nothing in an address is a word: `MillsCD@state.gov`, `http://...`
            spans = addresses(line.text)
            at = 0
            for match in _TOKEN.finditer(line.text):
                begin, end = match.span()
                if not opens:
                    between = line.text[last:begin]
                    opens = between != " " and not _CLOSES.isdisjoint(between)
                while at < len(spans) and spans[at][1] <= begin:
                    at += 1
                if at < len(spans) and spans[at][0] <= begin and end <= spans[at][1]:
                    last = end
                    continue
                tokens.append(
                    Token(line.start + begin, line.start + end, match.group(), number, opens)
                )
                opens = False
                last = end
            if not opens:
                opens = not _CLOSES.isdisjoint(line.text[last:])

    @cached_property
    def broken(self) -> frozenset[int]:
        """The numbers of the words that a hyphen breaks at a line end, both halves of each."""
        found = set()
        for number in range(len(self.tokens) - 1):
            token, after = self.tokens[number], self.tokens[number + 1]
            if after.line == token.line or self.text[token.end : token.end + 1] not in _HYPHENS:
                continue
            gap = self.text[token.end + 1 : after.start]
            if not gap.strip() and token.text[-1:].isalpha():
                found |= {number, number + 1}
        return frozenset(found)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands in the text, as it is written."""
        return Counter(token.text for token in self.tokens)

    def line_tokens(self, number: int) -> list[Token]:
        """Return the words of one line."""
        first, stop = self.line_span(number)
        return self.tokens[first:stop]

    def line_span(self, number: int) -> tuple[int, int]:
        """Return the number of the first word of a line, and that of the first behind it."""
        after = number + 1
        stop = self.first_token[after] if after < len(self.first_token) else len(self.tokens)
        return self.first_token[number], stop

    def opening(self, number: int) -> tuple[int, ...]:
        """Return where on a line the first few runs without blanks begin, counted on the line."""
        if self._opening[0] != number:
            runs = _RUN.finditer(self.lines[number].text)
            self._opening = number, tuple(run.start() for run in islice(runs, _FEW))
        return self._opening[1]

    def before(self, token: Token) -> str:
        """Return the character before the word, or nothing at the start of the text."""
        return self.text[token.start - 1 : token.start]

    def after(self, token: Token) -> str:
        """Return the character after the word, or nothing at the end of the text."""
        return self.text[token.end : token.end + 1]
