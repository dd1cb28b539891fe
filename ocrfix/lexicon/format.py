"""The format of the compiled dictionaries: what the compiler writes and the lexicon reads."""

from __future__ import annotations

import os
from pathlib import Path

FORMAT_VERSION = 22
"""Version of the compiled form; older ones are compiled again."""

MANIFEST = "manifest.json"
"""The file that lists the sources and the compiled files, with their digests."""

COPIED_TABLES = (
    "affixes.tsv",
    "collection-confusions.tsv",
    "confusions.tsv",
    "foreign-function-words.tsv",
    "function-words.tsv",
    "keyboard.tsv",
    "legibility.tsv",
    "letter-lookalikes.tsv",
    "misspellings.tsv",
    "phrases.tsv",
    "punctuation-confusions.tsv",
    "punctuation-ranker.tsv",
    "symbol-lookalikes.tsv",
    "typing-errors.tsv",
    "word-classes.tsv",
    "word-confidence.tsv",
    "word-ranker.tsv",
    "word-readings.tsv",
    "engine-confidence.tsv",
    "reading-check.tsv",
)
"""Tables that are copied unchanged, because reading them is fast."""

INDEXED_PREFIX_CHARS = 7
"""Letters of a word in the neighbor index; longer words are compared in full when found."""

WORD_RECORD = "<fHHHHHxx"
"""The struct of one word: the fields of :class:`ocrfix.lexicon.word.Word` after the first."""

NGRAM_TABLES = ("bigrams", "cased-bigrams", "trigrams")
"""The compiled n-gram tables."""

CASES = 4
"""The letter cases that the bigrams of released records tell apart."""

LOG_COUNT_STEPS = 12
"""An n-gram count is stored as its natural logarithm, in this many steps per unit."""

NO_COUNT = 255
"""Stands for the count of an n-gram that a corpus does not have; the highest count is one less."""

EMPTY_SLOT = 0
"""The key of an empty slot of an n-gram table: the n-gram id of every word is at least 1."""

# Fibonacci hashing: the upper bits of the product with 2**64 over the golden ratio (D. E. Knuth,
# "The Art of Computer Programming", volume 3, section 6.4).
HASH_MULTIPLIER = 0x9E3779B97F4A7C15
HASH_MASK = 0xFFFFFFFFFFFFFFFF
HASH_BITS = 64

SPECIAL_TOKENS = {"<s>": 1, "<n>": 2}
"""The n-gram ids of a sentence start and of any number."""

FIRST_WORD_ID = len(SPECIAL_TOKENS) + 1
"""The n-gram id of the first word of the trie; 0 stands for an unknown word."""


def bigram_key(first: int, second: int) -> int:
    """Return the sort key of a bigram, from the n-gram ids of its words (each below 2**21)."""
    return first << 21 | second


def trigram_key(first: int, second: int, third: int) -> int:
    """Return the sort key of a trigram, from the n-gram ids of its words (each below 2**21)."""
    return first << 42 | second << 21 | third


def first_slot(key: int, bits: int) -> int:
    """Return where the search for a key begins in an n-gram table of ``2**bits`` slots."""
    return ((key * HASH_MULTIPLIER) & HASH_MASK) >> (HASH_BITS - bits)


def cased_id(ngram_id: int, case: int) -> int:
    """Return the id of a word in one of :data:`CASES` letter cases."""
    return ngram_id * CASES + case


def source_files(folder: Path) -> dict[str, Path]:
    """Return the files of a folder of dictionaries, by their names below it, in order."""
    found: list[tuple[str, Path]] = []
    for base, _, names in os.walk(folder):
        for name in names:
            if name.endswith((".tsv", ".yaml")):
                path = Path(base, name)
                found.append((path.relative_to(folder).as_posix(), path))
    return dict(sorted(found))
