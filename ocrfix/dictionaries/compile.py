"""Compiling the dictionaries into forms that open instantly.

``dictionaries/`` holds text that people edit; this module makes of it what the program looks up:
tries and sorted arrays that are mapped into memory, so that opening costs nothing, and all
processes of a machine share one copy. Nothing compiled is ever edited by hand, and nothing
compiled is executable or pickled.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import shutil
import struct
import tempfile
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from pathlib import Path

from ocrfix.lexicon import tables
from ocrfix.lexicon.format import (
    COPIED_TABLES,
    FORMAT_VERSION,
    INDEXED_PREFIX_CHARS,
    LOG_COUNT_STEPS,
    MANIFEST,
    NGRAM_TABLES,
    WORD_RECORD,
    bigram_key,
    source_files,
    trigram_key,
)
from ocrfix.lexicon.neighbours import BUCKETS, deletion_buckets, index_entry, letter_mask
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
"""How much each source of counts says of how likely a word is; they add up to 1. The collection has
no share: errors that engines often make are counted there. What stands in it is asked apart."""


def compile_dictionaries(source: Path, target: Path) -> None:
    """Compile the folder ``source`` of dictionaries into the folder ``target``.

    ``target`` appears whole or not at all: it is built beside its place and then moved there, and
    two processes that compile at the same time end with one good copy.

    Raises:
        TableError, ValueError: an entry that cannot be read; the message names file and line.
        OSError: ``target`` cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        words = _Words(source)
        words.save(work)
        _save_ngrams(source, words.ids, work)
        (work / "rules.json").write_bytes(_rules(source))
        for name in COPIED_TABLES:
            shutil.copyfile(source / name, work / name)
        manifest = {
            "format": FORMAT_VERSION,
            "sources": fingerprints(source, hashed=True),
            "made": {path.name: list(print_of(path)) for path in sorted(work.iterdir())},
        }
        (work / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        os.chmod(work, 0o755)
        _move(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _rules(source: Path) -> bytes:
    """Return the rules with the required literals of their patterns."""
    import msgspec

    from ocrfix.tagging.rules.loader import read_rules
    from ocrfix.tagging.rules.required_literals import required_literals

    rules = read_rules([source])
    patterns = [pattern for rule in rules.rules for pattern in rule.patterns]
    patterns += [notation.pattern for family in rules.families for notation in family.notations]
    literals = {pattern: required_literals(pattern) for pattern in patterns}
    return msgspec.json.encode(msgspec.structs.replace(rules, required_literals=literals))


def fingerprints(source: Path, *, hashed: bool) -> dict[str, list[int | str]]:
    """Return for each dictionary file its size and, if asked for, the digest of its content."""
    found: dict[str, list[int | str]] = {}
    for name, path in source_files(source).items():
        entry: list[int | str] = [path.stat().st_size]
        if hashed:
            entry = list(print_of(path))
        found[name] = entry
    return found


def print_of(path: Path) -> tuple[int, str]:
    """Return the size of a file and the digest of its content."""
    data = path.read_bytes()
    return len(data), hashlib.blake2b(data, digest_size=16).hexdigest()


def _move(work: Path, target: Path) -> None:
    for _ in range(5):
        try:
            os.rename(work, target)
            return
        except OSError:
            old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
            try:
                os.rename(target, old / "old")
            except FileNotFoundError:
                pass  # another process was quicker; try the move again
            finally:
                shutil.rmtree(old, ignore_errors=True)
    raise OSError(f"{target}: cannot be replaced; remove it and try again")


class _Words:
    """Every word known from any source, with its likelihood and what is known of it."""

    def __init__(self, source: Path) -> None:
        self.flags: Counter[str] = Counter()
        counts: dict[str, Counter[str]] = {name: Counter() for name in _SHARES}
        path = source / "words.tsv"
        for word, count, spelling in tables.read_rows(path, 3):
            counts["diplomatic"][word] += tables.parse_int(path, count)
            self.flags[word] |= DIPLOMATIC | _spelling_flag(spelling)
        path = source / "english.tsv"
        for word, count in tables.read_rows(path, 2):
            counts["english"][word] += tables.parse_int(path, count)
            self.flags[word] |= ENGLISH
        for word, kind in tables.read_rows(source / "word-classes.tsv", 2):
            self.flags[word] |= ENGLISH
            if kind.startswith(("month", "weekday")):
                self.flags[word] |= TITLE
        for word in damaged(counts["diplomatic"], self.flags, _pairs(source / "bigrams.tsv")):
            self.flags[word] &= ~DIPLOMATIC
        self._add_people(source / "people.tsv", counts["person"])
        for (name,) in tables.read_rows(source / "territories.tsv", 1):
            for part in _letters(name):
                self._know(part, PLACE)
        for short, *_ in tables.read_rows(source / "abbreviations.tsv", 4):
            if short.isalnum():
                self.flags[short.lower()] |= ABBREVIATION
        for word, _ in tables.read_rows(source / "terms.tsv", 2):
            self.flags[word] |= ENGLISH
        for (word,) in tables.read_rows(source / "rare-words.tsv", 1):
            self.flags[word] |= RARE
        for name in ("foreign-function-words.tsv", "foreign-words.tsv"):
            for word, _ in tables.read_rows(source / name, 2):
                self.flags[word] |= FOREIGN
                self.flags[strip_accents(word)] |= FOREIGN  # as typewriters and cables wrote it
        self.people = counts["person"]
        self.documents: dict[str, list[int]] = {}
        path = source / "collection.tsv"
        for token, count in tables.read_rows(path, 2):
            word = token.lower()
            shape = 2 if token.isupper() and len(token) > 1 else 1 if token[0].isupper() else 0
            self.documents.setdefault(word, [0, 0, 0])[shape] += tables.parse_int(path, count)
        self.words = sorted(set(self.flags) | set(self.documents))
        self.likelihood = _mixed(counts, self.words)

    def _add_people(self, path: Path, references: Counter[str]) -> None:
        for surname, given, count in tables.read_rows(path, 3):
            for part in (*_letters(surname), *_letters(given)):
                if len(part) > 2:
                    self._know(part, PERSON)
                    references[strip_accents(part).lower()] += tables.parse_int(path, count)

    def _know(self, name: str, flag: int) -> None:
        self.flags[name.lower()] |= flag
        self.flags[strip_accents(name).lower()] |= flag

    def save(self, target: Path) -> None:
        import marisa_trie

        trie = marisa_trie.Trie(self.words)
        self.ids: dict[str, int] = {word: trie[word] for word in self.words}
        trie.save(str(target / "words.marisa"))
        self._save_endings(target)
        pack = struct.Struct(WORD_RECORD).pack_into
        size = struct.calcsize(WORD_RECORD)
        block = bytearray(size * len(self.words))
        for word, number in self.ids.items():
            documents = [min(n, 65535) for n in self.documents.get(word, (0, 0, 0))]
            pack(
                block,
                size * number,
                self.likelihood[word],
                min(self.people[word], 65535),
                *documents,
                self.flags[word],
            )
        (target / "words.bin").write_bytes(block)
        self._save_near(target)

    def _save_endings(self, target: Path) -> None:
        """Keep the words spelt backwards, so that one clipped in front is a search by prefix."""
        import marisa_trie

        known = (word[::-1] for word in self.words if self.flags[word] & ~(RARE | FOREIGN))
        marisa_trie.Trie(known).save(str(target / "suffixes.marisa"))

    def _save_near(self, target: Path) -> None:
        """Keep the index of :mod:`ocrfix.lexicon.neighbours`."""
        masks = array("Q", bytes(8 * len(self.words)))
        spelt = sorted(self.words, key=self.ids.__getitem__)
        by_prefix: dict[str, list[int]] = {}
        for word in self.words:
            number = self.ids[word]
            masks[number] = letter_mask(word)
            # What only stands in raw OCR, and a rare word, is evidence, never a correction.
            if self.flags[word] & ~(ABBREVIATION | RARE) and len(word) > 1:
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
            ("neighbours.starts", starts),
            ("neighbours.entries", array("I", chain.from_iterable(entries_in_order))),
            ("neighbours.masks", masks),
            ("neighbours.begins", array("I", accumulate(map(len, spelt), initial=0))),
            ("neighbours.letters", array("H", map(ord, "".join(spelt)))),
        ):
            with (target / name).open("wb") as out:
                numbers.tofile(out)


def _spelling_flag(spelling: str) -> int:
    if spelling.isupper() and len(spelling) > 1:
        return UPPER
    return TITLE if spelling[:1].isupper() else 0


def _letters(name: str) -> list[str]:
    return "".join(c if c.isalpha() or c in "'’" else " " for c in name).replace("’", "'").split()


def _mixed(counts: dict[str, Counter[str]], words: Iterable[str]) -> dict[str, float]:
    """Return the natural logarithm of each word's likelihood, the sources weighed together."""
    totals = {name: sum(counter.values()) or 1 for name, counter in counts.items()}
    result = {}
    for word in words:
        share = sum(_SHARES[name] * counts[name][word] / totals[name] for name in counts)
        result[word] = math.log(share + 1e-9)
    return result


def damaged(
    counts: Mapping[str, int], flags: Mapping[str, int], pairs: Mapping[str, int]
) -> set[str]:
    """Return the counted words that are damage of the counted texts themselves.

    Texts from which words were counted were scanned too: `ofthe` was run together, `sidered` is the
    half of a word broken at a line end. Only words that general English does not know and that are
    written small are suspected; they are damage when they are two words whose pair is far commoner,
    or the beginning or end of a far commoner word that no inflection makes of them.

    Args:
        counts: how often each word was counted.
        flags: what is known of it.
        pairs: how often two words, with a blank between them, were counted.
    """
    suspects = {
        word
        for word, count in counts.items()
        if flags[word] & (ENGLISH | TITLE | UPPER) == 0 and word.isalpha() and count < _CLEARED
    }
    halves = set()
    for longer, count in counts.items():
        if flags[longer] & ENGLISH and longer.isalpha():
            for cut in range(2, len(longer) - 1):
                for half, rest in ((longer[:cut], longer[cut:]), (longer[cut:], longer[:cut])):
                    if half in suspects and count >= _FAR * counts[half]:
                        inflected = longer.startswith(half) and rest in _INFLECTIONS
                        if not inflected:
                            halves.add(half)
    run_together = {
        word
        for word in suspects
        if any(
            pairs.get(f"{word[:cut]} {word[cut:]}", 0) >= _FAR * counts[word]
            for cut in range(1, len(word))
        )
    }
    return halves | run_together


_CLEARED = 300
"""A word counted as often as this is one, whatever it looks like."""

_FAR = 20
"""How many times commoner is far commoner."""

_INFLECTIONS = frozenset(("s", "d", "r", "ed", "er", "es", "ly", "ing", "ers", "ism", "ist"))


def _pairs(path: Path) -> dict[str, int]:
    return {pair: tables.parse_int(path, count) for pair, count in tables.read_rows(path, 2)}


def _save_ngrams(source: Path, ids: dict[str, int], target: Path) -> None:
    for name, size in NGRAM_TABLES:
        counted = dict(_ngrams(source / f"{name}.tsv", size, ids))
        keys = sorted(counted)
        with (target / f"{name}.keys").open("wb") as out:
            array("Q", keys).tofile(out)
        firsts = Counter(key >> (21 * (size - 1)) for key in keys)
        starts = accumulate((firsts[n] for n in range(max(firsts, default=0) + 1)), initial=0)
        with (target / f"{name}.starts").open("wb") as out:
            array("I", starts).tofile(out)
        (target / f"{name}.counts").write_bytes(
            bytes(min(255, round(LOG_COUNT_STEPS * math.log(counted[key]))) for key in keys)
        )


def _ngrams(path: Path, size: int, ids: dict[str, int]) -> Iterator[tuple[int, int]]:
    from ocrfix.lexicon.format import SPECIAL_TOKENS

    numbers = {
        word: number + len(SPECIAL_TOKENS) + 1 for word, number in ids.items()
    } | SPECIAL_TOKENS
    number = numbers.get
    for ngram, count in tables.read_rows(path, 2):
        parts: Sequence[str] = ngram.split(" ")
        if len(parts) != size:
            raise tables.TableError(f"{path}: {ngram!r} is not {size} words")
        known = [number(part, 0) for part in parts]
        if all(known):
            key = bigram_key(*known) if size == 2 else trigram_key(*known)
            yield key, tables.parse_int(path, count)
