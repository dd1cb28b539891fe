"""The summary of a run: counts of documents, changes and markers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from ocrfix.records import MARKER_TYPES


class Summary:
    r"""The counts over the documents of a run; the documents themselves are not kept in memory.

    Attributes:
        cleaned: the number of documents cleaned in this run.
        up_to_date: the number of documents whose results of an earlier run are still valid.
        failures: the number of documents that failed, by cause.
        changes: changes by kind, in all documents with a result.
        markers: markers by type, in the same.
        changed: whether any of them has a change or a marker.
        orphaned: the number of results in the folder whose inputs no longer exist.

    >>> summary = Summary()
    >>> summary.add({"misread": 2}, {}, changed=True, up_to_date=False)
    >>> summary.fail("broken at byte 12; save it again")
    >>> print(*summary.lines(), sep="\n")
    2 documents: 1 done, 1 failed
    changes: misread 2
    failed: broken 1
    """

    def __init__(self) -> None:
        self.cleaned = 0
        self.up_to_date = 0
        self.failures: Counter[str] = Counter()
        self.changes: Counter[str] = Counter()
        self.markers: Counter[str] = Counter()
        self.changed = False
        self.orphaned = 0

    def add(
        self,
        changes: Mapping[str, int],
        markers: Mapping[str, int],
        *,
        changed: bool,
        up_to_date: bool,
    ) -> None:
        """Count a document with a result."""
        self.up_to_date += up_to_date
        self.cleaned += not up_to_date
        self.changes.update(changes)
        self.markers.update(markers)
        self.changed = self.changed or changed

    def fail(self, error: str) -> None:
        """Count a document that failed, by its cause without the details of this document."""
        problem = error.partition("; ")[0]
        self.failures[re.sub(r" at byte \d+", "", problem)] += 1

    def lines(self) -> list[str]:
        """Return the lines to be printed at the end of the run."""
        failed = sum(self.failures.values())
        total = self.cleaned + self.up_to_date + failed
        parts = [f"{self.cleaned:,} done"]
        if self.up_to_date:
            parts.append(f"{self.up_to_date:,} already up to date")
        if failed:
            parts.append(f"{failed:,} failed")
        lines = [f"{total:,} document{'' if total == 1 else 's'}: {', '.join(parts)}"]
        if self.changes:
            lines.append(f"changes: {_counts(self.changes)}")
        if self.markers:
            order = {name: index for index, name in enumerate(MARKER_TYPES)}
            types = dict(sorted(self.markers.items(), key=lambda item: order[item[0]]))
            lines.append("markers: " + ", ".join(f"{name} {n:,}" for name, n in types.items()))
        if failed:
            lines.append(f"failed: {_counts(self.failures)}")
        if self.orphaned:
            lines.append(f"not removed: {self.orphaned:,} results whose inputs no longer exist")
        return lines


def _counts(counter: Counter[str]) -> str:
    """Return the counts in words, the most frequent first."""
    ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {count:,}" for name, count in ordered)
