"""Punctuation confusions: what was printed where an engine read a separator, with frequencies."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ocrfix.correction.punctuation.gaps import straighten_quotes
from ocrfix.correction.punctuation.position import POSITIONS
from ocrfix.correction.punctuation.separator import (
    NOT_COMPUTED,
    GapCandidate,
    Separator,
    difference,
)
from ocrfix.lexicon import tables
from ocrfix.system.cache import Cache

_PRIOR_COUNT = 3.0
"""How many observations the prior guess of a rate counts for."""
_UNSEEN_SPECK_RATE = 0.5
"""The speck rate of a symbol that was never read in the pairs."""
_SUBSTITUTION_RATE = 0.01
"""The prior guess of how often a symbol is read for another, and not for nothing."""
_MIN_RATE = 1e-4
"""Added to a rate before taking its log."""
_MAX_CACHED_SEPARATORS = 1_000

_NEVER_READ: Counter[str] = Counter()


class PunctuationConfusions:
    """How often each text was printed where a separator was read.

    A separator may stand for the text printed in its place in the training pairs, for
    itself without one of its symbols, and for itself. How often depends on the position of the gap.

    Args:
        rows: the position (one of :data:`~ocrfix.correction.punctuation.position.POSITIONS`), what
            was read, what was printed, how often.
    """

    def __init__(self, rows: Sequence[tuple[str, str, str, int]]) -> None:
        self._at_position: dict[tuple[str, str], Counter[str]] = {}
        self._anywhere: dict[str, Counter[str]] = {}
        times_read: Counter[str] = Counter()
        times_speck: Counter[str] = Counter()
        for position, seen, printed, count in rows:
            self._at_position.setdefault((position, seen), Counter())[printed] += count
            self._anywhere.setdefault(seen, Counter())[printed] += count
            removed, added = difference(seen, printed)
            for symbol in set(seen):
                times_read[symbol] += count
            if not added.strip():
                for symbol in set(removed):
                    times_speck[symbol] += count
        self._speck_rates = {
            symbol: times_speck[symbol] / (times_read[symbol] + _PRIOR_COUNT)
            for symbol in times_read
        }
        # Separators are looked up for every gap, and there are few different ones.
        self._separators = Cache(_MAX_CACHED_SEPARATORS)

    @classmethod
    def load(cls, path: Path) -> PunctuationConfusions:
        """Read a table of four columns, in which a space is written ``␣``.

        Raises:
            TableError: a row that cannot be read.
        """
        return cls(
            [
                (
                    position,
                    seen.replace("␣", " "),
                    printed.replace("␣", " "),
                    tables.parse_int(path, count),
                )
                for position, seen, printed, count in tables.read_rows(path, 4)
            ]
        )

    def speck_rate(self, symbol: str) -> float:
        """Return how often nothing was printed where a symbol was read."""
        return self._speck_rates.get(symbol, _UNSEEN_SPECK_RATE)

    def separator(self, seen: str) -> Separator:
        """Return the confusions of the text of a gap."""
        separator: Separator | None = self._separators.get(seen)
        if separator is None:
            printed = _most_frequent_first(self._anywhere.get(seen, _NEVER_READ))
            separator = Separator(seen, printed)
            self._separators.put(seen, separator)
        return separator

    def error_rate(self, separator: Separator, position: int) -> float:
        """Return how often something else was printed where a separator was read.

        Args:
            separator: the text of the gap.
            position: an index of :data:`~ocrfix.correction.punctuation.position.POSITIONS`.
        """
        rate = separator.error_rates[position]
        if rate == NOT_COMPUTED:
            seen = separator.seen
            rate = 1 - self._rate(POSITIONS[position], seen, straighten_quotes(seen))
            separator.error_rates[position] = rate
        return rate

    def log_rate(self, separator: Separator, candidate: GapCandidate, position: int) -> float:
        """Return the log of how often a candidate was printed where a separator was read."""
        rate = candidate.log_rates[position]
        if rate == NOT_COMPUTED:
            rate = self._rate(POSITIONS[position], separator.seen, candidate.printed)
            rate = candidate.log_rates[position] = math.log(rate + _MIN_RATE)
        return rate

    def _rate(self, position: str, seen: str, printed: str) -> float:
        """Return how often a text was printed where another was read.

        A prior guess from the rates of the symbols, corrected by the counts at all positions, and
        that by the counts at this position.
        """
        removed, added = difference(seen, printed)
        rate = _SUBSTITUTION_RATE if added.strip() else 1.0
        for symbol in removed.replace(" ", ""):
            rate *= self.speck_rate(symbol)
        if not removed and not added:
            for symbol in seen.replace(" ", ""):
                rate *= 1 - self.speck_rate(symbol)
        for counts in (
            self._anywhere.get(seen, _NEVER_READ),
            self._at_position.get((position, seen), _NEVER_READ),
        ):
            rate = (counts[printed] + _PRIOR_COUNT * rate) / (counts.total() + _PRIOR_COUNT)
        return rate


def _most_frequent_first(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda printed: (-counts[printed], printed))
