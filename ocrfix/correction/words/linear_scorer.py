"""Linear scorer: adds up weighted features, or records their values by name.

Ranking needs a sum, millions of times an hour; training needs the individual values. The same code
measures for both: it adds each feature, by its index, to a scorer.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

from ocrfix.correction.feature import Feature


class LinearScorer:
    """A weighted sum of features, each piecewise linear between its knots.

    Args:
        features: the features, by index.
        weights: the weight of each, by name; a missing weight is 0. The weight
            of ``log probability over -9`` is added to that of ``log probability`` beyond -9.

    Attributes:
        total: the sum so far.
        recorded: where to record the values by name instead of adding them up, or ``None``.
    """

    def __init__(self, features: Sequence[Feature], weights: Mapping[str, float]) -> None:
        self.total = 0.0
        self.recorded: dict[str, float] | None = None
        self._names = [feature.name for feature in features]
        self._weights = array("d", [weights.get(name, 0.0) for name in self._names])
        first_knots = [0]
        knots: list[float] = []
        knot_weights: list[float] = []
        for feature in features:
            for knot in feature.knots:
                knots.append(knot)
                knot_weights.append(weights.get(feature.knot_name(knot), 0.0))
            first_knots.append(len(knots))
        self._first_knots = array("q", first_knots)
        # One more, because an empty array cannot be typed memory where this is compiled.
        self._knots = array("d", [*knots, 0.0])
        self._knot_weights = array("d", [*knot_weights, 0.0])

    def put(self, feature: int, value: float) -> None:
        """Add a feature's value, by its index."""
        if self.recorded is not None:
            self.recorded[self._names[feature]] = value
            return
        total = self.total + self._weights[feature] * value
        for at in range(self._first_knots[feature], self._first_knots[feature + 1]):
            beyond = value - self._knots[at]
            if beyond <= 0.0:
                break
            total += self._knot_weights[at] * beyond
        self.total = total
