"""Compiling the tables of the learned recognizer."""

from __future__ import annotations

import json
from pathlib import Path

import marisa_trie

from ocrfix.lexicon import tables
from ocrfix.tagging.learned.model import FEATURES_FILE, SETTINGS_FILE, WEIGHTS_FILE, packed_bytes

WEIGHTS_TABLE = "marker-recognizer.tsv"
WORDS_TABLE = "marking-words.tsv"
RELIABILITY_TABLE = "marker-reliability.tsv"

SPECIAL = "@"
"""Rows whose name begins so are not features."""
TEXT = "text"
"""The label of the words of a document."""
_MAX_COLUMNS = 16


def save_marker_model(source: Path, target: Path) -> None:
    """Compile the tables of the folder ``source`` into files of the folder ``target``.

    Raises:
        TableError: a row that cannot be read.
    """
    weights: dict[str, list[float]] = {}
    special: dict[str, list[float]] = {}
    rows = tables.read_rows(source / WEIGHTS_TABLE, _MAX_COLUMNS, min_columns=2)
    _, *names = next(rows)
    labels = ["" if name == TEXT else name for name in names]
    for name, *values in rows:
        numbers = [float(value or 0) for value in values]
        (special if name.startswith(SPECIAL) else weights)[name] = numbers
    trie = marisa_trie.Trie(weights)
    rows_by_id = {trie[name]: packed_bytes(numbers) for name, numbers in weights.items()}
    trie.save(str(target / FEATURES_FILE))
    (target / WEIGHTS_FILE).write_bytes(b"".join([rows_by_id[at] for at in range(len(rows_by_id))]))
    words = tables.read_rows(source / WORDS_TABLE, 2)
    reliability = tables.read_rows(source / RELIABILITY_TABLE, 3)
    settings = {
        "labels": labels,
        "same line": [special[f"{SPECIAL}same line {name}"] for name in names],
        "new line": [special[f"{SPECIAL}new line {name}"] for name in names],
        "bias": special[SPECIAL + "bias"],
        "calibration": special[SPECIAL + "calibration"][:2],
        "words": {word: kinds.split() for word, kinds in words},
        "reliability": {name: [int(marked), int(right)] for name, marked, right in reliability},
    }
    (target / SETTINGS_FILE).write_text(json.dumps(settings), encoding="utf-8")
