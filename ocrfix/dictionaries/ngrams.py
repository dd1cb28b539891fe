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
    SPECIAL_TOKENS,
    bigram_key,
    cased_id,
    trigram_key,
)
from ocrfix.text.casing import case_number

_FIRST_WORD_SHIFT = {2: 21, 3: 42}
"""The bits of a key below its first word, by the number of words."""


def save_ngrams(source: Path, word_ids: Mapping[str, int], target: Path) -> None:
    """Write the arrays of each n-gram table (:class:`ocrfix.lexicon.ngrams.NgramTable`).

    The bigrams of released records make two tables: one with their words in lower case, one with
    the words as written. The trigrams of both corpora are added up, because each alone is thin.

    Args:
        source: the folder of dictionaries.
        word_ids: the trie number of each word.
        target: the folder to write to.
    """
    ids = {word: number + FIRST_WORD_ID for word, number in word_ids.items()}
    ids.update(SPECIAL_TOKENS)
    bigrams: Counter[int] = Counter()
    for words, count in _read_ngrams(source / "bigrams.tsv", 2):
        _add(bigrams, [ids.get(word, 0) for word in words], count)
    _save(bigrams, 2, target / "bigrams")
    folded: Counter[int] = Counter()
    cased: Counter[int] = Counter()
    for words, count in _read_ngrams(source / "release-bigrams.tsv", 2):
        numbers = [ids.get(word.lower(), 0) for word in words]
        _add(folded, numbers, count)
        if all(numbers):
            pairs = zip(numbers, words, strict=True)
            _add(cased, [cased_id(number, case_number(word)) for number, word in pairs], count)
    _save(folded, 2, target / "release-bigrams")
    _save(cased, 2, target / "cased-bigrams")
    trigrams: Counter[int] = Counter()
    for name in ("trigrams.tsv", "release-trigrams.tsv"):
        for words, count in _read_ngrams(source / name, 3):
            _add(trigrams, [ids.get(word, 0) for word in words], count)
    _save(trigrams, 3, target / "trigrams")


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


def _save(counts: Mapping[int, int], size: int, stem: Path) -> None:
    """Write the arrays of a table of n-grams with ``size`` words each."""
    keys = sorted(counts)
    with stem.with_suffix(".keys").open("wb") as out:
        array("Q", keys).tofile(out)
    firsts = Counter(key >> _FIRST_WORD_SHIFT[size] for key in keys)
    starts = accumulate((firsts[n] for n in range(max(firsts, default=0) + 1)), initial=0)
    with stem.with_suffix(".starts").open("wb") as out:
        array("I", starts).tofile(out)
    stem.with_suffix(".counts").write_bytes(
        bytes(min(255, round(LOG_COUNT_STEPS * math.log(counts[key]))) for key in keys)
    )
