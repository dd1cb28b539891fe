"""Training of the boosted trees: how sure it is that the ranker's best candidate is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ocrfix.correction.settings import MIN_CONFIDENCE
from ocrfix.correction.words.boosted_trees import LEAF, BoostedTrees, Node, confidence_features
from ocrfix.correction.words.ranker import best_change
from ocrfix.training.log_linear import Example, probabilities_of

_ROUNDS = 160
"""Trees; more of them fit the passages, and not other documents."""

_PARAMETERS: dict[str, Any] = {
    "objective": "binary",
    "num_leaves": 8,
    "learning_rate": 0.05,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 8.0,
    "seed": 1,
    "deterministic": True,
    "num_threads": 1,
    "verbosity": -1,
}
"""Small trees and much randomness: the settings with the best likelihood in cross-validation."""

_MIN_EXAMPLES = 500
"""With fewer examples nothing is learned."""

_DECIMALS = 5
"""Decimals of the thresholds and values in the table."""


class ConfidenceExamples:
    """What the ranker proposes in passages that it was not trained on, and whether it is right."""

    def __init__(self) -> None:
        self.features: list[dict[str, float]] = []
        self.right: list[bool] = []

    def add(self, examples: Sequence[Example], weights: Mapping[str, float]) -> None:
        """Add the proposals of a ranker with these weights."""
        for example in examples:
            probabilities = probabilities_of(example, weights)
            confidence, best = best_change(probabilities, example.texts)
            if confidence >= MIN_CONFIDENCE / 2:
                found = confidence_features(
                    probabilities,
                    best,
                    confidence,
                    _without_knots(example.features[best]),
                    _without_knots(example.features[0]),
                )
                self.features.append(found)
                self.right.append(example.correct == best)


def _without_knots(features: Mapping[str, float]) -> dict[str, float]:
    return {name: value for name, value in features.items() if " over " not in name}


def learn_confidence(examples: ConfidenceExamples) -> BoostedTrees | None:
    """Return the trees learned from examples; ``None`` if there are too few."""
    if len(examples.right) < _MIN_EXAMPLES or all(examples.right):
        return None
    import lightgbm
    import numpy as np

    names = sorted({name for features in examples.features for name in features})
    columns = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(examples.features), len(names)))
    for row, features in enumerate(examples.features):
        for name, value in features.items():
            matrix[row, columns[name]] = value
    data = lightgbm.Dataset(matrix, np.array(examples.right, dtype=float))
    model = lightgbm.train(_PARAMETERS, data, _ROUNDS).dump_model()
    trees = []
    for info in model["tree_info"]:
        nodes: list[Node] = []
        _add_node(info["tree_structure"], names, nodes)
        trees.append(nodes)
    return BoostedTrees(trees)


def _add_node(node: Mapping[str, Any], names: Sequence[str], nodes: list[Node]) -> int:
    """Add a node and those below it, and return its number."""
    number = len(nodes)
    if "leaf_value" in node:
        nodes.append(Node(LEAF, round(node["leaf_value"], _DECIMALS), 0, 0))
        return number
    nodes.append(Node(LEAF, 0.0, 0, 0))
    low = _add_node(node["left_child"], names, nodes)
    high = _add_node(node["right_child"], names, nodes)
    threshold = round(node["threshold"], _DECIMALS)
    nodes[number] = Node(names[node["split_feature"]], threshold, low, high)
    return number


def write_confidence(trees: BoostedTrees, path: Path) -> None:
    """Write the trees as a table, with its heading."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            "# Confidence in the best candidate: tree, feature, threshold, next node if at most, "
            "next node if more; a leaf has no feature. Learned; see README.md.\n"
        )
        for number, nodes in enumerate(trees.trees, 1):
            for node in nodes:
                value = f"{node.threshold:.{_DECIMALS}f}"
                out.write(f"{number}\t{node.feature}\t{value}\t{node.low}\t{node.high}\n")
