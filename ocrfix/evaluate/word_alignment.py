"""Alignment of the words of an OCR text with those of the ground truth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein


class AlignedWord(NamedTuple):
    """A word of the ground truth, or a gap before one, with the OCR words aligned to it.

    Attributes:
        correct: whether the OCR words are just that word; for a gap, whether there are none.
        ocr: the OCR words.
    """

    correct: bool
    ocr: tuple[str, ...]


EMPTY_GAP = AlignedWord(True, ())
"""A gap without OCR words, as it should be."""


class WordAlignment(NamedTuple):
    """An alignment of two texts.

    Attributes:
        words: one entry for each word of the ground truth.
        gaps: the gaps that have OCR words, by the index of the word after them.
    """

    words: list[AlignedWord]
    gaps: dict[int, AlignedWord]


def align_words(ocr: Sequence[str], truth: Sequence[str]) -> WordAlignment:
    """Align the words of a text with those of the ground truth.

    Texts are aligned word by word, and spans that differ character by character. A word of the
    ground truth gets the OCR words that share a character with it, and is correct if it is the only
    one and identical. OCR words that share no character with any word are noise, and belong to the
    gap before the next one.

    Args:
        ocr: the words of the text.
        truth: the words of the ground truth.

    >>> align_words(["con", "tained", "ofthe"], ["contained", "of", "the"]).words[0]
    AlignedWord(correct=False, ocr=('con', 'tained'))
    >>> align_words(["the", ";;", "note"], ["the", "note"]).gaps
    {1: AlignedWord(correct=False, ocr=(';;',))}
    """
    words = [AlignedWord(True, (word,)) for word in truth]
    gaps: dict[int, AlignedWord] = {}
    for ocr_start, ocr_end, start, end in _differing_spans(ocr, truth):
        aligned, noise = _align_characters(ocr[ocr_start:ocr_end], truth[start:end])
        words[start:end] = aligned
        gaps.update((start + gap, AlignedWord(False, tuple(stray))) for gap, stray in noise.items())
    return WordAlignment(words, gaps)


def _differing_spans(ocr: Sequence[str], truth: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return the spans that differ, adjacent ones merged: start and end in either text."""
    spans: list[tuple[int, int, int, int]] = []
    for op in Levenshtein.opcodes(ocr, truth):
        if op.tag == "equal":
            continue
        if spans and spans[-1][1] == op.src_start and spans[-1][3] == op.dest_start:
            spans[-1] = (spans[-1][0], op.src_end, spans[-1][2], op.dest_end)
        else:
            spans.append((op.src_start, op.src_end, op.dest_start, op.dest_end))
    return spans


def _align_characters(
    ocr: Sequence[str], truth: Sequence[str]
) -> tuple[list[AlignedWord], dict[int, list[str]]]:
    """Return the words of the ground truth with their OCR words, and the noise by gap."""
    overlaps = _overlaps(ocr, truth)
    indexes: list[list[int]] = [[] for _ in truth]
    noise: dict[int, list[str]] = {}
    next_gap = 0
    for index, overlapped in enumerate(overlaps):
        for t in overlapped:
            indexes[t].append(index)
        if overlapped:
            next_gap = max(overlapped) + 1
        else:
            noise.setdefault(next_gap, []).append(ocr[index])
    words = []
    for t, own in enumerate(indexes):
        # An OCR word that covers two words of the ground truth is correct for neither.
        times = sum(any(ocr[index] == truth[t] for index in other) for other in indexes)
        words_here = tuple(ocr[index] for index in own)
        words.append(AlignedWord(words_here == (truth[t],) and times == 1, words_here))
    return words, noise


def _overlaps(ocr: Sequence[str], truth: Sequence[str]) -> list[set[int]]:
    """Return for each OCR word the indexes of the words that share a character with it."""
    left, right = " ".join(ocr), " ".join(truth)
    left_word = [i for i, word in enumerate(ocr) for _ in range(len(word) + 1)]
    right_word = [i for i, word in enumerate(truth) for _ in range(len(word) + 1)]
    overlaps: list[set[int]] = [set() for _ in ocr]
    for op in Levenshtein.opcodes(left, right):
        if op.tag not in ("equal", "replace"):
            continue
        for s, t in zip(
            range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True
        ):
            if left[s] != " " and right[t] != " ":
                overlaps[left_word[s]].add(right_word[t])
    return overlaps
