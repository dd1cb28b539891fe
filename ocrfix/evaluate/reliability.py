"""Whether the confidences mean what they say.

Of all changes said to be right with 80 %, four in five should be right. What is compared here, in
bins of like confidence, is known as a reliability diagram: A. H. Murphy, R. L. Winkler,
"Reliability of Subjective Probability Forecasts of Precipitation and Temperature", Applied
Statistics 26, 1977.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

from ocrfix.evaluate.kinds import Judged

BINS = 10

_NOT_OF_THE_PAGE = frozenset({"typist"})
"""Kinds that say what was meant and not what stood on the page, so that no truth can judge them."""


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """The changes whose confidence lies in one part of the range.

    Attributes:
        low: the least confidence of the bin.
        high: its end; exclusive but for the last bin, which ends at 1.
        count: changes in it.
        helped: of them, those that come nearer to the truth.
        confidence: mean confidence of those in it, or ``None`` if there are none.
        share: share of them that helped, or ``None``.
    """

    low: float
    high: float
    count: int
    helped: int
    confidence: float | None
    share: float | None


def bins(judged: Iterable[Judged], parts: int = BINS) -> list[Bin]:
    """Return the bins, lowest first, empty ones too; what the view does not see is left out.

    >>> full = bins([Judged("misread", 1.0, True, "helped"), Judged("case", 0.9, True, "harmed")])
    >>> full[9].count, full[9].confidence, full[9].share
    (2, 0.95, 0.5)
    """
    members: list[list[Judged]] = [[] for _ in range(parts)]
    for one in judged:
        if one.effect != "unseen" and one.kind not in _NOT_OF_THE_PAGE:
            members[min(int(one.confidence * parts), parts - 1)].append(one)
    found = []
    for number, inside in enumerate(members):
        count = len(inside)
        helped = sum(one.effect == "helped" for one in inside)
        mean = sum(one.confidence for one in inside) / count if count else None
        found.append(
            Bin(
                low=number / parts,
                high=(number + 1) / parts,
                count=count,
                helped=helped,
                confidence=mean,
                share=helped / count if count else None,
            )
        )
    return found


def calibration_error(found: Sequence[Bin]) -> float | None:
    """Return how far confidence and share lie apart, on average over the changes; 0 is best.

    ``None`` where there are no changes.
    """
    count = sum(one.count for one in found)
    if not count:
        return None
    apart = sum(
        one.count * abs(one.confidence - one.share)
        for one in found
        if one.confidence is not None and one.share is not None
    )
    return apart / count


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """The words that a threshold lets correction change.

    Attributes:
        least: the threshold, from 0 to 1.
        right: words that were wrong and are right then.
        changed: words that are changed: those, the broken ones and those that are still wrong.
    """

    least: float
    right: int
    changed: int

    @property
    def share(self) -> float | None:
        """Of the words changed, how many are right; ``None`` where there are none."""
        return self.right / self.changed if self.changed else None


def changed_words(judged: Iterable[Judged], least: float) -> Share:
    """Return how many words a threshold lets correction change, and how many come right.

    Each change counts as if it were the only one. What is never made, whatever the threshold, is
    left out: the slips of typists.

    >>> some = [Judged("case", 0.9, True, "helped", 1), Judged("case", 0.4, False, "level", 0, 1)]
    >>> changed_words(some, 0.4)
    Share(least=0.4, right=1, changed=2)
    """
    through = [
        one for one in judged if one.confidence >= least and one.kind not in _NOT_OF_THE_PAGE
    ]
    right = sum(one.fixed for one in through)
    return Share(least=least, right=right, changed=right + sum(one.missed for one in through))


def threshold(judged: Iterable[Judged], precision: float, lowest: float = 0.0) -> Share | None:
    """Return the least threshold, in hundredths, at which the changes are precise enough.

    Args:
        judged: edits and suggestions.
        precision: of the words they change, the share that has to be right then, from 0 to 1.
        lowest: the least threshold that is asked for: that of suggestions, as below it nothing is
            judged.

    Returns:
        The threshold and what it lets through; ``None`` if none gives that share.

    >>> some = [Judged("case", 0.9, True, "helped", 1), Judged("case", 0.4, False, "level", 0, 1)]
    >>> threshold(some, 0.9), threshold(some, 0.5).least
    (Share(least=0.41, right=1, changed=1), 0.0)
    """
    judged = list(judged)
    for step in range(math.ceil(lowest * _STEPS), _STEPS + 1):
        found = changed_words(judged, step / _STEPS)
        if found.share is not None and found.share >= precision:
            return found
    return None


_STEPS = 100


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """The changes that a threshold lets through.

    Attributes:
        least: the threshold, as of ``--min-confidence``.
        count: changes with at least this confidence.
        helped: of them, those that come nearer to the truth.
        confidence: mean confidence of them, or ``None`` if there are none.
        share: share of them that helped, or ``None``.
    """

    least: float
    count: int
    helped: int
    confidence: float | None
    share: float | None


def levels(judged: Iterable[Judged], least: Sequence[float]) -> list[Level]:
    """Return what each threshold lets through; what the view does not see is left out.

    >>> some = [Judged("case", 0.9, True, "helped"), Judged("case", 0.4, False, "harmed")]
    >>> [(one.count, one.share) for one in levels(some, [0.3, 0.5])]
    [(2, 0.5), (1, 1.0)]
    """
    seen = [j for j in judged if j.effect != "unseen" and j.kind not in _NOT_OF_THE_PAGE]
    found = []
    for level in least:
        through = [one for one in seen if one.confidence >= level]
        count = len(through)
        helped = sum(one.effect == "helped" for one in through)
        found.append(
            Level(
                least=level,
                count=count,
                helped=helped,
                confidence=sum(one.confidence for one in through) / count if count else None,
                share=helped / count if count else None,
            )
        )
    return found


def likely_share(part: int, whole: int) -> tuple[float, float]:
    """Return between what the share of many more would lie, with 95 %, after ``part`` of ``whole``.

    E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of
    the American Statistical Association 22, 1927.

    >>> [round(bound, 2) for bound in likely_share(8, 10)]
    [0.49, 0.94]
    """
    if not whole:
        return 0.0, 1.0
    share = part / whole
    middle = (share + _Z * _Z / (2 * whole)) / (1 + _Z * _Z / whole)
    spread = math.sqrt(share * (1 - share) / whole + _Z * _Z / (4 * whole * whole))
    spread *= _Z / (1 + _Z * _Z / whole)
    return max(0.0, middle - spread), min(1.0, middle + spread)


_Z = 1.96
