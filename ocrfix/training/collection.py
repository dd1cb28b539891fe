"""What raw OCR tells of an engine's misreadings, where no truth is at hand.

A long word that is none, and that a single word of the dictionary differs from by one run of
letters, is that word misread. Short words have too many neighbours to say so; names and the halves
of broken words are left out. (Training an error model on an unlabelled corpus and a lexicon:
X. Tong, D. A. Evans, "A Statistical Approach to Automatic OCR Error Correction in Context", 1996.)
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

FILE_NAME = "collection-confusions.tsv"

_SHORTEST = 6
_SHORTEST_FAR = 7
_LONGEST = 20
_LONGEST_RUN = 3
_COMMON = -13.5
_FEWEST = 3
_DOUBT = 3000
"""Letters added to the count of each run: what was seen by chance is no habit of an engine."""


def learn_from_collection(lexicon: Lexicon, texts: Iterable[str]) -> list[tuple[str, str, int]]:
    """Return rows of truth, reading and parts per million, from raw OCR text.

    The rates are too low, since only long words show a misreading; what they say is which
    misreadings are commoner than which.

    Args:
        lexicon: the dictionaries.
        texts: the texts of many documents.
    """
    words: Counter[str] = Counter()
    for text in texts:
        words.update(token.text for token in TokenizedText(text).tokens)
    stood: Counter[str] = Counter()
    misread: Counter[tuple[str, str]] = Counter()
    for word, count in words.items():
        known = lexicon.word(word.lower())
        if known.is_english:
            stood[""] += count * len(word)
            for size in range(1, _LONGEST_RUN + 1):
                for at in range(len(word) - size + 1):
                    stood[word[at : at + size]] += count
        elif (
            _SHORTEST <= len(word) <= _LONGEST
            and word.isascii()
            and case_shape(word) in (LOWER, CAPITALS)
        ):
            meant = _meant(lexicon, word.lower())
            if meant:
                meant = meant.upper() if word.isupper() else meant
                for run in misreadings(meant, word):
                    if max(map(len, run)) <= _LONGEST_RUN:
                        misread[run] += count
    rows = [
        (truth, seen, max(1, round(1e6 * count / (stood[truth] + _DOUBT))))
        for (truth, seen), count in misread.items()
        if count >= _FEWEST and stood[truth]
    ]
    rows.sort(key=lambda row: (row[0], -row[2], row[1]))
    return rows


def _meant(lexicon: Lexicon, word: str) -> str:
    """Return the one word that this one, which is none, can be; nothing where it is open."""
    if lexicon.words_ending_with(word) or lexicon.words_starting_with(word):
        return ""  # half of a word broken at a line's end, or clipped
    near: Mapping[int, list[str]] = {1: [], 2: []}
    for found, edits in lexicon.near_words(word, 2):
        known = lexicon.word(found)
        if known.flags & DIPLOMATIC and known.log_probability > _COMMON:
            near[edits].append(found)
    options = near[1]
    if not options and len(word) >= _SHORTEST_FAR:
        options = [found for found in near[2] if len(misreadings(found, word)) == 1]
    if len(options) != 1:
        return ""
    meant = options[0]
    inflected = word.startswith(meant) or word.endswith(meant) or meant.endswith(word)
    return "" if inflected or meant.startswith(word) else meant


def write_collection_confusions(rows: Iterable[tuple[str, str, int]], path: Path) -> None:
    """Write the table, with its heading."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            "# Letter confusions in long words of raw OCR: printed, read, "
            "times per million. See README.md.\n"
        )
        for truth, reading, rate in rows:
            out.write(f"{truth}\t{reading}\t{rate}\n")


def read_collection_confusions(lexicon: Lexicon) -> dict[tuple[str, str], float]:
    """Return the likelihoods of the table that comes with the dictionaries, or with one's own."""
    path = lexicon.table_path(FILE_NAME)
    return {
        (truth, seen): tables.parse_int(path, rate) / 1e6
        for truth, seen, rate in tables.read_rows(path, 3)
    }
