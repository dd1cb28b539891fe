"""Features of the rankers: numbers that are evidence for or against a candidate."""

from __future__ import annotations

from typing import NamedTuple


class Feature(NamedTuple):
    """One feature.

    Attributes:
        name: its name in the table of weights.
        group: the kind of evidence it is.
        meaning: what it measures, and its unit where it is not 1 for yes.
        knots: the values beyond which its weight may change, in order: it is a piecewise linear
            function, because the step from 2 documents to 20 matters more than that to 2,000
            and not in 200 (a generalized additive model: T. Hastie, R. Tibshirani, Statistical
            Science 1, 1986).
    """

    name: str
    group: str
    meaning: str
    knots: tuple[float, ...] = ()

    def knot_name(self, knot: float) -> str:
        """Return the name of the feature that measures how far this one lies beyond a knot.

        >>> Feature("log probability", "frequency", "").knot_name(-12.0)
        'log probability over -12'
        """
        return f"{self.name} over {knot:g}"
