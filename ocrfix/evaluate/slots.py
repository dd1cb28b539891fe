"""Which word of a reading stands for which word of the truth, and whether it is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein


class Slot(NamedTuple):
    """One place of the truth: a word of it, or the gap before one.

    Attributes:
        right: whether just the word stands there; of a gap, whether nothing does.
        reading: the words that stand there.
    """

    right: bool
    reading: tuple[str, ...]


EMPTY = Slot(True, ())
"""A gap in which nothing stands, as it should be."""


class Slots(NamedTuple):
    """All places of a truth.

    Attributes:
        words: one for each word of the truth.
        gaps: by the number of the word after it, each gap in which something stands.
    """

    words: list[Slot]
    gaps: dict[int, Slot]


def slots(seen: Sequence[str], truth: Sequence[str]) -> Slots:
    """Lay the words of a reading beside the words of the truth.

    Word by word first; inside each stretch that differs, letter by letter. A word of the truth
    gets the words that share a letter with it, and is right if it stands there alone and whole.
    Words that share letters with no word of the truth are noise, and stand in the gap before the
    next one.

    Args:
        seen: the words of the reading.
        truth: the words that stood on the page.

    >>> slots(["con", "tained", "ofthe"], ["contained", "of", "the"]).words[0]
    Slot(right=False, reading=('con', 'tained'))
    >>> slots(["the", ";;", "note"], ["the", "note"]).gaps
    {1: Slot(right=False, reading=(';;',))}
    """
    words = [Slot(True, (word,)) for word in truth]
    gaps: dict[int, Slot] = {}
    for s0, s1, t0, t1 in _stretches(seen, truth):
        states, noise = _by_letter(seen[s0:s1], truth[t0:t1])
        words[t0:t1] = states
        gaps.update((t0 + gap, Slot(False, tuple(stray))) for gap, stray in noise.items())
    return Slots(words, gaps)


def _stretches(seen: Sequence[str], truth: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return the stretches that differ, neighbours made one: from and to in each of the two."""
    found: list[tuple[int, int, int, int]] = []
    for op in Levenshtein.opcodes(seen, truth):
        if op.tag == "equal":
            continue
        if found and found[-1][1] == op.src_start and found[-1][3] == op.dest_start:
            found[-1] = (found[-1][0], op.src_end, found[-1][2], op.dest_end)
        else:
            found.append((op.src_start, op.src_end, op.dest_start, op.dest_end))
    return found


def _by_letter(
    seen: Sequence[str], truth: Sequence[str]
) -> tuple[list[Slot], dict[int, list[str]]]:
    left, right = " ".join(seen), " ".join(truth)
    left_word = [i for i, word in enumerate(seen) for _ in range(len(word) + 1)]
    right_word = [i for i, word in enumerate(truth) for _ in range(len(word) + 1)]
    stands_for: list[set[int]] = [set() for _ in seen]
    for op in Levenshtein.opcodes(left, right):
        if op.tag not in ("equal", "replace"):
            continue
        for s, t in zip(
            range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True
        ):
            if left[s] != " " and right[t] != " ":
                stands_for[left_word[s]].add(right_word[t])
    held: list[list[int]] = [[] for _ in truth]
    noise: dict[int, list[str]] = {}
    after = 0
    for number, meant in enumerate(stands_for):
        for t in meant:
            held[t].append(number)
        if meant:
            after = max(meant) + 1
        else:
            noise.setdefault(after, []).append(seen[number])
    states = []
    for t, numbers in enumerate(held):
        # A word that stands for two words of the truth is right for neither.
        shared = sum(any(seen[n] == truth[t] for n in other) for other in held)
        reading = tuple(seen[n] for n in numbers)
        states.append(Slot(reading == (truth[t],) and shared == 1, reading))
    return states, noise
