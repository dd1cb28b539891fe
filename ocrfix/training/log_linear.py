"""Log-linear models: their training examples, how weights are fitted, and the table of weights."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_MIN_WEIGHT = 0.0005
"""Smaller weights are left out of the table, which has four decimals."""

_MAX_ITERATIONS = 500


class Example(NamedTuple):
    """One decision with its options.

    Attributes:
        features: the features of each option, by name; the first option changes nothing.
        correct: the index of the correct option; 0 also where none is.
        texts: what each option would write.
    """

    features: list[dict[str, float]]
    correct: int
    texts: tuple[str, ...] = ()


def probabilities_of(example: Example, weights: Mapping[str, float]) -> list[float]:
    """Return the probability of each option of an example, by a model with these weights."""
    scores = [
        sum(weights.get(name, 0.0) * value for name, value in features.items())
        for features in example.features
    ]
    highest = max(scores)
    shares = [math.exp(score - highest) for score in scores]
    total = sum(shares)
    return [share / total for share in shares]


def fit_weights(
    examples: list[Example], penalty: float = 2.0, min_spread: float = 0.0
) -> dict[str, float]:
    """Return the weights that maximize the likelihood of the correct options.

    The squares of the weights are penalized a little, so the probabilities are calibrated, as far
    as other pages are like those of the examples.

    Args:
        examples: the examples.
        penalty: half the weight of the squared weights; larger is more cautious.
        min_spread: features are scaled by how far their values spread, or by this where they
            spread less; larger is more cautious about features that few examples have.
    """
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    names: dict[str, int] = {}
    data: list[float] = []
    columns: list[int] = []
    row_starts = [0]
    first_rows = [0]
    correct_rows = []
    for example in examples:
        correct_rows.append(first_rows[-1] + example.correct)
        for features in example.features:
            for name, value in features.items():
                columns.append(names.setdefault(name, len(names)))
                data.append(value)
            row_starts.append(len(columns))
        first_rows.append(first_rows[-1] + len(example.features))
    shape = (len(row_starts) - 1, len(names))
    matrix = csr_matrix((data, columns, row_starts), shape=shape)
    spread = np.sqrt(np.asarray(matrix.multiply(matrix).mean(axis=0)).ravel()) + 1e-9
    spread = np.maximum(spread, min_spread)
    begins = np.array(first_rows[:-1])
    sizes = np.diff(first_rows)
    correct = np.array(correct_rows)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ (weights / spread)
        highest = np.maximum.reduceat(scores, begins)
        shares = np.exp(scores - np.repeat(highest, sizes))
        totals = np.add.reduceat(shares, begins)
        value = float(np.sum(np.log(totals) + highest - scores[correct]))
        shares /= np.repeat(totals, sizes)
        shares[correct] -= 1.0
        slope = (matrix.T @ shares) / spread + 2 * penalty * weights
        return value + penalty * float(weights @ weights), slope

    best = minimize(
        loss,
        np.zeros(len(names)),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": _MAX_ITERATIONS},
    )
    return {name: float(best.x[k] / spread[k]) for name, k in names.items()}


def write_weights(weights: Mapping[str, float], path: Path, model: str = "the word ranker") -> None:
    """Write a table of weights, heaviest first, with a heading that names the model."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"# Weights of {model}: feature, weight. Learned; see README.md.\n")
        for name, weight in sorted(weights.items(), key=lambda w: (-abs(w[1]), w[0])):
            if abs(weight) >= _MIN_WEIGHT:
                out.write(f"{name}\t{weight:.4f}\n")
