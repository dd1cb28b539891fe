"""E-mail and network addresses, file names, and the header lines of messages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ocrfix.correction.vetoes.nearby import line_end
from ocrfix.correction.vetoes.veto import EditContext
from ocrfix.text import lazy_regex
from ocrfix.text.spans import Span, merged

_ADDRESS = lazy_regex.pattern(r"\w@\w|\w©\w{2,}\.|://|www\.|\[mail", re.IGNORECASE)
"""What makes a run of characters an address; a © on its own may be half of a misread letter."""
_BRACKETED_MAIL = lazy_regex.pattern(r"\[mail", re.IGNORECASE)
_ADDRESS_SYMBOLS = ("@", "©", "://")
_NETWORK = tuple(f"{one}{other}." for one in "wW" for other in "wW")
_HEADER = lazy_regex.pattern(
    r"^[ \t>]*(?:From|To|Cc|Bcc|Reply-To)[ \t]*:", re.MULTILINE | re.IGNORECASE
)
"""The originator and destination fields of a message (RFC 5322, 3.6.2 and 3.6.3)."""
_ADDRESS_BRACKETS = frozenset("<@©[")
_DOTTED_NAME = lazy_regex.pattern(r"[a-z]\.[a-z]")
"""A name as mail programs have it, its domain cut off: `jane.doe`."""
_TRAILING = ".,;:!?)'\"’”"
"""Punctuation after an address, which is not part of it."""
_QUERY = frozenset("/=&?%")
"""Characters of a URL; a piece with one of them continues an address after a space."""
_MAX_BRACKET_CHARS = 300
"""How far after an address its closing `>` is looked for."""
_GRAMMAR_CLASSES = ("domain", "file")
"""Classes of ``word-classes.tsv`` whose words end an address or a file name."""


def address_spans(context: EditContext) -> list[Span]:
    """Return the spans of addresses, file names and address headers, in order and disjoint."""
    return merged(_addresses(context.text, context.lexicon.word_classes))


def _addresses(text: str, grammar: Mapping[str, str]) -> Iterator[Span]:
    """Yield the spans of addresses and of the header values that hold them.

    Each search starts at a character that every address has, so that time is linear.
    """
    for begin in _header_values(text):
        end = line_end(text, begin)
        value = text[begin:end]
        if not _ADDRESS_BRACKETS.isdisjoint(value) or _DOTTED_NAME.search(value):
            yield begin, end
    done = 0
    for at in _symbol_offsets(text):
        if at < done:
            continue
        start, done = _non_blank_run(text, at)
        if not _ADDRESS.search(text, start, done):
            continue
        if text[start] == "<" and (close := text.find(">", done, done + _MAX_BRACKET_CHARS)) > 0:
            done = close
        while (further := _continued(text, done)) > done:
            done = further
        yield start, done
    endings = tuple(word for word, kind in grammar.items() if kind in _GRAMMAR_CLASSES)
    if not endings:
        return
    done = 0
    for name in _ending_pattern(endings).finditer(text):
        if name.start() > done:
            start, done = _non_blank_run(text, name.start() - 1)
            yield start, done


@lru_cache(8)
def _ending_pattern(endings: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for such an ending; the literal dot at its start makes the search fast."""
    either = "|".join(map(re.escape, endings))
    return re.compile(rf"\.(?<=\w\.)(?:{either})\b", re.IGNORECASE)


def _header_values(text: str) -> Iterator[int]:
    """Yield where the values of address headers begin: after the first colon of a line."""
    before = 0
    at = text.find(":")
    first = True
    while at >= 0:
        start = text.rfind("\n", before, at) + 1
        if start or first:
            field = _HEADER.match(text, start)
            if field:
                yield field.end()
        first = False
        before = at + 1
        at = text.find(":", before)


def _symbol_offsets(text: str) -> list[int]:
    """Return the offsets of the symbols that an address cannot lack, in order."""
    found = [at for symbol in _ADDRESS_SYMBOLS for at in _occurrences(text, symbol)]
    for ending in _NETWORK:
        found += [at - 1 for at in _occurrences(text, ending) if at and text[at - 1] in "wW"]
    found += [at for at in _occurrences(text, "[") if _BRACKETED_MAIL.match(text, at)]
    found.sort()
    return found


def _occurrences(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _non_blank_run(text: str, at: int) -> Span:
    """Return the run without white space around ``at``, less the punctuation that ends it."""
    start = end = at
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    while end > at + 1 and text[end - 1] in _TRAILING:
        end -= 1
    return start, end


def _continued(text: str, end: int) -> int:
    """Return the end of an address that a space interrupts: `...html?SCRed irect=`."""
    if text[end : end + 1] != " " or not text[end + 1 : end + 2].isalnum():
        return end
    _, after = _non_blank_run(text, end + 1)
    return after if not _QUERY.isdisjoint(text[end + 1 : after]) else end
