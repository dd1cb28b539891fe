"""Scales: adding up what speaks for a reading, or writing it down by name.

Judging wants a sum, a million times an hour; learning wants to see what was measured. Both are
measured by the same lines, which put each feature on the scales by its number.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence


class Scales:
    """A sum of measures, each times its weight, bent where its weight changes.

    Args:
        names: the features, by number.
        weights: the weight of each, by its name; features without one count nothing. That of
            ``likelihood over -9`` is added to that of ``likelihood`` beyond -9.
        bends: where the weight of a feature changes, in order.
    """

    def __init__(
        self,
        names: Sequence[str],
        weights: Mapping[str, float],
        bends: Mapping[str, Sequence[float]],
    ) -> None:
        self.total = 0.0
        self.written: dict[str, float] | None = None
        self._names = names
        self._weights = array("d", [weights.get(name, 0.0) for name in names])
        begins = [0]
        annotated: list[float] = []
        more: list[float] = []
        for name in names:
            for bend in bends.get(name, ()):
                annotated.append(bend)
                more.append(weights.get(f"{name} over {bend:g}", 0.0))
            begins.append(len(annotated))
        self._begins = array("q", begins)
        # One more, so that there is always something to point at.
        self._bends = array("d", [*annotated, 0.0])
        self._more = array("d", [*more, 0.0])

    def put(self, feature: int, value: float) -> None:
        """Add what a measure counts, by the number of its feature."""
        if self.written is not None:
            self.written[self._names[feature]] = value
            return
        total = self.total + self._weights[feature] * value
        for at in range(self._begins[feature], self._begins[feature + 1]):
            beyond = value - self._bends[at]
            if beyond <= 0.0:
                break
            total += self._more[at] * beyond
        self.total = total

    def most(self, feature: int, least: float, most: float) -> float:
        """Return the most that a measure between two bounds can count, or 0 where it may be absent.

        A bent line is highest at one of its ends, or at a bend.
        """
        found = 0.0
        bends = [self._bends[at] for at in range(self._begins[feature], self._begins[feature + 1])]
        for value in (least, *[bend for bend in bends if least < bend < most], most):
            self.total = 0.0
            self.put(feature, value)
            found = max(found, self.total)
        self.total = 0.0
        return found
