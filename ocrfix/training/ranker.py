"""Learning the weights of the ranker from pairs of OCR text and truth.

Each word in doubt is one example: its readings, and which of them stood on the page. The weights
maximise the likelihood of the truth, with a small penalty on their squares, so the probabilities
that come out mean what they say, as far as the pages are like those learned from.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ocrfix.correction.annotated_tokens import AnnotatedTokens
from ocrfix.correction.words.candidate import Candidate
from ocrfix.correction.words.detection import needs_candidates
from ocrfix.correction.words.features.extraction import extract_features
from ocrfix.correction.words.sources import find_candidates
from ocrfix.lexicon import Lexicon
from ocrfix.text.tokens import TokenizedText
from ocrfix.training.align import align


class Example(NamedTuple):
    """One word in doubt.

    Attributes:
        features: the features of each reading, the word as it stands first.
        right: the number of the reading that stood on the page; 0 also where none did.
    """

    features: list[dict[str, float]]
    right: int


def examples(lexicon: Lexicon, pairs: Iterable[tuple[str, str]]) -> list[Example]:
    """Return the examples in pairs of OCR text and truth."""
    found = []
    for ocr, truth in pairs:
        annotated = AnnotatedTokens(TokenizedText(ocr), lexicon)
        meant: dict[int, tuple[tuple[int, ...], str]] = {}
        for match in align(ocr, truth):
            for seen in match.seen:
                meant[seen] = (match.seen, letters(" ".join(match.truth)))
        for number in range(len(annotated.words)):
            target = annotated.at(number)
            if number not in meant or not needs_candidates(annotated, target):
                continue
            group, stood = meant[number]
            offered = find_candidates(annotated, target)
            if len(offered) < 2:
                continue
            right = _right(offered, group, number, stood)
            found.append(Example([extract_features(annotated, target, o) for o in offered], right))
    return found


def letters(text: str) -> str:
    """Return the letters, digits and blanks of a text: what a ranker of words can be judged by."""
    return "".join(c for c in text if c.isalnum() or c == " ")


def _right(offered: list[Candidate], group: tuple[int, ...], number: int, stood: str) -> int:
    for k, candidate in enumerate(offered):
        whole = group == tuple(range(number, number + candidate.token_count))
        if whole and letters(candidate.after) == stood:
            return k
    return 0


def fit(found: list[Example], penalty: float = 2.0, least_spread: float = 0.0) -> dict[str, float]:
    """Return the weights that make the truth of the examples likeliest.

    Args:
        found: the examples.
        penalty: half the weight of the squared weights; larger is more cautious.
        least_spread: weights are measured by how far their features spread, or by this where they
            spread less; larger is more cautious about features that few examples have.
    """
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    names: dict[str, int] = {}
    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    first = [0]
    right = []
    for example in found:
        right.append(first[-1] + example.right)
        for features in example.features:
            for name, value in features.items():
                columns.append(names.setdefault(name, len(names)))
                data.append(value)
            starts.append(len(columns))
        first.append(first[-1] + len(example.features))
    matrix = csr_matrix((data, columns, starts), shape=(len(starts) - 1, len(names)))
    spread = np.sqrt(np.asarray(matrix.multiply(matrix).mean(axis=0)).ravel()) + 1e-9
    spread = np.maximum(spread, least_spread)
    begins = np.array(first[:-1])
    sizes = np.diff(first)
    truth = np.array(right)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ (weights / spread)
        highest = np.maximum.reduceat(scores, begins)
        shares = np.exp(scores - np.repeat(highest, sizes))
        totals = np.add.reduceat(shares, begins)
        value = float(np.sum(np.log(totals) + highest - scores[truth]))
        shares /= np.repeat(totals, sizes)
        shares[truth] -= 1.0
        slope = (matrix.T @ shares) / spread + 2 * penalty * weights
        return value + penalty * float(weights @ weights), slope

    best = minimize(
        loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500}
    )
    return {name: float(best.x[k] / spread[k]) for name, k in names.items()}


def write_weights(weights: dict[str, float], path: Path, judge: str = "the word ranker") -> None:
    """Write the weights of a judge, heaviest first, with their heading."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"# Weights of {judge}: feature, weight. Learned; see README.md.\n")
        for name, weight in sorted(weights.items(), key=lambda w: (-abs(w[1]), w[0])):
            if abs(weight) >= 0.0005:
                out.write(f"{name}\t{weight:.4f}\n")
