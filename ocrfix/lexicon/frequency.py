"""Word frequency: how common a word is, without opening the rest of the lexicon."""

from __future__ import annotations

import struct
from bisect import bisect_right
from pathlib import Path

import marisa_trie

from ocrfix.lexicon.format import WORD_RECORD
from ocrfix.system.mapped_files import map_file

_RECORD_BYTES = struct.calcsize(WORD_RECORD)

LEVELS = (-13.5, -10.5, -7.5)
"""Natural logs of the probabilities at which a word is rarely, often and very often used."""


class WordFrequency:
    """The frequency levels of the words of the compiled dictionaries.

    Args:
        folder: the compiled dictionaries.
    """

    def __init__(self, folder: Path) -> None:
        self._trie = marisa_trie.Trie()
        self._trie.mmap(str(folder / "words.marisa"))
        self._floats = map_file(folder / "words.bin").cast("f")

    def level(self, word: str) -> int:
        """Return the level of a word in lower case: 0 unknown, 1 rare, 4 among the commonest."""
        number = self._trie.get(word) if "\0" not in word else None
        if number is None:
            return 0
        return 1 + bisect_right(LEVELS, self._floats[number * _RECORD_BYTES // 4])
