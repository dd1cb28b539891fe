"""Looking words up: how likely they are, what they are known as, which others are near."""

from __future__ import annotations

import math
import mmap
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

import marisa_trie

from ocrfix.lexicon import tables
from ocrfix.lexicon.confusions import Confusions
from ocrfix.lexicon.format import MARKS, RECORD
from ocrfix.lexicon.neighbours import COMPILED, Near
from ocrfix.lexicon.ngrams import Counts, SideBySide
from ocrfix.lexicon.typing_errors import Slips
from ocrfix.lexicon.word import DIPLOMATIC, FOREIGN, RARE, Word
from ocrfix.system.cache import Cache

_UNPACK = struct.Struct(RECORD).unpack_from
_SIZE = struct.calcsize(RECORD)
_OFFSET = len(MARKS) + 1
# Where likelihood and flags stand in the records, for those that are asked by number.
_FLOATS = _SIZE // 4
_SHORTS = _SIZE // 2
_FLAGS = 6

UNLIKELY = math.log(1e-9)
"""Natural log of the likelihood of a word that no source knows."""

_OWN = -11.0
"""At least this likely is a word of the user's own dictionary: as a word counted some 500 times."""

_COUNTED = ("bigrams", "collection-bigrams", "trigrams")
COLLECTION = "collection-bigrams"
"""The table of pairs of the collection."""

_SHORTEST_STEM = 4

_MOST_KNOWN = 40_000
_MOST_OFFERED = 10_000
"""Of each so many are kept, and as many that were asked for before: some 30 MB in all."""

_OWN_DOCUMENTS = 50
"""In at least so many documents of the collection it counts as standing."""


_UNKNOWN = Word(0, UNLIKELY, 0, 0, 0, 0, 0)


class Lexicon:
    """The compiled dictionaries, mapped into memory.

    Args:
        folder: what :func:`ocrfix.dictionaries.compile.compile_dictionaries` made.
        own: folders of the user's own dictionaries. The words of their ``words.tsv`` (word, and if
            wanted count and spelling) are never changed as they stand there, and attract their
            misread twins; their ``phrases.tsv`` adds headings; their ``confusions.tsv`` and
            ``ranker.tsv`` stand for those learned here.
        words: further words of the user's own.

    Raises:
        OSError: a file of the folder is missing or cannot be read.
        TableError: a table of the user's own that cannot be read.
    """

    def __init__(
        self, folder: Path, own: Sequence[Path] = (), words: frozenset[str] = frozenset()
    ) -> None:
        self.folder = folder
        self._folders = (folder, *own)
        self.own: frozenset[str] = words.union(_own_words(own))
        self.own_spellings = {word.lower(): word for word in sorted(self.own)}
        self._trie = marisa_trie.Trie()
        self._trie.mmap(str(folder / "words.marisa"))
        self._records = _mapped(folder / "words.bin")
        self._likelihoods = self._records.cast("f")
        self._flags = self._records.cast("H")
        self._index: Near | None = None
        self._spelt: list[str | None] = []
        self._endings: marisa_trie.Trie | None = None
        self.side_by_side = SideBySide(*[_counts(folder, name) for name in _COUNTED])
        self.alike = [(meant, seen) for meant, seen in tables.rows(folder / "alike.tsv", 2)]
        self.confusions = Confusions.load(self.table("confusions.tsv")).with_runs(self.alike)
        self.lookalikes = {
            sign: tuple(letters) for sign, letters in tables.rows(folder / "lookalikes.tsv", 2)
        }
        self.keyboard = {key: near for key, near in tables.rows(folder / "keyboard.tsv", 2)}
        self.slips = Slips.load(self.table("slips.tsv"), folder / "spellings.tsv", self.keyboard)
        self.foreign = {word: tongue for word, tongue in tables.rows(folder / "foreign.tsv", 2)}
        self.affixes = [(affix, where) for affix, where in tables.rows(folder / "affixes.tsv", 2)]
        self._before = tuple(affix for affix, where in self.affixes if where == "before")
        self._after = tuple(affix for affix, where in self.affixes if where == "after")
        self.grammar = {word: kind for word, kind in tables.rows(folder / "grammar.tsv", 2)}
        self.small = frozenset(word for word, _ in tables.rows(folder / "small-words.tsv", 2))
        self.offered = Cache(_MOST_OFFERED)  # kept for ocrfix.correction.words.ranker
        self.looked_up = Cache(_MOST_KNOWN)  # kept for ocrfix.correction.annotated_tokens
        self._known = Cache(_MOST_KNOWN)

    def derived(self, word: str) -> bool:
        """Whether an unknown word is a known one with an affix: `subparagraph`, `landings`."""
        if not word.startswith(self._before) and not word.endswith(self._after):
            return False
        for affix, where in self.affixes:
            if where == "before" and word.startswith(affix):
                rest = word[len(affix) :]
            elif where == "after" and word.endswith(affix):
                rest = word[: -len(affix)]
            else:
                continue
            if len(rest) >= _SHORTEST_STEM and self.word(rest).is_english:
                return True
        return False

    def table(self, name: str) -> Path:
        """Return the file of a learned table: the user's own, where there is one."""
        for base in reversed(self._folders):
            if (base / name).exists():
                return base / name
        return self.folder / name

    def learn(self, confusions: Confusions) -> None:
        """Take another table of misreadings, and forget what was found with the one before."""
        self.confusions = confusions.with_runs(self.alike)
        self.offered.clear()

    def word(self, word: str) -> Word:
        """Return what is known of ``word``, given in small letters."""
        found: Word | None = self._known.get(word)
        if found is None:
            # A trie takes a NUL for the end of the key.
            number = self._trie.get(word) if "\0" not in word else None
            if number is None:
                found = _UNKNOWN
            else:
                found = Word(number + _OFFSET, *_UNPACK(self._records, number * _SIZE))
            if word in self.own_spellings:
                found = Word(
                    found.ngram_id,
                    max(found.log_probability, _OWN),
                    found.person_references,
                    found.lower_documents,
                    max(found.title_documents, _OWN_DOCUMENTS),
                    found.upper_documents,
                    found.flags | DIPLOMATIC,
                )
            self._known.put(word, found)
        return found

    def near(self, word: str, distance: int, anchored: bool = False) -> tuple[tuple[str, int], ...]:
        """Return the dictionary words within ``distance`` edits of ``word``, with their distance.

        An edit is one letter put in, taken out, changed or swapped with the next (optimal string
        alignment). ``distance`` is 1 or 2. Nearest first, then by the alphabet. Where ``anchored``,
        words that share neither the first letter nor the last may be left out.
        """
        near = self.neighbours(word, distance, anchored)
        return tuple([(found, edits) for edits, found, _, _ in near])

    def neighbours(
        self, word: str, distance: int, anchored: bool = False
    ) -> list[tuple[int, str, float, int]]:
        """Return the same with what is known of each: edits, word, likelihood and flags."""
        if self._index is None:
            self._index = Near(
                _mapped(self.folder / "near.starts").cast("I"),
                _mapped(self.folder / "near.words").cast("I"),
                _mapped(self.folder / "near.masks").cast("Q"),
                _mapped(self.folder / "near.begins").cast("I"),
                _mapped(self.folder / "near.letters").cast("H"),
            )
        near = self._index
        if COMPILED:
            likelihoods, flags = self._likelihoods, self._flags
            found = []
            for edits, number in near.within(word, distance, anchored):
                likelihood = likelihoods[number * _FLOATS]
                found.append(
                    (edits, self._spell(number), likelihood, flags[number * _SHORTS + _FLAGS])
                )
            if not self.own_spellings:
                found.sort()
                return found
            hits = {spelt: edits for edits, spelt, _, _ in found}
        else:
            words = [self._spell(number) for number in near.numbers(word, distance)]
            hits = dict(_compared(word, words, distance))
        hits.update(_compared(word, list(self.own_spellings), distance, 20))
        found = []
        for spelt, edits in hits.items():
            known = self.word(spelt)
            found.append((edits, spelt, known.log_probability, known.flags))
        found.sort()
        return found

    def _spell(self, number: int) -> str:
        """Return the word of that number; the same common words are near again and again."""
        spelt = self._spelt
        if not spelt:
            self._spelt = spelt = [None] * len(self._trie)
        found = spelt[number]
        if found is None:
            found = spelt[number] = self._trie.restore_key(number)
        return found

    def phrases(self) -> list[str]:
        """Return the headings and letterheads, in capitals, the user's own among them."""
        found = [
            phrase.upper()
            for base in self._folders
            if (base / "phrases.tsv").exists()
            for phrase, *_ in tables.rows(base / "phrases.tsv", 2, least=1)
        ]
        return list(dict.fromkeys(found))

    def beginning_with(self, beginning: str) -> list[str]:
        """Return the words, in small letters, that begin with ``beginning``, itself left out."""
        return [
            word
            for word in self._trie.keys(beginning)
            if word != beginning and self.word(word).flags & ~(RARE | FOREIGN)
        ]

    def beginnings(self, letters: str) -> list[str]:
        """Return the words, known or only seen, that ``letters`` begin with, shortest first."""
        return list(self._trie.prefixes(letters))

    def ending_with(self, ending: str) -> list[str]:
        """Return the words, in small letters, that end with ``ending``, itself left out."""
        if self._endings is None:
            self._endings = marisa_trie.Trie()
            self._endings.mmap(str(self.folder / "endings.marisa"))
        return [w[::-1] for w in self._endings.keys(ending[::-1]) if w != ending[::-1]]

    def pair(self, first: int, second: int, table: str = "bigrams") -> float:
        """Return the natural log of how often the pair was counted; a negative number for never.

        Args:
            first: the number of the first word.
            second: the number of the second word.
            table: one of the tables of :data:`ocrfix.lexicon.format.NGRAMS`.
        """
        if table == COLLECTION:
            return self.side_by_side.collected(first, second)
        return self.side_by_side.pair(first, second)

    def triple(self, first: int, second: int, third: int) -> float:
        """Return the natural log of how often the triple was counted; negative for never."""
        return self.side_by_side.triple(first, second, third)


def _compared(
    word: str, words: list[str], distance: int, most: int | None = None
) -> Iterator[tuple[str, int]]:
    """Yield those of some words that are near, with their distance."""
    if words:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        hits = process.extract(word, words, scorer=OSA.distance, score_cutoff=distance, limit=most)
        for found, edits, _ in hits:
            if edits:
                yield found, int(edits)


def _counts(folder: Path, name: str) -> Counts:
    return Counts(
        _mapped(folder / f"{name}.starts").cast("I"),
        _mapped(folder / f"{name}.keys").cast("Q"),
        _mapped(folder / f"{name}.counts"),
    )


def _own_words(folders: Sequence[Path]) -> Iterator[str]:
    for folder in folders:
        table = folder / "words.tsv"
        if table.exists():
            for word, *rest in tables.rows(table, 3, least=1):
                yield rest[1] if len(rest) == 2 else word


def _mapped(path: Path) -> memoryview:
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
