"""What might have stood where a word stands."""

from __future__ import annotations


class Candidate:
    """One reading of a place in the text.

    Args:
        start: where the place begins in the scanned text (code points).
        end: where it ends, exclusive; a candidate that joins two words spans both.
        after: what would stand there.
        kind: the kind of damage it would mend, of :data:`ocrfix.correction.KINDS`, or ``keep``.
        joins: how many words of the scan it spans: 1, or 2 where it joins them.
        share: for a word completed, the natural log of its share in the likelihood of all words
            that would complete what stands there.
    """

    __slots__ = ("after", "end", "joins", "kind", "share", "start")

    def __init__(
        self, start: int, end: int, after: str, kind: str, joins: int = 1, share: float = 0.0
    ) -> None:
        self.start = start
        self.end = end
        self.after = after
        self.kind = kind
        self.joins = joins
        self.share = share

    def moved(self, by: int) -> Candidate:
        """Return the same reading of a place so much further on."""
        return Candidate(
            self.start + by, self.end + by, self.after, self.kind, self.joins, self.share
        )

    def called(self, kind: str) -> Candidate:
        """Return the same reading as one of another kind."""
        return Candidate(self.start, self.end, self.after, kind, self.joins, self.share)


KEEP = "keep"
