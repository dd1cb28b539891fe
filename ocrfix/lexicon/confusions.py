"""How OCR engines misread: which letters they put for which, and how often.

The table is learned from pages whose truth is known (:mod:`ocrfix.training`), and makes the channel
of a noisy-channel model: M. D. Kernighan, K. W. Church, W. A. Gale, "A Spelling Correction Program
Based on a Noisy Channel Model", COLING 1990; with runs of letters on either side as in E. Brill,
R. C. Moore, "An Improved Error Model for Noisy Channel Spelling Correction", ACL 2000.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from pathlib import Path

from ocrfix.lexicon import tables
from ocrfix.lexicon.alignment import behind, in_front, runs

_NEVER_SEEN = math.log(2e-6)
_NOT_THERE = math.inf
_ALIKE = math.log(2e-3)
_EACH_LETTER_MORE = math.log(0.05)


class Confusions:
    """The table of misreadings.

    Args:
        logs: natural log of the likelihood of reading the second string where the first stood.

    Attributes:
        highest: no misreading costs less than this.
    """

    def __init__(self, logs: Mapping[tuple[str, str], float]) -> None:
        # By what was meant and then by what was read, so that asking puts no key together.
        self._read: dict[str, dict[str, float]] = {}
        for (truth, seen), log in logs.items():
            self._read.setdefault(truth, {})[seen] = log
        self.highest = max(logs.values(), default=_NEVER_SEEN)

    @classmethod
    def load(cls, path: Path) -> Confusions:
        """Read a table of three columns: truth, reading, parts per million.

        Raises:
            TableError: a row that cannot be read.
        """
        return cls(
            {
                (truth, seen): math.log(tables.number(path, rate) / 1e6)
                for truth, seen, rate in tables.rows(path, 3)
            }
        )

    def with_runs(self, alike: Iterable[tuple[str, str]]) -> Confusions:
        """Return the table with runs that look alike in type, each of some likelihood at least.

        What pairs and a collection show is what their own engines do; another may well part `m`.
        """
        logs = {
            (truth, seen): log for truth, read in self._read.items() for seen, log in read.items()
        }
        for meant, seen in alike:
            for run in ((meant, seen), (meant.upper(), seen.upper())):
                logs[run] = max(_ALIKE, logs.get(run, _ALIKE))
        return Confusions(logs)

    def cost(self, truth: str, seen: str) -> float:
        """Return the natural log of the likelihood that ``truth`` was read as ``seen``."""
        front = in_front(truth, seen)
        back = behind(truth, seen, front)
        rows = len(truth) - back
        columns = len(seen) - back
        if rows == front and columns == front:
            return 0.0
        lost = truth[front:rows]
        put = seen[front:columns]
        if rows == front or columns == front or (rows == front + 1 and columns == front + 1):
            return self._run(lost, put)
        found = 0.0
        for one, other in runs(lost, put):
            found += self._run(one, other)
        return found

    def _log(self, truth: str, seen: str) -> float:
        """Return what the table has for a run, or :data:`_NOT_THERE`."""
        known = self._read.get(truth)
        if known is None:
            return _NOT_THERE
        log = known.get(seen)
        return _NOT_THERE if log is None else log

    def _run(self, truth: str, seen: str) -> float:
        known = self._log(truth, seen)
        if known != _NOT_THERE:
            return known
        longest = max(len(truth), len(seen))
        whole = _NEVER_SEEN + _EACH_LETTER_MORE * (longest - 1) * 2
        if longest == 1:
            return whole
        # A long run may be several short ones side by side.
        apart = 0.0
        for i in range(longest):
            one = truth[i : i + 1]
            other = seen[i : i + 1]
            if one != other:
                known = self._log(one, other)
                apart += known if known != _NOT_THERE else _NEVER_SEEN
        return max(whole, apart)
