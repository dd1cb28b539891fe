"""What a run came to, counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from ocrfix.records import MARKER_TYPES


class Summary:
    r"""The counts over the documents of a run; the documents themselves are not kept.

    Attributes:
        made: how many documents were done in this run.
        kept: how many results stood from before, and were kept.
        causes: how many documents failed, by cause.
        changes: changes by kind, in all documents that are done, now or before.
        markers: markers by type, in the same.
        changed: whether there was a change or a marker in any of them.
        left: how many results stand in the folder whose inputs are there no more.

    >>> summary = Summary()
    >>> summary.add({"misread": 2}, {}, changed=True, kept=False)
    >>> summary.fail("broken at byte 12; save it again")
    >>> print(*summary.lines(), sep="\n")
    2 documents: 1 done, 1 failed
    changes: misread 2
    failed: broken 1
    """

    def __init__(self) -> None:
        self.made = 0
        self.kept = 0
        self.causes: Counter[str] = Counter()
        self.changes: Counter[str] = Counter()
        self.markers: Counter[str] = Counter()
        self.changed = False
        self.left = 0

    def add(
        self, changes: Mapping[str, int], markers: Mapping[str, int], *, changed: bool, kept: bool
    ) -> None:
        """Count a document that is done."""
        self.kept += kept
        self.made += not kept
        self.changes.update(changes)
        self.markers.update(markers)
        self.changed = self.changed or changed

    def fail(self, error: str) -> None:
        """Count a document that failed; what is particular to it is not part of the cause."""
        problem = error.partition("; ")[0]
        self.causes[re.sub(r" at byte \d+", "", problem)] += 1

    def lines(self) -> list[str]:
        """Return the lines to be shown at the end."""
        failed = sum(self.causes.values())
        total = self.made + self.kept + failed
        parts = [f"{self.made:,} done"]
        if self.kept:
            parts.append(f"{self.kept:,} kept from before")
        if failed:
            parts.append(f"{failed:,} failed")
        found = [f"{total:,} document{'' if total == 1 else 's'}: {', '.join(parts)}"]
        if self.changes:
            found.append(f"changes: {_counts(self.changes)}")
        if self.markers:
            order = {name: place for place, name in enumerate(MARKER_TYPES)}
            types = dict(sorted(self.markers.items(), key=lambda item: order[item[0]]))
            found.append("markers: " + ", ".join(f"{name} {n:,}" for name, n in types.items()))
        if failed:
            found.append(f"failed: {_counts(self.causes)}")
        if self.left:
            found.append(f"left as they are: {self.left:,} results whose inputs are gone")
        return found


def _counts(counter: Counter[str]) -> str:
    """Return the counts in words, the commonest first."""
    ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {count:,}" for name, count in ordered)
