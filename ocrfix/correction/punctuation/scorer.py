"""The linear score of a candidate of a gap: the sum of its features, each times its weight.

Ranking needs only the sum, learning needs the features. The same code measures for both, and the
scorer either adds up or records. Most features are the same for all candidates of a gap and have a
weight for each symbol; these are measured once for the gap, and added for each symbol with a few
multiplications.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from ocrfix.correction.punctuation.features import split_symbol
from ocrfix.system.cache import Cache

_MAX_CACHED_SYMBOLS = 500
_BIAS = -1
"""Stands for the index of the feature that a symbol has by itself."""

_names_by_symbol = Cache(_MAX_CACHED_SYMBOLS)
"""The names of features, by symbol and shared name: joining them takes longer than all else."""


class SymbolWeights:
    """The weights of one symbol: its bias, and that of each feature that all candidates share.

    Args:
        shared_features: how many shared features there are.
    """

    def __init__(self, shared_features: int) -> None:
        self.bias = 0.0
        self.shared = array("d", bytes(8 * shared_features))

    def set_weight(self, index: int, weight: float) -> None:
        """Set the weight of the shared feature with this index, or :data:`_BIAS`."""
        if index == _BIAS:
            self.bias = weight
        else:
            self.shared[index] = weight


class ScorerWeights:
    """The weights of all features, arranged for adding up.

    Args:
        weights: the weight of each feature, by its name.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.by_name = dict(weights)
        self.shared_index: dict[str, int] = {}
        self.by_symbol: dict[str, SymbolWeights] = {}
        split = [(*split_symbol(name), weight) for name, weight in weights.items()]
        for symbol, name, _ in split:
            if symbol and name:
                self.shared_index.setdefault(name, len(self.shared_index))
        for symbol, name, weight in split:
            if not symbol:
                continue
            symbol_weights = self.by_symbol.get(symbol)
            if symbol_weights is None:
                symbol_weights = self.by_symbol[symbol] = SymbolWeights(len(self.shared_index))
            symbol_weights.set_weight(self.shared_index[name] if name else _BIAS, weight)


class CandidateScorer:
    """Adds up the features of the candidates of a gap, or records them by name.

    Args:
        weights: the weights; nothing to record the features.
    """

    def __init__(self, weights: ScorerWeights | None) -> None:
        self.adds_up = weights is not None
        self.score = 0.0
        self.features: dict[str, float] = {}
        self._weights: dict[str, float] = {}
        self._shared_index: dict[str, int] = {}
        self._by_symbol: dict[str, SymbolWeights] = {}
        if weights is not None:
            self._weights = weights.by_name
            self._shared_index = weights.shared_index
            self._by_symbol = weights.by_symbol
        # The shared features of this gap: recorded by name, or as indices and values.
        self._recorded: dict[str, float] = {}
        self._size = 0
        # One more, so that the arrays are never empty.
        self._indices = array("q", bytes(8 * (len(self._shared_index) + 1)))
        self._values = array("d", bytes(8 * (len(self._shared_index) + 1)))

    def start_gap(self) -> None:
        """Forget the shared features of the gap before."""
        self._size = 0
        self._recorded = {}

    def put_shared(self, name: str, value: float) -> None:
        """Set a feature of the gap, for which each symbol of a candidate has its own weight."""
        if not self.adds_up:
            self._recorded[name] = value
            return
        found = self._shared_index.get(name)
        if found is None:
            return
        index: int = found
        for at in range(self._size):
            if self._indices[at] == index:
                self._values[at] = value
                return
        self._indices[self._size] = index
        self._values[self._size] = value
        self._size += 1

    def start_candidate(self) -> None:
        """Begin the sum, or the record, of another candidate."""
        self.score = 0.0
        if not self.adds_up:
            self.features = {}

    def add_symbol(self, symbol: str) -> None:
        """Add a symbol of the candidate, with all shared features."""
        if self.adds_up:
            weights = self._by_symbol.get(symbol)
            if weights is not None:
                self._add_shared(weights)
            return
        self.features[symbol] = 1.0
        names = _names_of(symbol)
        for name, value in self._recorded.items():
            self.features[names.get(name) or _join_name(names, symbol, name)] = value

    def _add_shared(self, weights: SymbolWeights) -> None:
        score = self.score + weights.bias
        for at in range(self._size):
            score += weights.shared[self._indices[at]] * self._values[at]
        self.score = score

    def put(self, name: str, value: float) -> None:
        """Add a feature of the candidate."""
        if not self.adds_up:
            self.features[name] = value
            return
        found = self._weights.get(name)
        if found is not None:
            weight: float = found
            self.score += weight * value


def _names_of(symbol: str) -> dict[str, str]:
    names: dict[str, str] | None = _names_by_symbol.get(symbol)
    if names is None:
        names = {}
        _names_by_symbol.put(symbol, names)
    return names


def _join_name(names: dict[str, str], symbol: str, name: str) -> str:
    joined = names[name] = f"{symbol}, {name}"
    return joined
