"""Compiling the n-gram tables into sorted arrays."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path

from ocrfix.lexicon import tables
from ocrfix.lexicon.format import (
    FIRST_WORD_ID,
    LOG_COUNT_STEPS,
    NGRAM_TABLES,
    SPECIAL_TOKENS,
    bigram_key,
    trigram_key,
)


def save_ngrams(source: Path, word_ids: Mapping[str, int], target: Path) -> None:
    """Write the arrays of each n-gram table (:class:`ocrfix.lexicon.ngrams.NgramTable`).

    Args:
        source: the folder of dictionaries.
        word_ids: the trie number of each word.
        target: the folder to write to.
    """
    ngram_ids = {word: number + FIRST_WORD_ID for word, number in word_ids.items()}
    ngram_ids.update(SPECIAL_TOKENS)
    for name, size in NGRAM_TABLES:
        counts = dict(_read_ngrams(source / f"{name}.tsv", size, ngram_ids))
        keys = sorted(counts)
        with (target / f"{name}.keys").open("wb") as out:
            array("Q", keys).tofile(out)
        firsts = Counter(key >> (21 * (size - 1)) for key in keys)
        starts = accumulate((firsts[n] for n in range(max(firsts, default=0) + 1)), initial=0)
        with (target / f"{name}.starts").open("wb") as out:
            array("I", starts).tofile(out)
        (target / f"{name}.counts").write_bytes(
            bytes(min(255, round(LOG_COUNT_STEPS * math.log(counts[key]))) for key in keys)
        )


def _read_ngrams(path: Path, size: int, ngram_ids: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Yield the key and the count of each n-gram whose words are all known."""
    id_of = ngram_ids.get
    for ngram, count in tables.read_rows(path, 2):
        words: Sequence[str] = ngram.split(" ")
        if len(words) != size:
            raise tables.TableError(f"{path}: {ngram!r} is not {size} words")
        ids = [id_of(word, 0) for word in words]
        if all(ids):
            key = bigram_key(*ids) if size == 2 else trigram_key(*ids)
            yield key, tables.parse_int(path, count)
