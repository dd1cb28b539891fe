"""Model of the learned recognizer: its weights, mapped into memory, and how sure it is."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from struct import Struct
from typing import Any

import marisa_trie

from ocrfix.lexicon.frequency import WordFrequency
from ocrfix.system.mapped_files import map_file
from ocrfix.tagging.learned.vocabulary import MarkingWords

FEATURES_FILE = "marker-features.marisa"
WEIGHTS_FILE = "marker-weights.bin"
SETTINGS_FILE = "marker-model.json"
"""The compiled files of a model."""

_FIELD_BITS = 32
_SCALE = 100
"""The weights of a feature, in hundredths, are the digits of one number to the base 2**32, so that
one addition adds them for all labels."""
_HALF = 1 << (_FIELD_BITS - 1)
"""Added to a field, it makes the field positive."""

_GROUPS_CACHED = 20_000
"""Groups of features whose sum is kept."""

_CERTAIN = 1e-6
"""Probabilities are kept this far from 0 and 1, where their logarithm is infinite."""


def packed(weights: Sequence[float]) -> int:
    """Return weights as one number; sums of such numbers are sums of the weights.

    >>> Unpacking([0.0, 0.5]).scores(packed([1.5, -2.0]) + packed([0.25, 1.0]))
    [1.75, -0.5]
    """
    return sum(round(weight * _SCALE) << at * _FIELD_BITS for at, weight in enumerate(weights))


def packed_bytes(weights: Sequence[float]) -> bytes:
    """Return packed weights as they are stored."""
    return packed(weights).to_bytes(row_bytes(len(weights)), "little", signed=True)


def row_bytes(labels: int) -> int:
    """Return the bytes of the packed weights of a feature."""
    return labels * _FIELD_BITS // 8


class Unpacking:
    """Reads the scores of the labels from sums of packed weights.

    Args:
        bias: what is added to the score of each label.
    """

    def __init__(self, bias: Sequence[float]) -> None:
        self._bias = bias
        self._bytes = row_bytes(len(bias))
        self._halves = sum(_HALF << at * _FIELD_BITS for at in range(len(bias)))
        self._fields = Struct(f"<{len(bias)}I").unpack

    def scores(self, total: int) -> list[float]:
        """Return the score of each label."""
        fields = self._fields((total + self._halves).to_bytes(self._bytes, "little"))
        return [
            (field - _HALF) / _SCALE + added
            for field, added in zip(fields, self._bias, strict=True)
        ]

    def margin(self, total: int) -> int:
        """Return by how many hundredths the first label exceeds all others, without bias."""
        fields = self._fields((total + self._halves).to_bytes(self._bytes, "little"))
        first: int = fields[0]
        highest: int = max(fields[1:])
        return first - highest


class _Rows(dict[str, int]):
    """The packed weights of features, read from the mapped tables when they are first asked for."""

    def __init__(self, features: marisa_trie.Trie, weights: memoryview, size: int) -> None:
        super().__init__()
        self._number = features.get
        self._weights = weights
        self._size = size

    def __missing__(self, feature: str) -> int:
        number = self._number(feature) if "\0" not in feature else None
        if number is None:
            return 0  # not kept, since most features without weights are seen once
        first = number * self._size
        stored = self._weights[first : first + self._size]
        row = self[feature] = int.from_bytes(stored, "little", signed=True)
        return row


class GroupTotals(dict[Any, int]):
    """The packed weights of groups of features, by what the features are made of.

    Args:
        model: the weights.
        names: returns the features of a group.
    """

    def __init__(self, model: MarkerModel, names: Callable[[Any], Iterable[str]]) -> None:
        super().__init__()
        self._model = model
        self._names = names

    def __missing__(self, key: Any) -> int:
        if len(self) >= _GROUPS_CACHED:
            self.clear()
        total = self[key] = self._model.total(self._names(key))
        return total


class MarkerModel:
    """Weights of the learned recognizer.

    Attributes:
        labels: the marker types that a token may belong to; the first is the empty string, for
            a word of the document.
        transitions: the weights of two successive labels, first for tokens of one line, then for
            tokens of two lines.
        bias: what is added to the scores of every token.
        reliability: per rule, the markers found on labeled pages, and how many of them are right.
        words: the words of markings.
        level: returns the frequency level of a word.
        packed: returns the weights of a feature as one number, 0 for a feature without weights.
        sums: reads sums of such numbers.

    Args:
        folder: the compiled dictionaries.
    """

    def __init__(self, folder: Path) -> None:
        settings = json.loads((folder / SETTINGS_FILE).read_text(encoding="utf-8"))
        self.labels: tuple[str, ...] = tuple(settings["labels"])
        self.transitions: tuple[Sequence[Sequence[float]], ...] = (
            settings["same line"],
            settings["new line"],
        )
        self.bias: Sequence[float] = settings["bias"]
        self._slope, self._intercept = settings["calibration"]
        self.reliability: Mapping[str, Sequence[int]] = settings["reliability"]
        self.words = MarkingWords({word: tuple(kinds) for word, kinds in settings["words"].items()})
        self.level = WordFrequency(folder).level
        features = marisa_trie.Trie()
        features.mmap(str(folder / FEATURES_FILE))
        rows = _Rows(features, map_file(folder / WEIGHTS_FILE), row_bytes(len(self.labels)))
        self.packed: Callable[[str], int] = rows.__getitem__
        self.sums = Unpacking(self.bias)

    def total(self, features: Iterable[str]) -> int:
        """Return the sum of the packed weights of some features."""
        return sum(map(self.packed, features))

    def group(self, names: Callable[[Any], Iterable[str]]) -> GroupTotals:
        """Return the sums for features that many tokens have together.

        Args:
            names: returns the features from what they are made of.
        """
        return GroupTotals(self, names)

    def enough(self, margin: float) -> int:
        """Return the margin of packed weights from which text certainly exceeds all labels so far.

        Margins add up to at most that of the sum: if those of the parts are enough, no sum is
        needed.

        Args:
            margin: by how much the score of text has to exceed all others.
        """
        bias = self.bias[0] - max(self.bias[1:])
        return math.ceil((margin - bias) * _SCALE) + 1  # scores are rounded, if only a little

    def too_little(self, margin: float) -> int:
        """Return the margin of packed weights below which text certainly exceeds less."""
        bias = self.bias[0] - min(self.bias[1:])
        return math.floor((margin - bias) * _SCALE) - 1

    def confidence(self, probability: float) -> float:
        """Return the calibrated confidence of a marker whose tokens have this mean probability."""
        bounded = min(max(probability, _CERTAIN), 1 - _CERTAIN)
        logit = math.log(bounded / (1 - bounded))
        return 1 / (1 + math.exp(-(self._slope * logit + self._intercept)))
