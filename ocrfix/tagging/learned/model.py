"""Model of the learned recognizer: its weights, mapped into memory, and how sure it is."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import marisa_trie

from ocrfix.lexicon.frequency import WordFrequency
from ocrfix.system.mapped_files import map_file
from ocrfix.tagging.learned.vocabulary import MarkingWords

FEATURES_FILE = "marker-features.marisa"
WEIGHTS_FILE = "marker-weights.bin"
SETTINGS_FILE = "marker-model.json"
"""The compiled files of a model."""

_FIELD_BITS = 24
_SCALE = 100
"""The weights of a feature, in hundredths, are the digits of one number to the base 2**24, so that
one addition adds them for all labels."""

_CERTAIN = 1e-6
"""Probabilities are kept this far from 0 and 1, where their logarithm is infinite."""


def packed(weights: Sequence[float]) -> int:
    """Return weights as one number; sums of such numbers are sums of the weights.

    >>> unpacked(packed([1.5, -2.0]) + packed([0.25, 1.0]), [0.0, 0.0])
    [1.75, -1.0]
    """
    return sum(round(weight * _SCALE) << at * _FIELD_BITS for at, weight in enumerate(weights))


def packed_bytes(weights: Sequence[float]) -> bytes:
    """Return packed weights as they are stored."""
    return packed(weights).to_bytes(len(weights) * _FIELD_BITS // 8, "little", signed=True)


def unpacked(total: int, bias: Sequence[float]) -> list[float]:
    """Return the weights in a packed number, each with its bias added."""
    half, mask = 1 << (_FIELD_BITS - 1), (1 << _FIELD_BITS) - 1
    found = []
    for added in bias:
        field = ((total + half) & mask) - half
        found.append(field / _SCALE + added)
        total = (total - field) >> _FIELD_BITS
    return found


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
        self._features = marisa_trie.Trie()
        self._features.mmap(str(folder / FEATURES_FILE))
        self._weights = map_file(folder / WEIGHTS_FILE)
        self._row_bytes = len(self.labels) * _FIELD_BITS // 8

    def packed(self, feature: str) -> int:
        """Return the weights of a feature as one number, 0 for a feature without weights."""
        number = self._features.get(feature) if "\0" not in feature else None
        if number is None:
            return 0
        size = self._row_bytes
        row = self._weights[number * size : (number + 1) * size]
        return int.from_bytes(row, "little", signed=True)

    def total(self, features: Iterable[str]) -> int:
        """Return the sum of the packed weights of some features."""
        return sum(map(self.packed, features))

    def scores(self, total: int) -> list[float]:
        """Return the score of each label from the sum of packed weights."""
        return unpacked(total, self.bias)

    def confidence(self, probability: float) -> float:
        """Return the calibrated confidence of a marker whose tokens have this mean probability."""
        bounded = min(max(probability, _CERTAIN), 1 - _CERTAIN)
        logit = math.log(bounded / (1 - bounded))
        return 1 / (1 + math.exp(-(self._slope * logit + self._intercept)))
