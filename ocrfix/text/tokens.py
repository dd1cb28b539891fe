"""A text cut into the words that correction looks at, each with its place and its neighbours."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from ocrfix.text import lazy_regex
from ocrfix.text.addresses import addresses
from ocrfix.text.lines import Line, lines

# What stands between blanks is cut at signs that part words on the page; other signs inside a
# word (`a@pproached`, `his_mother`) are likelier to be misread letters, and stay.
_TOKEN = lazy_regex.pattern(
    r"""
    [^\W_]                                      # a letter or digit
    (?: [^\s\-\u2010-\u2015/\\:.,;()\[\]{}<>"\u201c\u201d\u201e\u2026|=+*~^`\u00ab\u00bb]*
        [^\W_] )?                               # and the last one, before any such sign
    """,
    re.VERBOSE,
)

_PARTS = (
    "-\u2010\u2011\u2012\u2013\u2014\u2015/\\:.,;()[]{}<>"
    '"\u201c\u201d\u201e\u2026|=+*~^`\u00ab\u00bb'
)
"""The signs at which :data:`_TOKEN` ends a word, beside blanks."""

COMPILED = not __file__.endswith(".py")
"""Whether this module is compiled, and a line quicker cut sign by sign than by its pattern."""

_RUN = lazy_regex.pattern(r"\S+")
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


class Standing:
    """How often words stand in a text.

    Args:
        counts: each word as it is written.
        bracketed: of these, those with a closing bracket right behind.
    """

    def __init__(self, counts: Counter[str], bracketed: Counter[str]) -> None:
        self.counts = counts
        self.bracketed = bracketed
        self.times = dict(counts)  # asked once for each word in doubt, of all parts of a text


class Scan:
    """A text, its lines and its words.

    Args:
        text: the text; every offset of the scan is of it.
        whole: how often each word stands in the whole text, where this is a part of one.

    >>> [token.text for token in Scan("Dear-Mr. Minister: the People's").tokens]
    ['Dear', 'Mr', 'Minister', 'the', "People's"]
    """

    def __init__(self, text: str, whole: Standing | None = None) -> None:
        self.text = text
        self.lines: list[Line] = list(lines(text))
        self.tokens: list[Token] = []
        self.first_token: list[int] = []  # for each line, the number of its first token
        self._opening: tuple[int, tuple[int, ...]] = (-1, ())
        self._broken: frozenset[int] | None = None
        self._standing = whole
        self._times: dict[str, int] | None = None
        self._cut()

    def _cut(self) -> None:
        opens = True
        for number in range(len(self.lines)):
            self.first_token.append(len(self.tokens))
            start, _, text = self.lines[number]
            # Nothing in an address is a word: `MillsCD@state.gov`, `http://...`
            spans = addresses(text)
            if COMPILED and not spans:
                opens = self._cut_line(start, text, number, opens)
            else:
                opens = self._cut_around(start, text, number, opens, spans)

    def _cut_line(self, offset: int, line: str, number: int, opens: bool) -> bool:
        """Add the words of a line as :data:`_TOKEN` cuts it, sign by sign.

        Returns:
            Whether a sentence may begin with the next word.
        """
        tokens = self.tokens
        size = len(line)
        at = 0
        last = 0
        while at < size:
            sign = line[at]
            if not sign.isalnum():
                if sign == "." or sign == "?" or sign == "!":
                    opens = True
                at += 1
                continue
            begin = at
            last = at = at + 1
            while at < size:
                sign = line[at]
                if sign.isalnum():
                    last = at + 1
                elif sign.isspace() or sign in _PARTS:
                    break
                at += 1
            text = line[begin:last]
            tokens.append(Token(offset + begin, offset + last, text, number, opens))
            opens = False
            at = last
        return opens

    def _cut_around(
        self, offset: int, line: str, number: int, opens: bool, spans: list[tuple[int, int]]
    ) -> bool:
        """Add the words of a line that stand in none of the spans; see :meth:`_cut_line`."""
        last = 0
        at = 0
        for match in _TOKEN.finditer(line):
            begin, end = match.span()
            if not opens:
                opens = not _CLOSES.isdisjoint(line[last:begin])
            while at < len(spans) and spans[at][1] <= begin:
                at += 1
            if at < len(spans) and spans[at][0] <= begin and end <= spans[at][1]:
                last = end
                continue
            self.tokens.append(Token(offset + begin, offset + end, match.group(), number, opens))
            opens = False
            last = end
        return opens or not _CLOSES.isdisjoint(line[last:])

    @property
    def broken(self) -> frozenset[int]:
        """The numbers of the words that a hyphen breaks at a line end, both halves of each."""
        if self._broken is None:
            self._broken = self._halves()
        return self._broken

    def _halves(self) -> frozenset[int]:
        found = set()
        tokens = self.tokens
        scanned = self.text
        # Only the last word of a line may be the first half.
        for first in self.first_token:
            if not first or first == len(tokens):
                continue
            token = tokens[first - 1]
            after = tokens[first]
            if after.line == token.line or scanned[token.end : token.end + 1] not in _HYPHENS:
                continue
            gap = scanned[token.end + 1 : after.start]
            if not gap.strip() and token.text[-1:].isalpha():
                found.add(first - 1)
                found.add(first)
        return frozenset(found)

    @property
    def counts(self) -> Counter[str]:
        """How often each word stands in the text, as it is written."""
        return self.standing.counts

    @property
    def standing(self) -> Standing:
        """How often each word stands in the text, or in the whole of which it is a part."""
        if self._standing is None:
            text = self.text
            words = []
            bracketed = []
            for token in self.tokens:
                words.append(token.text)
                if text[token.end : token.end + 1] == ")":
                    bracketed.append(token.text)
            self._standing = Standing(Counter(words), Counter(bracketed))
        return self._standing

    def times(self, text: str) -> int:
        """Return how often a word stands in the text, as it is written."""
        if self._times is None:
            self._times = self.standing.times
        return self._times.get(text, 0)

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
