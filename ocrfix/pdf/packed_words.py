"""Packed words: those of a large file in little memory, each made when it is asked for."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import overload

from ocrfix.text.pages import PageWord, Quad

_CORNERS = 8  # numbers of a quad


class PackedWords(Sequence[PageWord]):
    """Words with boxes, a seventh of the size of a list of them.

    >>> words = PackedWords()
    >>> words.append(PageWord(0, 5, Quad.from_box(0, 0, 9, 5)))
    >>> len(words), words[0].end, words[-1].quad.box, [word.start for word in words[:1]]
    (1, 5, (0.0, 0.0, 9.0, 5.0), [0])
    """

    def __init__(self) -> None:
        self._starts = array("I")
        self._ends = array("I")
        self._quads = array("d")
        self._changeable = bytearray()

    def append(self, word: PageWord) -> None:
        """Add a word, without its confidence: PDFs have none."""
        self._starts.append(word.start)
        self._ends.append(word.end)
        self._quads.extend(word.quad)
        self._changeable.append(word.is_changeable)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> PageWord: ...

    @overload
    def __getitem__(self, index: slice) -> list[PageWord]: ...

    def __getitem__(self, index: int | slice) -> PageWord | list[PageWord]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        at = range(len(self))[index]
        quad = Quad._make(self._quads[at * _CORNERS : (at + 1) * _CORNERS])
        return PageWord(self._starts[at], self._ends[at], quad, None, bool(self._changeable[at]))
