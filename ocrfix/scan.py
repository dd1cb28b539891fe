"""A text cut into the words that correction looks at, each with its place and its neighbours."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

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

# Nothing in an address is a word: `MillsCD@state.gov`, `http://...`
_ADDRESS = re.compile(r"\S+@[\w\-]+\.[\w.\-]+|(?:https?://|www\.)\S+", re.IGNORECASE)

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
        self._cut()

    def _cut(self) -> None:
        tokens = self.tokens
        opens = True
        for number, line in enumerate(self.lines):
            self.first_token.append(len(tokens))
            last = 0
            addresses = (
                [m.span() for m in _ADDRESS.finditer(line.text)]
                if "@" in line.text or "www." in line.text or "://" in line.text
                else ()
            )
            for match in _TOKEN.finditer(line.text):
                begin, end = match.span()
                if not opens:
                    between = line.text[last:begin]
                    opens = between != " " and not _CLOSES.isdisjoint(between)
                if addresses and any(a <= begin and end <= b for a, b in addresses):
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
        first = self.first_token[number]
        after = number + 1
        stop = self.first_token[after] if after < len(self.first_token) else len(self.tokens)
        return self.tokens[first:stop]

    def before(self, token: Token) -> str:
        """Return the character before the word, or nothing at the start of the text."""
        return self.text[token.start - 1 : token.start]

    def after(self, token: Token) -> str:
        """Return the character after the word, or nothing at the end of the text."""
        return self.text[token.end : token.end + 1]
