"""Learning from pairs which letters an engine puts for which."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from ocrfix.lexicon.alignment import misreadings
from ocrfix.lexicon.confusions import Confusions
from ocrfix.training.align import align, words

_LONGEST_RUN = 3
_DOUBT = 300
"""Letters added to the count of each run, so that a rare letter misread twice is not a rule."""

_FEWEST = 2
"""A run of letters seen once is as likely a slip of the alignment as a habit of the engine."""


_PRIOR = 300
"""Occasions that the rate in a collection without truth counts for."""

_UNSEEN = 3.0
"""How many times commoner a misreading is than the long words of a collection show."""


def learn_confusions(
    pairs: Iterable[tuple[str, str]], collection: Mapping[tuple[str, str], float] | None = None
) -> list[tuple[str, str, int]]:
    """Return rows of truth, reading and parts per million, from pairs of OCR text and truth.

    The rate is of all times that ``truth`` stood on the pages; for letters that the engine made up
    (an empty ``truth``), of all letters.

    Args:
        pairs: pairs of OCR text and truth.
        collection: likelihoods of misreadings learned without truth, that stand for what the pairs
            are too few to show; see :mod:`ocrfix.training.collection`.
    """
    collection = collection or {}
    misread: Counter[tuple[str, str]] = Counter()
    stood: Counter[str] = Counter()
    for ocr, truth in pairs:
        seen = [token.text for token in words(ocr)]
        for match in align(ocr, truth):
            for word in match.truth:
                stood[""] += len(word)
                for size in range(1, _LONGEST_RUN + 1):
                    stood.update(word[i : i + size] for i in range(len(word) - size + 1))
            if len(match.seen) != 1 or len(match.truth) != 1:
                continue
            left, right = match.truth[0], seen[match.seen[0]]
            if left == right or Levenshtein.normalized_distance(left, right) > 0.5:
                continue
            misread.update(
                run
                for run in misreadings(left, right)
                if max(len(run[0]), len(run[1])) <= _LONGEST_RUN
            )
    runs = {run for run, count in misread.items() if count >= _FEWEST} | collection.keys()
    rows = []
    for truth, reading in runs:
        if not stood[truth]:
            continue
        expected = _PRIOR * _UNSEEN * collection.get((truth, reading), 0.0)
        rate = (misread[truth, reading] + expected) / (stood[truth] + _DOUBT + _PRIOR)
        rows.append((truth, reading, max(1, round(1e6 * rate))))
    rows.sort(key=lambda row: (row[0], -row[2], row[1]))
    return rows


def confusions_of(rows: Sequence[tuple[str, str, int]]) -> Confusions:
    """Return the table made of its rows."""
    return Confusions({(truth, seen): math.log(rate / 1e6) for truth, seen, rate in rows})


def write_confusions(rows: Iterable[tuple[str, str, int]], path: Path) -> None:
    """Write the table, with its heading."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            "# Letter confusions of OCR engines: printed, read, times per million. See README.md.\n"
        )
        for truth, reading, rate in rows:
            out.write(f"{truth}\t{reading}\t{rate}\n")
