"""The lexicon: lookup of words in the dictionaries, which are mapped into memory."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

import marisa_trie

from ocrfix.lexicon import tables
from ocrfix.lexicon.confusions import Confusions
from ocrfix.lexicon.format import FIRST_WORD_ID, WORD_RECORD
from ocrfix.lexicon.neighbors import COMPILED, NeighborIndex
from ocrfix.lexicon.ngrams import NgramCounts, NgramTable
from ocrfix.lexicon.typing_errors import TypingErrors
from ocrfix.lexicon.word import DIPLOMATIC, FOREIGN, RARE, Word
from ocrfix.system.cache import Cache
from ocrfix.system.mapped_files import map_file

_unpack_record = struct.Struct(WORD_RECORD).unpack_from

_RECORD_BYTES = struct.calcsize(WORD_RECORD)
_RECORD_FLOATS = _RECORD_BYTES // 4
_RECORD_SHORTS = _RECORD_BYTES // 2
"""The length of a word record, in bytes, floats and 16-bit integers."""

_FLAGS_AT = 6
"""The position of the flags in a record, in 16-bit integers."""

UNKNOWN_LOG_PROBABILITY = math.log(1e-9)
"""Natural log of the probability of a word that no source has."""

_MIN_USER_LOG_PROBABILITY = -11.0
"""Minimum log probability of a user word: that of a word counted some 500 times."""

_MIN_USER_DOCUMENTS = 50
"""Minimum number of documents in which a user word counts as occurring."""

_MAX_USER_NEIGHBORS = 20
"""Maximum number of user words returned as neighbors of one word."""

_COST_OF_EDIT = 5.0
"""How many nats less likely each edit makes a neighbor, before it is compared."""

_MIN_STEM_CHARS = 4
"""Minimum length of a stem by which a word with an affix is recognized."""

_WORDS_CACHED = 40_000
_CANDIDATES_CACHED = 10_000
"""Entries in each generation of the caches; together they take some 30 MB."""

_UNKNOWN = Word(0, UNKNOWN_LOG_PROBABILITY, 0, 0, 0, 0, 0)
"""The entry of every word that no source has."""


class Lexicon:
    """The compiled dictionaries, mapped into memory.

    Args:
        folder: the output of :func:`ocrfix.dictionaries.compile.compile_dictionaries`.
        user_folders: dictionary folders of the user's own. The words of their ``words.tsv`` (word,
            and optionally count and spelling) are never changed, and misread copies of them are
            corrected to them; their ``phrases.tsv`` adds headings; their learned tables replace
            those of ``folder``.
        user_words: further user words.

    Attributes:
        user_words: all user words, as spelled.
        ngrams: the n-gram counts.
        confusions: the letter confusions of OCR engines.
        typing_errors: the model of typing errors.
        letter_lookalikes: runs of letters that look alike in type: printed, read.
        symbol_lookalikes: the letters that a digit or symbol may be read for.
        keyboard: the keys of a typewriter, each with those around it.
        function_words: English words that cannot end a clause and are not possessors.
        foreign_function_words: function words of other languages, with their languages.
        affixes: affixes that derive words, each a ``prefix`` or a ``suffix``.
        word_classes: the class of words that matter to punctuation, such as months.
        candidate_cache: candidates by word, for :mod:`ocrfix.correction.words.ranker`.
        token_cache: words by token, for :mod:`ocrfix.correction.annotated_tokens`.

    Raises:
        OSError: a file of the folder is missing or cannot be read.
        TableError: a user table cannot be read.
    """

    def __init__(
        self,
        folder: Path,
        user_folders: Sequence[Path] = (),
        user_words: frozenset[str] = frozenset(),
    ) -> None:
        self.folder = folder
        self._folders = (folder, *user_folders)
        self.user_words: frozenset[str] = user_words.union(_words_of(user_folders))
        self.user_spellings = {word.lower(): word for word in sorted(self.user_words)}
        self._trie = marisa_trie.Trie()
        self._trie.mmap(str(folder / "words.marisa"))
        self._records = map_file(folder / "words.bin")
        self._log_probabilities = self._records.cast("f")
        self._shorts = self._records.cast("H")
        self._index: NeighborIndex | None = None
        self._spellings: list[str | None] = []
        self._reversed_trie: marisa_trie.Trie | None = None
        self.ngrams = NgramCounts(
            _open_ngrams(folder, "bigrams"),
            _open_ngrams(folder, "cased-bigrams"),
            _open_ngrams(folder, "trigrams"),
        )
        self.candidate_cache = Cache(_CANDIDATES_CACHED)
        self.token_cache = Cache(_WORDS_CACHED)
        self._words = Cache(_WORDS_CACHED)
        self._read_tables(folder)

    def _read_tables(self, folder: Path) -> None:
        self.letter_lookalikes = _pairs(folder / "letter-lookalikes.tsv")
        self.set_confusions(Confusions.load(self.table_path("confusions.tsv")))
        self.symbol_lookalikes = {
            symbol: tuple(letters) for symbol, letters in _pairs(folder / "symbol-lookalikes.tsv")
        }
        self.keyboard = dict(_pairs(folder / "keyboard.tsv"))
        self.typing_errors = TypingErrors.load(
            self.table_path("typing-errors.tsv"), folder / "misspellings.tsv", self.keyboard
        )
        self.foreign_function_words = dict(_pairs(folder / "foreign-function-words.tsv"))
        self.affixes = _pairs(folder / "affixes.tsv")
        self._prefixes = tuple(affix for affix, kind in self.affixes if kind == "prefix")
        self._suffixes = tuple(affix for affix, kind in self.affixes if kind == "suffix")
        self.word_classes = dict(_pairs(folder / "word-classes.tsv"))
        self.function_words = frozenset(word for word, _ in _pairs(folder / "function-words.tsv"))

    def table_path(self, name: str) -> Path:
        """Return the file of a learned table: the user's own, if there is one."""
        for base in reversed(self._folders):
            if (base / name).exists():
                return base / name
        return self.folder / name

    def set_confusions(self, confusions: Confusions) -> None:
        """Use another table of letter confusions, and drop the candidates of the one before."""
        self.confusions = confusions.with_lookalikes(self.letter_lookalikes)
        self.candidate_cache.clear()

    def word(self, word: str) -> Word:
        """Return the entry of ``word``, which is in lower case."""
        known: Word | None = self._words.get(word)
        if known is None:
            # To the trie, a NUL ends the key.
            number = self._trie.get(word) if "\0" not in word else None
            if number is None:
                known = _UNKNOWN
            else:
                known = Word(
                    number + FIRST_WORD_ID, *_unpack_record(self._records, number * _RECORD_BYTES)
                )
            if word in self.user_spellings:
                known = Word(
                    known.ngram_id,
                    max(known.log_probability, _MIN_USER_LOG_PROBABILITY),
                    known.person_references,
                    known.lower_documents,
                    max(known.title_documents, _MIN_USER_DOCUMENTS),
                    known.upper_documents,
                    known.flags | DIPLOMATIC,
                )
            self._words.put(word, known)
        return known

    def is_derived(self, word: str) -> bool:
        """Whether a word is an English one with an affix: `subparagraph`, `landings`."""
        if not word.startswith(self._prefixes) and not word.endswith(self._suffixes):
            return False
        for affix, kind in self.affixes:
            if kind == "prefix" and word.startswith(affix):
                stem = word[len(affix) :]
            elif kind == "suffix" and word.endswith(affix):
                stem = word[: -len(affix)]
            else:
                continue
            if len(stem) >= _MIN_STEM_CHARS and self.word(stem).is_english:
                return True
        return False

    def near_words(self, word: str, max_distance: int) -> tuple[tuple[str, int], ...]:
        """Return the dictionary words near ``word``, each with its distance.

        An edit inserts, deletes or substitutes a letter, or swaps two neighbors (optimal string
        alignment).

        Args:
            word: the word, in lower case.
            max_distance: 1 or 2 edits.

        Returns:
            The nearest first, then in alphabetical order.
        """
        near = [(distance, other) for distance, other, _, _ in self.neighbors(word, max_distance)]
        near.sort()
        return tuple([(other, distance) for distance, other in near])

    def neighbors(
        self,
        word: str,
        max_distance: int,
        anchored: bool = False,
        min_log_probability: float = -math.inf,
        limit: int | None = None,
    ) -> list[tuple[int, str, float, int]]:
        """Return :meth:`near_words` as tuples of distance, word, log-probability and flags.

        Args:
            word: the word, in lower case.
            max_distance: 1 or 2 edits.
            anchored: allow leaving out words that share neither the first letter nor the last.
            min_log_probability: the natural log of the least probability of a word; the user's own
                are always returned.
            limit: the most words to return.

        Returns:
            The most promising first: frequent and near words.
        """
        if self._index is None:
            self._index = _open_index(self.folder, self._log_probabilities)
        index = self._index
        log_probabilities, shorts = self._log_probabilities, self._shorts
        if COMPILED:
            near = index.search(word, max_distance, anchored, min_log_probability)
        else:
            numbers = list(index.candidates(word, max_distance, min_log_probability))
            spellings = [self._spelling(number) for number in numbers]
            near = [
                (distance, numbers[at]) for distance, at in _within(word, spellings, max_distance)
            ]
        ranked = []
        for distance, number in near:
            log_probability = log_probabilities[number * _RECORD_FLOATS]
            ranked.append((_COST_OF_EDIT * distance - log_probability, number, distance))
        ranked.sort()
        found = []
        for _, number, distance in ranked[:limit]:
            log_probability = log_probabilities[number * _RECORD_FLOATS]
            flags = shorts[number * _RECORD_SHORTS + _FLAGS_AT]
            found.append((distance, self._spelling(number), log_probability, flags))
        if self.user_spellings:
            found = self._with_user_words(word, max_distance, found)
        return found

    def _with_user_words(
        self, word: str, max_distance: int, found: list[tuple[int, str, float, int]]
    ) -> list[tuple[int, str, float, int]]:
        """Return the neighbors of a word with the user's own words among them."""
        distances = {other: distance for distance, other, _, _ in found}
        user_words = list(self.user_spellings)
        for distance, at in _within(word, user_words, max_distance, _MAX_USER_NEIGHBORS):
            distances[user_words[at]] = distance
        found = []
        for other, distance in distances.items():
            known = self.word(other)
            found.append((distance, other, known.log_probability, known.flags))
        found.sort(key=_promise)
        return found

    def _spelling(self, number: int) -> str:
        """Return the word of a trie number; common words are requested repeatedly."""
        spellings = self._spellings
        if not spellings:
            self._spellings = spellings = [None] * len(self._trie)
        spelling = spellings[number]
        if spelling is None:
            spelling = spellings[number] = self._trie.restore_key(number)
        return spelling

    def phrases(self) -> list[str]:
        """Return the headings and letterheads, in capitals, the user's own among them."""
        found = [
            phrase.upper()
            for base in self._folders
            if (base / "phrases.tsv").exists()
            for phrase, *_ in tables.read_rows(base / "phrases.tsv", 2, min_columns=1)
        ]
        return list(dict.fromkeys(found))

    def words_starting_with(self, prefix: str) -> list[str]:
        """Return the words, in lower case, that start with ``prefix`` and are longer."""
        return [
            word
            for word in self._trie.keys(prefix)
            if word != prefix and self.word(word).flags & ~(RARE | FOREIGN)
        ]

    def words_ending_with(self, suffix: str) -> list[str]:
        """Return the words, in lower case, that end with ``suffix`` and are longer."""
        if self._reversed_trie is None:
            self._reversed_trie = marisa_trie.Trie()
            self._reversed_trie.mmap(str(self.folder / "reversed.marisa"))
        return [w[::-1] for w in self._reversed_trie.keys(suffix[::-1]) if w != suffix[::-1]]

    def words_at_start_of(self, letters: str) -> list[str]:
        """Return the words in any source that are a prefix of ``letters``, shortest first."""
        return list(self._trie.prefixes(letters))


def _promise(neighbor: tuple[int, str, float, int]) -> tuple[float, str]:
    """Return the sort key of a neighbor: frequent and near words first."""
    distance, word, log_probability, _ = neighbor
    return _COST_OF_EDIT * distance - log_probability, word


def _within(
    word: str, others: list[str], max_distance: int, limit: int | None = None
) -> Iterator[tuple[int, int]]:
    """Yield those of some words that are near: the distance and the index of each."""
    if others:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        hits = process.extract(
            word, others, scorer=OSA.distance, score_cutoff=max_distance, limit=limit
        )
        for _, distance, at in hits:
            if distance:
                yield int(distance), at


def _open_index(folder: Path, log_probabilities: memoryview[float]) -> NeighborIndex:
    return NeighborIndex(
        map_file(folder / "neighbors.starts").cast("I"),
        map_file(folder / "neighbors.entries").cast("I"),
        map_file(folder / "neighbors.masks").cast("Q"),
        map_file(folder / "neighbors.begins").cast("I"),
        map_file(folder / "neighbors.letters").cast("H"),
        log_probabilities,
        _RECORD_FLOATS,
    )


def _open_ngrams(folder: Path, name: str) -> NgramTable:
    return NgramTable(
        map_file(folder / f"{name}.keys").cast("Q"), map_file(folder / f"{name}.counts")
    )


def _pairs(path: Path) -> list[tuple[str, str]]:
    return [(first, second) for first, second in tables.read_rows(path, 2)]


def _words_of(folders: Sequence[Path]) -> Iterator[str]:
    for folder in folders:
        table = folder / "words.tsv"
        if table.exists():
            for word, *rest in tables.read_rows(table, 3, min_columns=1):
                yield rest[1] if len(rest) == 2 else word
