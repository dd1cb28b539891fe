"""Declarations of features: name, group, meaning and knots of each, in one place.

A feature is a number that grows with one reason for or against a candidate. Its weight is learned
(:mod:`ocrfix.training.ranker`) and stored in ``dictionaries/word-ranker.tsv`` under its name.

To add one, call :func:`declare` in the module that measures it, and set its value there. Until the
weights are learned again it counts nothing.
"""

from __future__ import annotations

from ocrfix.correction.feature import Feature

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
