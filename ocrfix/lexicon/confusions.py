"""The letter confusions of OCR engines: which letters are read for which, and how often.

The table is learned from pages with ground truth (:mod:`ocrfix.training`), and is the channel of a
noisy-channel model: M. D. Kernighan, K. W. Church, W. A. Gale, "A Spelling Correction Program Based
on a Noisy Channel Model", COLING 1990; with runs of letters on either side as in E. Brill,
R. C. Moore, "An Improved Error Model for Noisy Channel Spelling Correction", ACL 2000.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from pathlib import Path

from ocrfix.lexicon import tables
from ocrfix.lexicon.alignment import align_trimmed, common_prefix, common_suffix

_UNSEEN = math.log(2e-6)
"""Log-likelihood of a confusion of single letters that the table does not have."""

_NOT_IN_TABLE = math.inf
"""Stands for a missing entry; a log-likelihood is never infinite."""

_MIN_LOOKALIKE = math.log(2e-3)
"""Least log-likelihood of a confusion of letters that look alike."""

_EACH_FURTHER_LETTER = math.log(0.05)
"""Log-likelihood added for each letter of an unseen run after the first, on either side."""


class Confusions:
    """The table of letter confusions.

    Args:
        logs: natural log of the probability that the first run of letters is read as the second.

    Attributes:
        max_log_likelihood: the maximum of any confusion.
    """

    def __init__(self, logs: Mapping[tuple[str, str], float]) -> None:
        # By printed run and then by run as read, so that a lookup builds no key.
        self._by_truth: dict[str, dict[str, float]] = {}
        for (truth, seen), log in logs.items():
            self._by_truth.setdefault(truth, {})[seen] = log
        self.max_log_likelihood = max(logs.values(), default=_UNSEEN)

    @classmethod
    def load(cls, path: Path) -> Confusions:
        """Read a table of three columns: printed, read, times per million.

        Raises:
            TableError: a row that cannot be read.
        """
        return cls(
            {
                (truth, seen): math.log(tables.parse_int(path, rate) / 1e6)
                for truth, seen, rate in tables.read_rows(path, 3)
            }
        )

    def with_lookalikes(self, lookalikes: Iterable[tuple[str, str]]) -> Confusions:
        """Return the table with a minimum likelihood for runs of letters that look alike.

        The table is that of the engines in the pairs; another engine may well split an `m`.
        """
        logs = {
            (truth, seen): log
            for truth, by_seen in self._by_truth.items()
            for seen, log in by_seen.items()
        }
        for truth, seen in lookalikes:
            for run in ((truth, seen), (truth.upper(), seen.upper())):
                logs[run] = max(_MIN_LOOKALIKE, logs.get(run, _MIN_LOOKALIKE))
        return Confusions(logs)

    def log_likelihood(self, truth: str, seen: str) -> float:
        """Return the natural log of the probability that ``truth`` is read as ``seen``."""
        prefix = common_prefix(truth, seen)
        suffix = common_suffix(truth, seen, prefix)
        rows = len(truth) - suffix
        columns = len(seen) - suffix
        if rows == prefix and columns == prefix:
            return 0.0
        removed = truth[prefix:rows]
        added = seen[prefix:columns]
        if rows == prefix or columns == prefix or (rows == prefix + 1 and columns == prefix + 1):
            return self._of_run(removed, added)
        total = 0.0
        for one, other in align_trimmed(removed, added):
            total += self._of_run(one, other)
        return total

    def _entry(self, truth: str, seen: str) -> float:
        """Return the entry of a run, or :data:`_NOT_IN_TABLE`."""
        by_seen = self._by_truth.get(truth)
        if by_seen is None:
            return _NOT_IN_TABLE
        log = by_seen.get(seen)
        return _NOT_IN_TABLE if log is None else log

    def _of_run(self, truth: str, seen: str) -> float:
        """Return the log-likelihood of one run of letters that differ."""
        entry = self._entry(truth, seen)
        if entry != _NOT_IN_TABLE:
            return entry
        longest = max(len(truth), len(seen))
        whole = _UNSEEN + _EACH_FURTHER_LETTER * (longest - 1) * 2
        if longest == 1:
            return whole
        # A long run may consist of several short ones.
        letter_by_letter = 0.0
        for i in range(longest):
            one = truth[i : i + 1]
            other = seen[i : i + 1]
            if one != other:
                entry = self._entry(one, other)
                letter_by_letter += entry if entry != _NOT_IN_TABLE else _UNSEEN
        return max(whole, letter_by_letter)
