"""Compiling the word lists into one table of words."""

from __future__ import annotations

import math
import struct
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import accumulate, chain
from pathlib import Path

from ocrfix.dictionaries.scan_damage import damaged_words
from ocrfix.lexicon import tables
from ocrfix.lexicon.format import INDEXED_PREFIX_CHARS, WORD_RECORD
from ocrfix.lexicon.neighbors import BUCKETS, deletion_buckets, index_entry, letter_mask
from ocrfix.lexicon.word import (
    ABBREVIATION,
    DIPLOMATIC,
    ENGLISH,
    FOREIGN,
    PERSON,
    PLACE,
    RARE,
    TITLE,
    UPPER,
)
from ocrfix.text.accents import strip_accents

_SHARES = {"diplomatic": 0.80, "english": 0.19, "person": 0.01}
"""The weight of each source of counts in the probability of a word; they add up to 1.

The collection has no weight, because it also counts common OCR errors; its counts are stored apart.
"""

_MIN_PROBABILITY = 1e-9
"""Added to the probability of each word, so that none is zero."""

_MAX_STORED_COUNT = 65535
"""Counts are stored in 16 bits."""

_MIN_NAME_CHARS = 3
"""Minimum length of a part of a name; shorter ones are mostly initials."""


_LOWER_PER_NAME = 500
"""A word printed this many times as often in lower case as it is a name is no name: the list of
people has `the` and `that`, too."""


class WordTable:
    """Every word of any source, with its probability and its flags.

    Args:
        source: the folder of dictionaries.

    Raises:
        TableError: a row that cannot be read.
        OSError: a file is missing or cannot be read.
    """

    def __init__(self, source: Path) -> None:
        self._flags: Counter[str] = Counter()
        self._lower_counts: dict[str, int] = {}
        self._counts: dict[str, Counter[str]] = {name: Counter() for name in _SHARES}
        self._documents: dict[str, list[int]] = {}
        self._add_counted_words(source)
        self._add_people(source / "people.tsv")
        self._add_lists(source)
        self._add_collection(source / "collection.tsv")
        self.words = sorted(set(self._flags) | set(self._documents))
        self.ids: dict[str, int] = {}

    def _add_counted_words(self, source: Path) -> None:
        path = source / "words.tsv"
        for word, count, spelling in tables.read_rows(path, 3):
            self._counts["diplomatic"][word] += tables.parse_int(path, count)
            if spelling.islower():
                self._lower_counts[word] = tables.parse_int(path, count)
            self._flags[word] |= DIPLOMATIC | _case_flag(spelling)
        path = source / "english.tsv"
        for word, count in tables.read_rows(path, 2):
            self._counts["english"][word] += tables.parse_int(path, count)
            self._flags[word] |= ENGLISH
        for word, kind in tables.read_rows(source / "word-classes.tsv", 2):
            self._flags[word] |= ENGLISH
            if kind.startswith(("month", "weekday")):
                self._flags[word] |= TITLE
        path = source / "bigrams.tsv"
        bigrams = {words: tables.parse_int(path, n) for words, n in tables.read_rows(path, 2)}
        for word in damaged_words(self._counts["diplomatic"], self._flags, bigrams):
            self._flags[word] &= ~DIPLOMATIC

    def _add_people(self, path: Path) -> None:
        references = self._counts["person"]
        names: list[str] = []
        for surname, given_names, count in tables.read_rows(path, 3):
            for name in (*_names_in(surname), *_names_in(given_names)):
                if len(name) >= _MIN_NAME_CHARS:
                    names.append(name)
                    references[strip_accents(name).lower()] += tables.parse_int(path, count)
        for name in names:
            self._add_name(name, PERSON, references[strip_accents(name).lower()])

    def _add_lists(self, source: Path) -> None:
        for (territory,) in tables.read_rows(source / "territories.tsv", 1):
            for name in _names_in(territory):
                self._add_name(name, PLACE)
        for abbreviation, *_ in tables.read_rows(source / "abbreviations.tsv", 4):
            if abbreviation.isalnum():
                self._flags[abbreviation.lower()] |= ABBREVIATION
        for word, _ in tables.read_rows(source / "terms.tsv", 2):
            self._flags[word] |= ENGLISH
        for (word,) in tables.read_rows(source / "rare-words.tsv", 1):
            self._flags[word] |= RARE
        for file in ("foreign-function-words.tsv", "foreign-words.tsv"):
            for word, _ in tables.read_rows(source / file, 2):
                self._flags[word] |= FOREIGN
                self._flags[strip_accents(word)] |= FOREIGN  # as typewriters and cables write it

    def _add_name(self, name: str, flag: int, references: int = 1) -> None:
        """Add a flag to a name as written and without accents, where it is not mostly a word."""
        for form in {name.lower(), strip_accents(name).lower()}:
            if self._lower_counts.get(form, 0) < _LOWER_PER_NAME * references:
                self._flags[form] |= flag

    def _add_collection(self, path: Path) -> None:
        for token, count in tables.read_rows(path, 2):
            upper = token.isupper() and len(token) > 1
            column = 2 if upper else 1 if token[0].isupper() else 0
            documents = self._documents.setdefault(token.lower(), [0, 0, 0])
            documents[column] += tables.parse_int(path, count)

    def save(self, target: Path) -> None:
        """Write the tries, the word records and the neighbor index, and set :attr:`ids`."""
        import marisa_trie

        trie = marisa_trie.Trie(self.words)
        self.ids = {word: trie[word] for word in self.words}
        trie.save(str(target / "words.marisa"))
        # The words spelled backwards, so that words clipped at the start are found by prefix.
        known = (word[::-1] for word in self.words if self._flags[word] & ~(RARE | FOREIGN))
        marisa_trie.Trie(known).save(str(target / "reversed.marisa"))
        self._save_records(target / "words.bin")
        self._save_neighbors(target)

    def _save_records(self, path: Path) -> None:
        log_probabilities = _log_probabilities(self._counts, self.words)
        references = self._counts["person"]
        pack = struct.Struct(WORD_RECORD).pack_into
        size = struct.calcsize(WORD_RECORD)
        records = bytearray(size * len(self.words))
        for word, number in self.ids.items():
            documents = self._documents.get(word, (0, 0, 0))
            pack(
                records,
                size * number,
                log_probabilities[word],
                min(references[word], _MAX_STORED_COUNT),
                *(min(count, _MAX_STORED_COUNT) for count in documents),
                self._flags[word],
            )
        path.write_bytes(records)

    def _save_neighbors(self, target: Path) -> None:
        """Write the arrays of :class:`ocrfix.lexicon.neighbors.NeighborIndex`."""
        masks = array("Q", bytes(8 * len(self.words)))
        by_id = sorted(self.words, key=self.ids.__getitem__)
        by_prefix: dict[str, list[int]] = {}
        for word in self.words:
            number = self.ids[word]
            masks[number] = letter_mask(word)
            # A word that only raw OCR has, or a rare one, is evidence, never a correction.
            if self._flags[word] & ~(ABBREVIATION | RARE) and len(word) > 1:
                by_prefix.setdefault(word[:INDEXED_PREFIX_CHARS], []).append(
                    index_entry(number, word)
                )
        index: defaultdict[int, list[int]] = defaultdict(list)
        for prefix, entries in by_prefix.items():
            for place in deletion_buckets(prefix):
                index[place] += entries
        sizes = array("I", bytes(4 * BUCKETS))
        for place, entries in index.items():
            sizes[place] = len(entries)
        starts = array("I", accumulate(sizes, initial=0))
        entries_in_order = (sorted(index[place]) for place in sorted(index))
        for name, numbers in (
            ("neighbors.starts", starts),
            ("neighbors.entries", array("I", chain.from_iterable(entries_in_order))),
            ("neighbors.masks", masks),
            ("neighbors.begins", array("I", accumulate(map(len, by_id), initial=0))),
            ("neighbors.letters", array("H", map(ord, "".join(by_id)))),
        ):
            with (target / name).open("wb") as out:
                numbers.tofile(out)


def _case_flag(spelling: str) -> int:
    if spelling.isupper() and len(spelling) > 1:
        return UPPER
    return TITLE if spelling[:1].isupper() else 0


def _names_in(text: str) -> list[str]:
    letters = "".join(c if c.isalpha() or c in "'’" else " " for c in text)
    return letters.replace("’", "'").split()


def _log_probabilities(counts: dict[str, Counter[str]], words: Iterable[str]) -> dict[str, float]:
    """Return the natural logarithm of each word's probability in the weighted sources."""
    totals = {name: sum(counter.values()) or 1 for name, counter in counts.items()}
    result = {}
    for word in words:
        probability = sum(_SHARES[name] * counts[name][word] / totals[name] for name in counts)
        result[word] = math.log(probability + _MIN_PROBABILITY)
    return result
