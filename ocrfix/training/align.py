"""Alignment of OCR text with its ground truth, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from ocrfix.text.tokens import Token, TokenizedText

_STRAIGHT_QUOTES = str.maketrans("‘’‚‛′`´“”„‟″", "'''''''\"\"\"\"\"")


class AlignedWords(NamedTuple):
    """Words of the OCR text and the words of the ground truth that they correspond to.

    Attributes:
        ocr_tokens: the indices of the words in the OCR text; empty where the engine lost them.
        truth: the words of the ground truth; empty where the engine saw what was not there.
    """

    ocr_tokens: tuple[int, ...]
    truth: tuple[str, ...]


def normalized_tokens(text: str) -> list[Token]:
    """Return the words of a text with straight quotes, as both sides of a pair are compared."""
    return TokenizedText(text.translate(_STRAIGHT_QUOTES)).tokens


def align(ocr: str, truth: str) -> Iterator[AlignedWords]:
    """Yield the aligned words of two texts, in order.

    Word by word first; where words differ, character by character, so that ``con tained`` is
    aligned with ``contained`` and ``ofthe`` with ``of the``.
    """
    seen = [token.text for token in normalized_tokens(ocr)]
    meant = [token.text for token in normalized_tokens(truth)]
    s0 = s1 = t0 = t1 = 0
    for op in Levenshtein.opcodes(seen, meant):
        if op.tag == "equal":
            yield from _align_characters(seen, meant, s0, s1, t0, t1)
            for s, t in zip(
                range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True
            ):
                yield AlignedWords((s,), (meant[t],))
            s0, t0 = op.src_end, op.dest_end
        s1, t1 = op.src_end, op.dest_end
    yield from _align_characters(seen, meant, s0, s1, t0, t1)


def _align_characters(
    seen: list[str], meant: list[str], s0: int, s1: int, t0: int, t1: int
) -> Iterator[AlignedWords]:
    """Yield the aligned words of ``seen[s0:s1]`` and ``meant[t0:t1]``, by letters in common."""
    if s0 == s1 and t0 == t1:
        return
    left, right = " ".join(seen[s0:s1]), " ".join(meant[t0:t1])
    left_word = [i for i in range(s0, s1) for _ in range(len(seen[i]) + 1)]
    right_word = [i for i in range(t0, t1) for _ in range(len(meant[i]) + 1)]
    shared: list[tuple[int, int]] = []
    for op in Levenshtein.opcodes(left, right):
        if op.tag in ("equal", "replace"):
            for s, t in zip(
                range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=False
            ):
                if left[s] != " " and right[t] != " ":
                    pair = (left_word[s], right_word[t])
                    if not shared or shared[-1] != pair:
                        shared.append(pair)
    # Words that share letters, directly or through others, are aligned together.
    s, t, k = s0, t0, 0
    while s < s1 or t < t1:
        if k < len(shared) and shared[k][0] == s and shared[k][1] == t:
            last_s, last_t = s, t
            while k < len(shared) and (shared[k][0] == last_s or shared[k][1] == last_t):
                last_s, last_t = max(last_s, shared[k][0]), max(last_t, shared[k][1])
                k += 1
            yield AlignedWords(tuple(range(s, last_s + 1)), tuple(meant[t : last_t + 1]))
            s, t = last_s + 1, last_t + 1
        elif s < s1 and (k >= len(shared) or shared[k][0] > s):
            yield AlignedWords((s,), ())
            s += 1
        else:
            yield AlignedWords((), (meant[t],))
            t += 1
