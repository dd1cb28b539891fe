"""Decoding: the most probable sequence of labels for a run of tokens."""

from __future__ import annotations

import math
from collections.abc import Sequence


def softmax(scores: Sequence[float]) -> list[float]:
    """Return the probabilities of scores.

    >>> softmax([0.0, 0.0])
    [0.5, 0.5]
    """
    most = max(scores)
    exponents = [math.exp(score - most) for score in scores]
    total = sum(exponents)
    return [one / total for one in exponents]


def best_labels(
    scores: Sequence[Sequence[float]],
    new_line: Sequence[bool],
    transitions: Sequence[Sequence[Sequence[float]]],
    before: int,
    after: int,
) -> list[int]:
    """Return the labels of a run of tokens whose scores and transitions are highest together.

    Args:
        scores: the scores of each label, per token.
        new_line: per token, and for the one after the run, whether a line begins at it.
        transitions: the weights of two successive labels: on one line, and over a line end.
        before: the label of the token before the run.
        after: that of the token after it.

    >>> flat = [[0.0, 0.0], [0.0, 0.0]]
    >>> best_labels([[1.0, 0.0], [0.0, 2.0]], [True, False, True], [flat, flat], 0, 0)
    [0, 1]
    """
    size = len(scores[0])
    step = transitions[new_line[0]][before]
    totals = [scores[0][label] + step[label] for label in range(size)]
    origins: list[list[int]] = []
    for at in range(1, len(scores)):
        weights = transitions[new_line[at]]
        here = scores[at]
        origin: list[int] = []
        fresh: list[float] = []
        for label in range(size):
            best, most = 0, totals[0] + weights[0][label]
            for earlier in range(1, size):
                total = totals[earlier] + weights[earlier][label]
                if total > most:
                    best, most = earlier, total
            origin.append(best)
            fresh.append(most + here[label])
        origins.append(origin)
        totals = fresh
    last = transitions[new_line[len(scores)]]
    totals = [totals[label] + last[label][after] for label in range(size)]
    labels = [max(range(size), key=totals.__getitem__)]
    for origin in reversed(origins):
        labels.append(origin[labels[-1]])
    return labels[::-1]
