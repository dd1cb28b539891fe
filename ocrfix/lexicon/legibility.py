"""Legibility of a page: how much of its text is words.

A page that an engine could not read is not empty: it is full of pieces of words, symbols and
letters. Each piece of text between blanks is of some kind, and of each kind it was counted how many
of its pieces were what is printed on the page (``dictionaries/legibility.tsv``). The legibility of
a page is the mean over its pieces. Numbers, initials, ruled lines and scripts other than Latin say
nothing about it, and do not count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ocrfix.lexicon import tables
from ocrfix.lexicon.lexicon import Lexicon
from ocrfix.system.cache import Cache
from ocrfix.text.casing import MIXED, case_shape

WORD = "word"
"""A word of the dictionaries, of whatever language."""

UNKNOWN = "unknown"
"""Letters that are no word of the dictionaries: a name, a code, or a misread word."""

FRAGMENT = "fragment"
"""One or two letters that are no word."""

GARBLED = "garbled"
"""Letters with digits or symbols among them, or with capitals inside."""

SYMBOLS = "symbols"
"""No letter and no digit."""

KINDS = (WORD, UNKNOWN, FRAGMENT, GARBLED, SYMBOLS)
"""The kinds of pieces that count."""

THRESHOLD = "threshold"
"""The row of the table with the legibility below which a page should be read again."""

NEUTRAL = ""
"""The kind of a piece that does not count."""

MIN_PIECES = 25
"""A page with fewer pieces that count has no legibility: a title, a stamp, a blank page."""

_MAX_PIECE_CHARS = 60
"""A longer piece is garbled, whatever is in it; words with a hyphen or two are shorter."""

_DECIMALS = 3
"""Decimals of the legibility of a page."""

_CACHE_CAPACITY = 20_000
"""Kinds of pieces that are kept: the vocabulary of some hundred pages."""

_LAST_LATIN = "\u024f"
"""The last letter of the Latin alphabets in use; those after it are of other scripts."""

_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_ENUMERATOR = re.compile(r"[A-Z][.)],?|\([A-Za-z]\)|[a-z]\)")
"""An initial, or the letter of a list."""
_BETWEEN = re.compile(r"[\-–—/.,:;&+@]+")
"""What joins the parts of one piece: hyphens, and the punctuation of codes and abbreviations."""

_FRAGMENT_CHARS = 2
_ONE_LETTER_WORDS = frozenset("aAIyYàÀeEoO")
"""Letters that are words by themselves, in English and in the languages beside it."""


class PieceCounts(NamedTuple):
    """What a page consists of.

    Attributes:
        by_kind: the number of pieces of each kind that counts.
    """

    by_kind: Counter[str]

    @property
    def total(self) -> int:
        """The number of pieces that count."""
        return self.by_kind.total()


class LegibilityScorer:
    """Measures the legibility of pages.

    Args:
        lexicon: the dictionaries.
        table: for each kind, the share of its pieces that are what is printed, and the threshold.

    >>> from ocrfix.dictionaries.store import ensure_compiled
    >>> lexicon = Lexicon(ensure_compiled())
    >>> scorer = LegibilityScorer.load(lexicon)
    >>> page = "The Secretary told the Ambassador that he was satisfied with the talks. " * 3
    >>> noise = "•. tqf S.. 4.;e _ 'TVt {j1 ..SS ▪54 rn ~~ l. i;, Ok? " * 3
    >>> scorer.score(page) > 0.9, scorer.score(noise) < scorer.threshold, scorer.score("Page 2")
    (True, True, None)
    """

    def __init__(self, lexicon: Lexicon, table: Mapping[str, float]) -> None:
        self._lexicon = lexicon
        self.shares = {kind: table[kind] for kind in KINDS}
        self.threshold = table[THRESHOLD]
        self._kinds = Cache(_CACHE_CAPACITY)

    @classmethod
    def load(cls, lexicon: Lexicon) -> LegibilityScorer:
        """Read the table of a lexicon.

        Raises:
            TableError: a row that cannot be read, or is missing.
        """
        return cls(lexicon, read_table(lexicon.table_path("legibility.tsv")))

    def score(self, page: str) -> float | None:
        """Return the legibility of a page, from 0 to 1; ``None`` if it has too few pieces."""
        counts = self.count(page)
        if counts.total < MIN_PIECES:
            return None
        total = sum(self.shares[kind] * n for kind, n in counts.by_kind.items())
        return round(total / counts.total, _DECIMALS)

    def pages(self, text: str) -> tuple[float | None, ...]:
        r"""Return the legibility of each page of a text; form feeds separate pages.

        A form feed at the end of the text, as ``pdftotext`` writes, begins no page.
        """
        pages = text.split("\f")
        if len(pages) > 1 and not pages[-1].strip():
            pages.pop()
        return tuple(self.score(page) for page in pages)

    def is_hopeless(self, score: float | None) -> bool:
        """Whether a page of this legibility should be read again."""
        return score is not None and score < self.threshold

    def count(self, page: str) -> PieceCounts:
        """Return what a page consists of."""
        kinds = self._kinds
        counts: Counter[str] = Counter()
        for piece, count in Counter(page.split()).items():
            kind: str | None = kinds.get(piece)
            if kind is None:
                kind = self.kind_of(piece)
                if len(piece) <= _MAX_PIECE_CHARS:
                    kinds.put(piece, kind)
            counts[kind] += count
        del counts[NEUTRAL]
        return PieceCounts(counts)

    def kind_of(self, piece: str) -> str:
        """Return the kind of a piece, :data:`NEUTRAL` if it does not count."""
        if len(piece) > _MAX_PIECE_CHARS:
            return NEUTRAL if len(set(piece)) == 1 else GARBLED
        if _ENUMERATOR.fullmatch(piece):
            return NEUTRAL
        core = _AROUND.sub("", piece)
        if not core:
            # A dash, a bullet, a row of dots.
            return NEUTRAL if len(set(piece)) == 1 else SYMBOLS
        if any(char > _LAST_LATIN and char.isalpha() for char in core):
            return NEUTRAL
        kinds = [self._kind_of_part(part) for part in _BETWEEN.split(core.replace("’", "'"))]
        found = [kind for kind in kinds if kind]
        return max(found, key=KINDS.index) if found else NEUTRAL

    def _kind_of_part(self, part: str) -> str:
        """Return the kind of a part without punctuation."""
        before, _, after = part.partition("'")
        part = after if len(after) > len(before) else before  # l'Europe, Government's
        digits = sum(map(str.isdigit, part))
        if 2 * digits >= len(part):
            return NEUTRAL
        if not part.isalpha():
            return GARBLED
        if part in _ONE_LETTER_WORDS or (len(part) > 1 and self._lexicon.word(part.lower()).flags):
            return WORD
        if len(part) <= _FRAGMENT_CHARS:
            return FRAGMENT
        return GARBLED if case_shape(part) == MIXED else UNKNOWN


def read_table(path: Path) -> dict[str, float]:
    """Return the rows of a table of two columns: kind, share.

    Raises:
        TableError: a row that cannot be read, or is missing.
    """
    table = tables.read_weights(path)
    missing = {*KINDS, THRESHOLD} - table.keys()
    if missing:
        raise tables.TableError(f"{path}: rows missing: {', '.join(sorted(missing))}")
    return table


def hopeless_pages(scorer: LegibilityScorer, scores: Sequence[float | None]) -> list[int]:
    """Return the numbers of the pages that should be read again, from 1."""
    return [number for number, score in enumerate(scores, 1) if scorer.is_hopeless(score)]
