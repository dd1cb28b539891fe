"""Confidences of an OCR engine: how sure it was of each word of a text.

A confidence is evidence about the text as it was read. So a word loses it where its letters are
edited, and keeps it where only the text around the word moves.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol

from ocrfix.text.pages import PagedText


class _Replacement(Protocol):
    """Text in the place of other text, such as an edit."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def before(self) -> str: ...

    @property
    def after(self) -> str: ...


class WordConfidences:
    """The confidences of one OCR engine in the words of a text.

    Args:
        words: for each word ``(start, end, confidence)``: its span in the text (code points,
            half-open), and the probability that it was read right, from 0 to 1, as the engine
            states it; in any order. Words without a confidence are left out.
        engine: the name of the engine, as its output states it, such as ``tesseract 5.3.0``; empty
            if it is not known.

    Raises:
        ValueError: a span that is empty, before the text or overlaps another one, or a confidence
            that is not from 0 to 1.

    >>> confidences = WordConfidences([(0, 3, 0.31), (4, 9, 0.96)], "tesseract 5.3.0")
    >>> confidences.of(4, 8), confidences.of(0, 9)
    (0.96, None)
    """

    def __init__(self, words: Iterable[tuple[int, int, float]], engine: str = "") -> None:
        ordered = sorted(words)
        last = 0
        for start, end, confidence in ordered:
            if not last <= start < end:
                raise ValueError(f"the word at {start}..{end} is empty, or not after the others")
            if not 0.0 <= confidence <= 1.0:
                raise ValueError(f"the confidence {confidence} is not between 0 and 1")
            last = end
        self.engine = engine
        self._starts = [start for start, _, _ in ordered]
        self._ends = [end for _, end, _ in ordered]
        self._values = [confidence for _, _, confidence in ordered]

    @classmethod
    def of_pages(cls, paged: PagedText) -> WordConfidences:
        """Return the confidences of the words of a text with pages that have one."""
        return cls(
            (
                (word.start, word.end, word.confidence)
                for word in paged.words
                if word.confidence is not None
            ),
            paged.engine,
        )

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def end(self) -> int:
        """The offset after the last word, 0 if there is none."""
        return self._ends[-1] if self._ends else 0

    def of(self, start: int, end: int) -> float | None:
        """Return the confidence of the word that has all of ``[start, end)``, or ``None``."""
        at = bisect_right(self._starts, start) - 1
        return self._values[at] if at >= 0 and end <= self._ends[at] else None

    def after(self, replacements: Sequence[_Replacement]) -> WordConfidences:
        """Return the confidences in the words of the text after some edits.

        Args:
            replacements: edits of this text, in order and disjoint.

        Returns:
            Those of the words whose letters and digits stay, with offsets of the text after the
            edits. Where a character other than those is replaced inside a word, as in ``o'clock``,
            its parts are words.

        >>> from ocrfix.edits import Edit
        >>> edit = Edit(start=0, end=3, before="tbe", after="these", kind="misread",
        ...             confidence=0.9, reason="")
        >>> later = WordConfidences([(0, 3, 0.31), (4, 9, 0.96)]).after([edit])
        >>> later.of(0, 5), later.of(6, 11)
        (None, 0.96)
        """
        if not replacements:
            return self
        found: list[tuple[int, int, float]] = []
        shift = at = 0
        for start, end, value in zip(self._starts, self._ends, self._values, strict=True):
            while at < len(replacements) and replacements[at].end <= start:
                shift += _growth(replacements[at])
                at += 1
            parts = _parts(start, end, shift, replacements, at)
            found += [(first, stop, value) for first, stop in parts]
        return self._with(found)

    def part(self, start: int, end: int) -> WordConfidences:
        """Return the confidences in the words inside ``[start, end)``, with offsets from there."""
        first, stop = bisect_left(self._starts, start), bisect_right(self._ends, end)
        words = zip(
            self._starts[first:stop],
            self._ends[first:stop],
            self._values[first:stop],
            strict=True,
        )
        return self._with([(begin - start, until - start, value) for begin, until, value in words])

    def _with(self, words: Iterable[tuple[int, int, float]]) -> WordConfidences:
        return WordConfidences(words, self.engine)


def _growth(replacement: _Replacement) -> int:
    """Return by how much a replacement makes the text longer."""
    return len(replacement.after) - (replacement.end - replacement.start)


def _parts(
    start: int, end: int, shift: int, replacements: Sequence[_Replacement], at: int
) -> list[tuple[int, int]]:
    """Return the parts of a word that replacements leave, with offsets of the text after them.

    Args:
        start: where the word begins in the text before.
        end: where it ends.
        shift: by how much it has moved.
        replacements: the replacements.
        at: the number of the first that ends after the start of the word.
    """
    parts: list[tuple[int, int]] = []
    while at < len(replacements) and replacements[at].start < end:
        found = replacements[at]
        if any(map(str.isalnum, found.before + found.after)):
            return []
        if start < found.start:
            parts.append((start + shift, found.start + shift))
        start = max(start, found.end)
        shift += _growth(found)
        at += 1
    if start < end:
        parts.append((start + shift, end + shift))
    return parts
