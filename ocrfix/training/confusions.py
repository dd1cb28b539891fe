"""Training of the confusion table: which letters engines read for which, counted in pairs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from ocrfix.lexicon.alignment import misreadings
from ocrfix.lexicon.confusions import Confusions
from ocrfix.training.align import align, normalized_tokens

_MAX_RUN = 3
_SMOOTHING = 300
"""Occasions added to those of each run, so that a rare letter misread twice is not a rule."""

_MIN_COUNT = 2
"""A run seen once is as likely an error of the alignment as a habit of the engine."""

_COLLECTION_WEIGHT = 300
"""Occasions that the rate in a collection without ground truth counts for."""

_COLLECTION_FACTOR = 3.0
"""How many times more frequent a misreading is than the long words of a collection show."""

_MAX_DISTANCE = 0.5
"""Words that differ more than this (normalized edit distance) are aligned by mistake."""


def learn_confusions(
    pairs: Iterable[tuple[str, str]], collection: Mapping[tuple[str, str], float] | None = None
) -> list[tuple[str, str, int]]:
    """Return rows of ground truth, OCR and parts per million, from pairs of OCR and ground truth.

    The rate is relative to all occurrences of the run in the ground truth; for letters that the
    engine made up (an empty run), to all letters.

    Args:
        pairs: pairs of OCR text and ground truth.
        collection: rates of misreadings learned without ground truth, for what the pairs are too
            few to show; see :mod:`ocrfix.training.collection`.
    """
    collection = collection or {}
    misread: Counter[tuple[str, str]] = Counter()
    occurrences: Counter[str] = Counter()
    for ocr, truth in pairs:
        seen = [token.text for token in normalized_tokens(ocr)]
        for match in align(ocr, truth):
            for word in match.truth:
                occurrences[""] += len(word)
                for size in range(1, _MAX_RUN + 1):
                    occurrences.update(word[i : i + size] for i in range(len(word) - size + 1))
            if len(match.ocr_tokens) != 1 or len(match.truth) != 1:
                continue
            left, right = match.truth[0], seen[match.ocr_tokens[0]]
            if left == right or Levenshtein.normalized_distance(left, right) > _MAX_DISTANCE:
                continue
            misread.update(
                run for run in misreadings(left, right) if max(len(run[0]), len(run[1])) <= _MAX_RUN
            )
    runs = {run for run, count in misread.items() if count >= _MIN_COUNT} | collection.keys()
    rows = []
    for truth, reading in runs:
        if not occurrences[truth]:
            continue
        prior = _COLLECTION_WEIGHT * _COLLECTION_FACTOR * collection.get((truth, reading), 0.0)
        occasions = occurrences[truth] + _SMOOTHING + _COLLECTION_WEIGHT
        rate = (misread[truth, reading] + prior) / occasions
        rows.append((truth, reading, max(1, round(1e6 * rate))))
    rows.sort(key=lambda row: (row[0], -row[2], row[1]))
    return rows


def build_confusions(rows: Sequence[tuple[str, str, int]]) -> Confusions:
    """Return the confusion table of these rows."""
    return Confusions({(truth, seen): math.log(rate / 1e6) for truth, seen, rate in rows})


def write_confusions(rows: Iterable[tuple[str, str, int]], path: Path) -> None:
    """Write the rows as a table, with its heading."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            "# Letter confusions of OCR engines: printed, read, times per million. See README.md.\n"
        )
        for truth, reading, rate in rows:
            out.write(f"{truth}\t{reading}\t{rate}\n")
