"""The form of the compiled dictionaries: what the compiler writes and the lexicon reads."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

FORMAT = 11
"""Raised whenever the compiled form changes; an older one is then compiled anew."""

MANIFEST = "manifest.json"

SMALL = (
    "affixes.tsv",
    "alike.tsv",
    "collection-confusions.tsv",
    "confusions.tsv",
    "foreign.tsv",
    "grammar.tsv",
    "keyboard.tsv",
    "lookalikes.tsv",
    "misread-signs.tsv",
    "phrases.tsv",
    "ranker.tsv",
    "signs.tsv",
    "slips.tsv",
    "small-words.tsv",
    "spellings.tsv",
)
"""Tables that are read as they are, because reading them costs next to nothing."""

PREFIX = 7
"""How much of a word SymSpell indexes; longer words are checked in full when they are found."""

RECORD = "<fHHHHHxx"
"""One word: natural log of its likelihood, references as a person's name, documents of the
collection in which it stands in small letters, capitalised, and in capitals; flags."""


def sources(folder: Path) -> dict[str, Path]:
    """Return the files of a folder of dictionaries, by their names below it, in order."""
    found: list[tuple[str, Path]] = []
    for base, _, names in os.walk(folder):
        for name in names:
            if name.endswith((".tsv", ".yaml")):
                path = Path(base, name)
                found.append((path.relative_to(folder).as_posix(), path))
    return dict(sorted(found))


NGRAMS = (
    ("bigrams", 2),
    ("trigrams", 3),
    ("collection-bigrams", 2),
)
"""The tables of word pairs and triples, and of how many words each is."""

COUNT_SCALE = 12
"""Counts of word pairs and triples are kept as this many steps to the factor e."""

MARKS = {"<s>": 1, "<n>": 2}
"""The numbers of what is no word in a word pair or triple; a word has its own number plus 3."""


def bigram_key(first: int, second: int) -> int:
    """Return the sort key of a word pair, from the numbers of its words (each below 2**21)."""
    return first << 21 | second


def trigram_key(first: int, second: int, third: int) -> int:
    """Return the sort key of a word triple, from the numbers of its words (each below 2**21)."""
    return first << 42 | second << 21 | third


def folded(word: str) -> str:
    """Return the word without its accents, as typewriters and cables wrote it."""
    parts = unicodedata.normalize("NFD", word)
    return "".join(c for c in parts if not unicodedata.combining(c))
