"""Compiling the n-gram tables into hash tables."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ocrfix.lexicon import tables
from ocrfix.lexicon.format import (
    EMPTY_SLOT,
    FIRST_WORD_ID,
    LOG_COUNT_STEPS,
    NO_COUNT,
    SPECIAL_TOKENS,
    bigram_key,
    cased_id,
    first_slot,
    trigram_key,
)
from ocrfix.text.casing import case_number

_SLOTS_PER_KEY = 2
"""At least half of the slots are empty, so that an n-gram that was not counted is found missing
after one look or two."""


def save_ngrams(source: Path, word_ids: Mapping[str, int], target: Path) -> None:
    """Write the arrays of each n-gram table (:class:`ocrfix.lexicon.ngrams.NgramTable`).

    The bigrams of released records are in two tables: with their words in lower case beside those
    of diplomatic English, and with the words as written. The trigrams of both corpora are added up,
    because each alone is thin.

    Args:
        source: the folder of dictionaries.
        word_ids: the trie number of each word.
        target: the folder to write to.
    """
    ids = {word: number + FIRST_WORD_ID for word, number in word_ids.items()}
    ids.update(SPECIAL_TOKENS)
    printed: Counter[int] = Counter()
    for words, count in _read_ngrams(source / "bigrams.tsv", 2):
        _add(printed, [ids.get(word, 0) for word in words], count)
    released: Counter[int] = Counter()
    cased: Counter[int] = Counter()
    for words, count in _read_ngrams(source / "release-bigrams.tsv", 2):
        numbers = [ids.get(word.lower(), 0) for word in words]
        _add(released, numbers, count)
        if all(numbers):
            pairs = zip(numbers, words, strict=True)
            _add(cased, [cased_id(number, case_number(word)) for number, word in pairs], count)
    _save(target / "bigrams", printed, released)
    _save(target / "cased-bigrams", cased)
    trigrams: Counter[int] = Counter()
    for name in ("trigrams.tsv", "release-trigrams.tsv"):
        for words, count in _read_ngrams(source / name, 3):
            _add(trigrams, [ids.get(word, 0) for word in words], count)
    _save(target / "trigrams", trigrams)


def _read_ngrams(path: Path, size: int) -> Iterator[tuple[Sequence[str], int]]:
    """Yield the words and the count of each n-gram of a table."""
    for ngram, count in tables.read_rows(path, 2):
        words = ngram.split(" ")
        if len(words) != size:
            raise tables.TableError(f"{path}: {ngram!r} is not {size} words")
        yield words, tables.parse_int(path, count)


def _add(counts: Counter[int], ids: Sequence[int], count: int) -> None:
    """Add an n-gram whose words are all known."""
    if all(ids):
        counts[bigram_key(*ids) if len(ids) == 2 else trigram_key(*ids)] += count


def _save(stem: Path, *corpora: Mapping[int, int]) -> None:
    """Write a table of n-grams, with the counts of one corpus or of several."""
    keys = sorted(set().union(*corpora))
    bits = (_SLOTS_PER_KEY * max(len(keys), 1) - 1).bit_length()
    last = (1 << bits) - 1
    slots = array("Q", [EMPTY_SLOT]) * (last + 1)
    counts = [bytearray([NO_COUNT]) * (last + 1) for _ in corpora]
    for key in keys:
        slot = first_slot(key, bits)
        while slots[slot] != EMPTY_SLOT:
            slot = (slot + 1) & last
        slots[slot] = key
        for corpus, column in zip(corpora, counts, strict=True):
            if key in corpus:
                steps = round(LOG_COUNT_STEPS * math.log(corpus[key]))
                column[slot] = min(NO_COUNT - 1, steps)
    with stem.with_suffix(".keys").open("wb") as out:
        slots.tofile(out)
    stem.with_suffix(".counts").write_bytes(b"".join(counts))
