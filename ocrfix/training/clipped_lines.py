"""Synthetic clipped lines, made from ground truth: training data for words clipped at the margin.

A passage of a page has lost its line ends, so pairs seldom show what the margin does. Here a line
is cut out of a passage and its last or first word loses one to three letters, as a photocopier or
a tight binding takes them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from ocrfix.training.pairs import Pair

_CLIPPED_PER_PASSAGE = 0.06
"""Clipped lines made for each passage; about what the margins of bound volumes take."""

_MIN_WORD_LETTERS = 6
_MIN_LETTERS_TO_LOSE_MORE = 8
"""A shorter word loses one letter only, so that enough is left to complete it."""

_MAX_LINE_WORDS = 12
_MAX_LOST_LETTERS = 3


def clipped_lines(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield pairs of a clipped line and the whole one, made from the ground truth of ``pairs``.

    Which passages, which words and how many letters depends on the passage alone, so that training
    twice with the same pairs gives the same weights. Each line is a document of its own.
    """
    for number, pair in enumerate(pairs):
        truth = pair.truth
        digest = hashlib.blake2b(truth.encode("utf-8"), digest_size=8).digest()
        if digest[0] >= 256 * _CLIPPED_PER_PASSAGE:
            continue
        words = truth.split()
        eligible = [i for i, w in enumerate(words) if len(w) >= _MIN_WORD_LETTERS and w.isalpha()]
        if not eligible:
            continue
        at = eligible[digest[1] % len(eligible)]
        length = digest[2] % _MAX_LINE_WORDS
        lose_more = len(words[at]) >= _MIN_LETTERS_TO_LOSE_MORE
        lost = 1 + digest[3] % _MAX_LOST_LETTERS if lose_more else 1
        at_end = digest[4] % 2
        if not at_end and digest[3] % 8:
            lost = (
                1  # a line that begins two letters short was mostly hyphenated on the line before
            )
        if at_end:
            line = words[max(0, at - length) : at + 1]
            seen = [*line[:-1], line[-1][:-lost]]
        else:
            line = words[at : at + length + 1]
            seen = [line[0][lost:], *line[1:]]
        yield Pair(f"{pair.document} clipped {number}", " ".join(seen), " ".join(line))
