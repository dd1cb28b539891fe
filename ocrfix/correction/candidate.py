"""What might have stood where a word stands."""

from __future__ import annotations

from typing import NamedTuple


class Candidate(NamedTuple):
    """One reading of a place in the text.

    Attributes:
        start: where the place begins in the scanned text (code points).
        end: where it ends, exclusive; a candidate that joins two words spans both.
        after: what would stand there.
        kind: the kind of damage it would mend, of :data:`ocrfix.correction.KINDS`, or ``keep``.
        joins: how many words of the scan it spans: 1, or 2 where it joins them.
        share: for a word completed, the natural log of its share in the likelihood of all words
            that would complete what stands there.
    """

    start: int
    end: int
    after: str
    kind: str
    joins: int = 1
    share: float = 0.0


KEEP = "keep"
