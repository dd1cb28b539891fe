"""Boosted trees: how sure it is that the best candidate for a word is right.

The ranker adds up reasons one by one, which says which candidate is the best. Whether that one is
right depends on reasons together: a rare word is doubtful if its context is garbled too. That is
learned by gradient boosting (J. H. Friedman, "Greedy Function Approximation: A Gradient Boosting
Machine", Annals of Statistics 29, 2001), on documents that the ranker was not trained on. The trees
are a table that can be read, one node in each row.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ocrfix.lexicon import tables

LEAF = ""
"""The feature of a node that is not divided further."""

AS_READ = "as read: "
"""Prefix of the features of the candidate that keeps the word."""

LOG_ODDS = "log odds of the candidate"
LOG_KEEP = "log probability of the word as read"
LOG_NEXT = "log probability of the next candidate"
"""The features that say how the ranker divides the probability (natural logs)."""

_NO_FEATURE = -1
"""The number of the feature of a leaf."""

_TINY = 1e-6
"""Added to probabilities, so that none is impossible."""


class Node(NamedTuple):
    """One node of a tree.

    Attributes:
        feature: the name of the feature that is compared; :data:`LEAF` for a leaf.
        threshold: the value it is compared with; for a leaf, what is added to the log odds.
        low: the number of the next node in its tree if the feature is at most the threshold.
        high: the number of the next node if it is more.
    """

    feature: str
    threshold: float
    low: int
    high: int


class BoostedTrees:
    """A sum of decision trees that gives the log odds of an event.

    Args:
        trees: the nodes of each tree; the first one is its root.

    >>> trees = BoostedTrees([[Node("x", 0.5, 1, 2), Node("", -2.0, 0, 0), Node("", 2.0, 0, 0)]])
    >>> round(trees.probability({}), 2), round(trees.probability({"x": 1.0}), 2)
    (0.12, 0.88)
    """

    def __init__(self, trees: Sequence[Sequence[Node]]) -> None:
        self.trees = [list(nodes) for nodes in trees]
        # The nodes of all trees in columns, so that following them is fast.
        self._roots: list[int] = []
        self._numbers: dict[str, int] = {}
        feature, threshold, low, high = array("i"), array("d"), array("i"), array("i")
        for nodes in self.trees:
            root = len(feature)
            self._roots.append(root)
            for node in nodes:
                number = _NO_FEATURE
                if node.feature != LEAF:
                    number = self._numbers.setdefault(node.feature, len(self._numbers))
                feature.append(number)
                threshold.append(node.threshold)
                low.append(root + node.low)
                high.append(root + node.high)
        self._feature, self._threshold, self._low, self._high = feature, threshold, low, high
        self._values = array("d", [0.0] * max(1, len(self._numbers)))

    @classmethod
    def load(cls, path: Path) -> BoostedTrees:
        """Read a table of five columns: tree, feature, threshold, next if at most, next if more.

        Raises:
            TableError: a row that cannot be read.
        """
        trees: list[list[Node]] = []
        for tree, feature, value, low, high in tables.read_rows(path, 5):
            if tables.parse_int(path, tree) != len(trees):
                trees.append([])
            trees[-1].append(
                Node(
                    feature,
                    tables.parse_float(path, value),
                    tables.parse_int(path, low),
                    tables.parse_int(path, high),
                )
            )
        for nodes in trees:
            for number, node in enumerate(nodes):
                leads_on = number < min(node.low, node.high) < max(node.low, node.high) < len(nodes)
                if node.feature and not leads_on:
                    raise tables.TableError(f"{path}: a node leads out of its tree or back")
        return cls(trees)

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability of the event; features left out are 0."""
        values = self._values
        for name, number in self._numbers.items():
            values[number] = features.get(name, 0.0)
        feature, threshold, low, high = self._feature, self._threshold, self._low, self._high
        total = 0.0
        for root in self._roots:
            node = root
            number = feature[node]
            while number != _NO_FEATURE:
                node = low[node] if values[number] <= threshold[node] else high[node]
                number = feature[node]
            total += threshold[node]
        return 1.0 / (1.0 + math.exp(-total))


def confidence_features(
    probabilities: Sequence[float],
    best: int,
    confidence: float,
    features: Mapping[str, float],
    features_as_read: Mapping[str, float],
) -> dict[str, float]:
    """Return the features by which the confidence in a candidate is computed.

    Args:
        probabilities: the probability of each candidate; the first keeps the word.
        best: the number of the best one that changes it.
        confidence: the ranker's confidence in it.
        features: its features by name, without those of knots.
        features_as_read: those of the candidate that keeps the word.
    """
    found = dict(features)
    for name, value in features_as_read.items():
        found[AS_READ + name] = value
    others = [p for at, p in enumerate(probabilities) if at not in (0, best)]
    found[LOG_ODDS] = math.log((confidence + _TINY) / (1.0 - confidence + _TINY))
    found[LOG_KEEP] = math.log(probabilities[0] + _TINY)
    found[LOG_NEXT] = math.log(max(others, default=0.0) + _TINY)
    return found
