"""Declarations of features: name, group, meaning and knots of each, in one place.

A feature is a number that grows with one reason for or against a candidate. Its weight is learned
(:mod:`ocrfix.training.ranker`) and stored in ``dictionaries/word-ranker.tsv`` under its name.

To add one, call :func:`declare` in the module that measures it, and put its value there. Until the
weights are learned again it counts nothing.
"""

from __future__ import annotations

from typing import NamedTuple


class Feature(NamedTuple):
    """One feature.

    Attributes:
        name: its name in the table of weights.
        group: the kind of evidence it is; the ablation benchmark switches off whole groups.
        meaning: what it measures, and its unit where it is not 1 for yes.
        knots: the values beyond which its weight may change, in order: it is a piecewise linear
            function, because a word in twenty documents and not in two says more than one in 2,000
            and not in 200 (a generalised additive model: T. Hastie, R. Tibshirani, Statistical
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


_declared: list[Feature] = []


def declare(name: str, group: str, meaning: str, knots: tuple[float, ...] = ()) -> int:
    """Declare a feature and return its index, by which the scorer knows it.

    Raises:
        ValueError: a feature of that name exists.
    """
    if any(feature.name == name for feature in _declared):
        raise ValueError(f"the feature {name!r} is declared twice")
    _declared.append(Feature(name, group, meaning, knots))
    return len(_declared) - 1


def declared() -> tuple[Feature, ...]:
    """Return all features declared so far, by index."""
    return tuple(_declared)
