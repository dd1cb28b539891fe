"""Softmax regression over named features, fitted by stochastic gradient descent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

_EPOCHS = 5
_BATCH = 2048
_MIN_STEPS = 120
"""A few examples are gone through more often."""
_RATE = 0.02
_WARM_UP = 0.15
"""Share of the steps in which the learning rate rises; then it falls to zero along a cosine."""
_DROPPED = 0.25
"""Share of the features hidden from each step, so that no weight relies on others being there."""
_PENALTY = 5e-7
"""Weight of the sum of all weights, which keeps those of useless features at zero."""
_MEAN_DECAY, _SQUARE_DECAY, _TINY = 0.9, 0.999, 1e-8
"""The constants of Adam: D. P. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization", ICLR
2015."""


class Fitted(NamedTuple):
    """Weights: a row for each feature, a column for each label."""

    features: dict[str, int]
    weights: np.ndarray[Any, Any]


def fit(
    examples: Sequence[Sequence[str]],
    labels: Sequence[int],
    size: int,
    weighted: frozenset[str],
    seed: int = 0,
) -> Fitted:
    """Return weights under which the labels are likely.

    Args:
        examples: the features of each example.
        labels: its label, as a number below ``size``.
        size: how many labels there are.
        weighted: the features that get a weight.
        seed: the same seed gives the same weights.
    """
    import numpy as np

    names = {name: at for at, name in enumerate(sorted(weighted))}
    matrix = feature_matrix(examples, names)
    target = np.asarray(labels)
    draw = np.random.default_rng(seed)
    weights = np.zeros((len(names), size), dtype=np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    batches = -(-len(target) // _BATCH)
    epochs = max(_EPOCHS, -(-_MIN_STEPS // batches))
    steps = epochs * batches
    step = 0
    for _ in range(epochs):
        order = draw.permutation(len(target))
        for first in range(0, len(order), _BATCH):
            rows = order[first : first + _BATCH]
            batch = matrix[rows]
            batch.data *= draw.random(len(batch.data)) >= _DROPPED
            error = probabilities(batch @ weights)
            error[np.arange(len(rows)), target[rows]] -= 1
            gradient = batch.T @ (error / len(rows)) + _PENALTY * np.sign(weights)
            step += 1
            mean += (1 - _MEAN_DECAY) * (gradient - mean)
            square += (1 - _SQUARE_DECAY) * (gradient**2 - square)
            rate = _RATE * _schedule(step / steps) / (1 - _MEAN_DECAY**step)
            weights -= rate * mean / (np.sqrt(square / (1 - _SQUARE_DECAY**step)) + _TINY)
    return Fitted(names, weights)


def _schedule(done: float) -> float:
    """Return the learning rate as a share of the highest one."""
    import math

    if done < _WARM_UP:
        return done / _WARM_UP
    return 0.5 * (1 + math.cos(math.pi * (done - _WARM_UP) / (1 - _WARM_UP)))


def feature_matrix(examples: Sequence[Sequence[str]], names: dict[str, int]) -> Any:
    """Return the sparse matrix of examples and known features."""
    import numpy as np
    from scipy.sparse import csr_matrix

    columns: list[int] = []
    starts = [0]
    for features in examples:
        columns += [names[name] for name in features if name in names]
        starts.append(len(columns))
    data = np.ones(len(columns), dtype=np.float32)
    return csr_matrix((data, columns, starts), shape=(len(examples), len(names)))


def probabilities(scores: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the softmax of each row."""
    import numpy as np

    exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(exponents / exponents.sum(axis=1, keepdims=True))
