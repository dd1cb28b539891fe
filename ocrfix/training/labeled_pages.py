"""Labeled pages: texts with the spans of their markings, and copies with more OCR errors."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ocrfix.evaluate import PassageError
from ocrfix.text.spans import Span

_PIECE = re.compile(r"\S+|\s+")
_ERROR_RATES = (0.06, 0.12, 0.2, 0.3)
"""Shares of letters that are wrong in a damaged word; one is drawn per page."""
_DAMAGED_IN_MARKINGS = 0.5
_DAMAGED_ELSEWHERE = 0.07
"""Shares of the words that are damaged: markings are stamped, struck and faint."""
_SUBSTITUTED, _DROPPED, _WITH_SPECK, _SPLIT = 0.62, 0.78, 0.86, 0.93
"""Cumulative shares of the errors; the rest are added letters."""
_CHANGED_CASE = 0.06
_CLIPPED = 0.05
_SPECKS = ".'-:,~*"
_MIN_SPLIT_CHARS = 5


class LabeledSpan(NamedTuple):
    """A marking: a half-open span of the text of a page, and its marker type."""

    start: int
    end: int
    type: str


class LabeledPage(NamedTuple):
    """A page and its markings.

    Attributes:
        document: what it belongs to; pages of one document are in one fold.
    """

    document: str
    text: str
    spans: tuple[LabeledSpan, ...]


def read_labeled_pages(path: Path) -> list[LabeledPage]:
    """Read pages from JSON lines: ``{"id", "text", "spans": [{"start", "end", "type"}]}``.

    An optional ``document`` names the document of a page; without it each page is its own.

    Raises:
        PassageError: a line that is not a labeled page; the message names file and line.
    """
    pages = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            spans = sorted(
                LabeledSpan(span["start"], span["end"], span["type"]) for span in row["spans"]
            )
            pages.append(LabeledPage(row.get("document", row["id"]), row["text"], tuple(spans)))
        except (ValueError, KeyError, TypeError) as error:
            raise PassageError(f"{path}:{number}: no labeled page: {error!r}") from error
    return pages


class Damage:
    """Adds OCR errors to pages, so that a recognizer learns what garbled markings look like.

    Args:
        confusions: per printed character, those that engines read instead, with their counts.
        seed: the same seed gives the same errors.
    """

    def __init__(self, confusions: Mapping[str, Mapping[str, int]], seed: int = 0) -> None:
        self._random = random.Random(seed)
        self._confusions = {
            printed: (list(read), list(read.values())) for printed, read in confusions.items()
        }
        self._letters = sorted(self._confusions)

    def damaged(self, page: LabeledPage) -> LabeledPage:
        """Return a page with more errors, mostly in its markings; its spans follow them.

        >>> page = LabeledPage("a", "SECRET", (LabeledSpan(0, 6, "classification"),))
        >>> Damage({}).damaged(page).spans[0].start
        0
        """
        rate = self._random.choice(_ERROR_RATES)
        pieces: list[tuple[Span, Span]] = []
        parts: list[str] = []
        size = 0
        for found in _PIECE.finditer(page.text):
            part = found[0]
            if not part.isspace():
                share = self._share(page.spans, found.start(), found.end())
                if self._random.random() < share:
                    part = self._damaged_word(part, rate)
            pieces.append((found.span(), (size, size + len(part))))
            parts.append(part)
            size += len(part)
        return page._replace(text="".join(parts), spans=tuple(_moved(page.spans, pieces)))

    def _share(self, spans: Sequence[LabeledSpan], start: int, end: int) -> float:
        """Return how often a word is damaged; one that is partly marked never is."""
        for span in spans:
            if span.start < end and span.end > start:
                is_inside = span.start <= start and end <= span.end
                return _DAMAGED_IN_MARKINGS if is_inside and span.type != "exemption" else 0.0
        return _DAMAGED_ELSEWHERE

    def _damaged_word(self, word: str, rate: float) -> str:
        draw = self._random
        damaged = "".join(
            [self._damaged_char(c, word) if draw.random() < rate else c for c in word]
        )
        if draw.random() < _CHANGED_CASE:
            damaged = damaged.lower()
        if draw.random() < _CLIPPED and len(damaged) > _MIN_SPLIT_CHARS:
            clipped = draw.randrange(1, 4)
            damaged = damaged[clipped:] if draw.random() < 0.5 else damaged[:-clipped]
        return damaged if damaged.strip() else word

    def _damaged_char(self, char: str, word: str) -> str:
        draw = self._random
        kind = draw.random()
        if kind < _SUBSTITUTED and char in self._confusions:
            read, counts = self._confusions[char]
            return draw.choices(read, counts)[0]
        if kind < _DROPPED:
            return ""
        if kind < _WITH_SPECK:
            return char + draw.choice(_SPECKS)
        if kind < _SPLIT:
            return char + " " * (len(word) >= _MIN_SPLIT_CHARS)
        return (draw.choice(self._letters) if self._letters else "") + char


def _moved(
    spans: Sequence[LabeledSpan], pieces: Sequence[tuple[Span, Span]]
) -> Iterator[LabeledSpan]:
    """Yield spans of the old text as spans of the new one."""
    at = 0
    for span in spans:
        while pieces[at][0][1] <= span.start:
            at += 1
        last = at
        while pieces[last][0][1] < span.end:
            last += 1
        (old_start, _), (first, first_end) = pieces[at]
        (_, old_end), (last_start, end) = pieces[last]
        start = first + min(span.start - old_start, max(first_end - first - 1, 0))
        end = max(end - (old_end - span.end), last_start)
        if end > start:
            yield LabeledSpan(start, end, span.type)
