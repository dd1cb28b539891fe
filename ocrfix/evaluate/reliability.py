"""Reliability of confidences: whether they are the probabilities they claim to be.

Of all edits with a confidence of 80 %, four in five should be right. Comparing the two in bins of
similar confidence is known as a reliability diagram: A. H. Murphy, R. L. Winkler, "Reliability of
Subjective Probability Forecasts of Precipitation and Temperature", Applied Statistics 26, 1977.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

from ocrfix.evaluate.edit_effects import ScoredEdit

BINS = 10
"""The bins of a reliability diagram."""

_EXCLUDED_KINDS = frozenset({"typist"})
"""Kinds that correct the text of the page itself, which the ground truth does not."""

_THRESHOLD_STEPS = 100
"""Thresholds are tried in hundredths."""

_Z_95 = 1.96
"""The standard score of a confidence interval of 95 %."""


class Bin(msgspec.Struct, frozen=True, kw_only=True):
    """The edits whose confidence is in one part of the range.

    Attributes:
        low: the lowest confidence of the bin.
        high: its end; exclusive, except in the last bin, which ends at 1.
        count: the number of edits.
        improved: those that bring the text closer to the ground truth.
        confidence: their mean confidence, or ``None`` if there are none.
        accuracy: the fraction of them that improve the text, or ``None``.
    """

    low: float
    high: float
    count: int
    improved: int
    confidence: float | None
    accuracy: float | None


def bins(edits: Iterable[ScoredEdit], count: int = BINS) -> list[Bin]:
    """Return the bins, lowest first, also empty ones; invisible edits are left out.

    Args:
        edits: edits and suggestions.
        count: the number of bins.

    >>> edits = [ScoredEdit("misread", 1.0, True, "improved")]
    >>> edits += [ScoredEdit("case", 0.9, True, "worsened")]
    >>> last = bins(edits)[9]
    >>> last.count, last.confidence, last.accuracy
    (2, 0.95, 0.5)
    """
    members: list[list[ScoredEdit]] = [[] for _ in range(count)]
    for edit in _visible(edits):
        members[min(int(edit.confidence * count), count - 1)].append(edit)
    found = []
    for number, inside in enumerate(members):
        improved, confidence, accuracy = _summary(inside)
        found.append(
            Bin(
                low=number / count,
                high=(number + 1) / count,
                count=len(inside),
                improved=improved,
                confidence=confidence,
                accuracy=accuracy,
            )
        )
    return found


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Return the expected calibration error: the mean difference of confidence and accuracy.

    ``None`` if there are no edits.
    """
    count = sum(one.count for one in bins)
    if not count:
        return None
    difference = sum(
        one.count * abs(one.confidence - one.accuracy)
        for one in bins
        if one.confidence is not None and one.accuracy is not None
    )
    return difference / count


class ChangedWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words that edits above a threshold change.

    Attributes:
        threshold: the threshold, from 0 to 1.
        fixed: words that become correct.
        changed: words that are changed: fixed, broken, or still wrong.
    """

    threshold: float
    fixed: int
    changed: int

    @property
    def precision(self) -> float | None:
        """The fraction of changed words that are fixed; ``None`` if there are none."""
        return self.fixed / self.changed if self.changed else None


def changed_words(edits: Iterable[ScoredEdit], threshold: float) -> ChangedWords:
    """Return the words that edits above a threshold change.

    Each edit counts as if it were the only one. Edits that are never made, whatever the threshold,
    are left out: those of typing errors.

    >>> edits = [ScoredEdit("case", 0.9, True, "improved", 1)]
    >>> edits += [ScoredEdit("case", 0.4, False, "neutral", 0, 1)]
    >>> changed_words(edits, 0.4)
    ChangedWords(threshold=0.4, fixed=1, changed=2)
    """
    above = [
        edit for edit in edits if edit.confidence >= threshold and edit.kind not in _EXCLUDED_KINDS
    ]
    fixed = sum(edit.fixed for edit in above)
    changed = fixed + sum(edit.wrong for edit in above)
    return ChangedWords(threshold=threshold, fixed=fixed, changed=changed)


def lowest_threshold(
    edits: Iterable[ScoredEdit], precision: float, minimum: float = 0.0
) -> ChangedWords | None:
    """Return the lowest threshold, in hundredths, that reaches a precision.

    Args:
        edits: edits and suggestions.
        precision: the fraction of changed words that have to be fixed, from 0 to 1.
        minimum: the lowest threshold to consider: that of suggestions, since nothing below it is
            known.

    Returns:
        The threshold and the words that it changes; ``None`` if none reaches the precision.

    >>> edits = [ScoredEdit("case", 0.9, True, "improved", 1)]
    >>> edits += [ScoredEdit("case", 0.4, False, "neutral", 0, 1)]
    >>> lowest_threshold(edits, 0.9), lowest_threshold(edits, 0.5).threshold
    (ChangedWords(threshold=0.41, fixed=1, changed=1), 0.0)
    """
    edits = list(edits)
    for step in range(math.ceil(minimum * _THRESHOLD_STEPS), _THRESHOLD_STEPS + 1):
        found = changed_words(edits, step / _THRESHOLD_STEPS)
        if found.precision is not None and found.precision >= precision:
            return found
    return None


class ThresholdStats(msgspec.Struct, frozen=True, kw_only=True):
    """The edits above a threshold.

    Attributes:
        threshold: the threshold, as in ``--min-confidence``.
        count: the number of edits with at least this confidence.
        improved: those that bring the text closer to the ground truth.
        confidence: their mean confidence, or ``None`` if there are none.
        accuracy: the fraction of them that improve the text, or ``None``.
    """

    threshold: float
    count: int
    improved: int
    confidence: float | None
    accuracy: float | None


def threshold_stats(
    edits: Iterable[ScoredEdit], thresholds: Sequence[float]
) -> list[ThresholdStats]:
    """Return the edits above each of some thresholds; invisible edits are left out.

    >>> edits = [ScoredEdit("case", 0.9, True, "improved")]
    >>> edits += [ScoredEdit("case", 0.4, False, "worsened")]
    >>> [(stats.count, stats.accuracy) for stats in threshold_stats(edits, [0.3, 0.5])]
    [(2, 0.5), (1, 1.0)]
    """
    visible = _visible(edits)
    found = []
    for threshold in thresholds:
        above = [edit for edit in visible if edit.confidence >= threshold]
        improved, confidence, accuracy = _summary(above)
        found.append(
            ThresholdStats(
                threshold=threshold,
                count=len(above),
                improved=improved,
                confidence=confidence,
                accuracy=accuracy,
            )
        )
    return found


def confidence_interval(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % confidence interval of a proportion (the Wilson score interval).

    E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of
    the American Statistical Association 22, 1927.

    >>> [round(bound, 2) for bound in confidence_interval(8, 10)]
    [0.49, 0.94]
    """
    if not whole:
        return 0.0, 1.0
    share = part / whole
    z = _Z_95
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    spread = math.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    spread *= z / (1 + z * z / whole)
    return max(0.0, middle - spread), min(1.0, middle + spread)


def _visible(edits: Iterable[ScoredEdit]) -> list[ScoredEdit]:
    return [e for e in edits if e.effect != "invisible" and e.kind not in _EXCLUDED_KINDS]


def _summary(edits: Sequence[ScoredEdit]) -> tuple[int, float | None, float | None]:
    """Return how many edits improve the text, their mean confidence, and their accuracy."""
    count = len(edits)
    improved = sum(edit.effect == "improved" for edit in edits)
    if not count:
        return 0, None, None
    return improved, sum(edit.confidence for edit in edits) / count, improved / count
