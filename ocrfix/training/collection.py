"""Confusions learned without ground truth, from the raw OCR text of a collection.

A long unknown word that differs from a single word of the dictionary by one run of letters is that
word misread. Short words have too many neighbors to tell; names and the halves of hyphenated words
are left out. (Training an error model on an unlabeled corpus and a lexicon: X. Tong, D. A. Evans,
"A Statistical Approach to Automatic OCR Error Correction in Context", 1996.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from ocrfix.lexicon import Lexicon, tables
from ocrfix.lexicon.alignment import misreadings
from ocrfix.lexicon.word import DIPLOMATIC
from ocrfix.text.casing import CAPITALS, LOWER, case_shape
from ocrfix.text.tokens import TokenizedText

COLLECTION_CONFUSIONS_FILE = "collection-confusions.tsv"

_MIN_LENGTH = 6
_MIN_LENGTH_TWO_EDITS = 7
_MAX_LENGTH = 20
_MAX_RUN = 3
_COMMON = -13.5
"""Log probability from which a word is common enough to be the one misread: 1.4 in a million."""

_MIN_COUNT = 3
_SMOOTHING = 3000
"""Occasions added to those of each run: what was seen by chance is not a habit of an engine."""


def learn_collection_confusions(
    lexicon: Lexicon, texts: Iterable[str]
) -> list[tuple[str, str, int]]:
    """Return rows of the run meant, the run read and parts per million, from raw OCR text.

    The rates are too low, since only long words show a misreading; what counts is which
    misreadings are more frequent than which.

    Args:
        lexicon: the dictionaries.
        texts: the texts of many documents.
    """
    words: Counter[str] = Counter()
    for text in texts:
        words.update(token.text for token in TokenizedText(text).tokens)
    occurrences: Counter[str] = Counter()
    misread: Counter[tuple[str, str]] = Counter()
    for word, count in words.items():
        known = lexicon.word(word.lower())
        if known.is_english:
            occurrences[""] += count * len(word)
            for size in range(1, _MAX_RUN + 1):
                for at in range(len(word) - size + 1):
                    occurrences[word[at : at + size]] += count
        elif (
            _MIN_LENGTH <= len(word) <= _MAX_LENGTH
            and word.isascii()
            and case_shape(word) in (LOWER, CAPITALS)
        ):
            meant = _meant_word(lexicon, word.lower())
            if meant:
                meant = meant.upper() if word.isupper() else meant
                for run in misreadings(meant, word):
                    if max(map(len, run)) <= _MAX_RUN:
                        misread[run] += count
    rows = [
        (truth, seen, max(1, round(1e6 * count / (occurrences[truth] + _SMOOTHING))))
        for (truth, seen), count in misread.items()
        if count >= _MIN_COUNT and occurrences[truth]
    ]
    rows.sort(key=lambda row: (row[0], -row[2], row[1]))
    return rows


def _meant_word(lexicon: Lexicon, word: str) -> str:
    """Return the only word that an unknown one can be, or an empty string."""
    if lexicon.words_ending_with(word) or lexicon.words_starting_with(word):
        return ""  # half of a hyphenated word, or clipped
    near: Mapping[int, list[str]] = {1: [], 2: []}
    for found, edits in lexicon.near_words(word, 2):
        known = lexicon.word(found)
        if known.flags & DIPLOMATIC and known.log_probability > _COMMON:
            near[edits].append(found)
    options = near[1]
    if not options and len(word) >= _MIN_LENGTH_TWO_EDITS:
        options = [found for found in near[2] if len(misreadings(found, word)) == 1]
    if len(options) != 1:
        return ""
    meant = options[0]
    inflected = word.startswith(meant) or word.endswith(meant) or meant.endswith(word)
    return "" if inflected or meant.startswith(word) else meant


def write_collection_confusions(rows: Iterable[tuple[str, str, int]], path: Path) -> None:
    """Write the rows as a table, with its heading."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            "# Letter confusions in long words of raw OCR: printed, read, "
            "times per million. See README.md.\n"
        )
        for truth, reading, rate in rows:
            out.write(f"{truth}\t{reading}\t{rate}\n")


def read_collection_confusions(lexicon: Lexicon) -> dict[tuple[str, str], float]:
    """Return the rates of the table of the dictionaries, or of the user's own."""
    path = lexicon.table_path(COLLECTION_CONFUSIONS_FILE)
    return {
        (truth, seen): tables.parse_int(path, rate) / 1e6
        for truth, seen, rate in tables.read_rows(path, 3)
    }
