"""OCR damage in the texts in which the words of diplomatic English were counted."""

from __future__ import annotations

from collections.abc import Mapping

from ocrfix.lexicon.word import ENGLISH, TITLE, UPPER

_TRUSTED_COUNT = 300
"""Minimum count of a word that is never considered damage."""

_MUCH_COMMONER = 20
"""Minimum ratio of the counts of a much more frequent word or bigram."""

_INFLECTIONS = frozenset(("s", "d", "r", "ed", "er", "es", "ly", "ing", "ers", "ism", "ist"))
"""A word that lacks only one of these endings is a stem, not half of a hyphenated word."""


def damaged_words(
    counts: Mapping[str, int], flags: Mapping[str, int], bigrams: Mapping[str, int]
) -> set[str]:
    """Return the counted words that are damage of the counted texts themselves.

    Those texts were scanned too: `ofthe` was run together, and `sidered` is half of a word
    hyphenated at a line end. Suspect are lower-case words that general English does not have.
    They are damage if they are two words whose bigram is much more frequent, or the beginning
    or end of a much more frequent word that is not an inflection of them.

    Args:
        counts: how often each word was counted.
        flags: the flags of each word.
        bigrams: how often two words, separated by a space, were counted.
    """
    suspects = {
        word
        for word, count in counts.items()
        if flags[word] & (ENGLISH | TITLE | UPPER) == 0
        and word.isalpha()
        and count < _TRUSTED_COUNT
    }
    halves = set()
    for longer, count in counts.items():
        if flags[longer] & ENGLISH and longer.isalpha():
            for cut in range(2, len(longer) - 1):
                for half, rest in ((longer[:cut], longer[cut:]), (longer[cut:], longer[:cut])):
                    if half in suspects and count >= _MUCH_COMMONER * counts[half]:
                        inflected = longer.startswith(half) and rest in _INFLECTIONS
                        if not inflected:
                            halves.add(half)
    run_together = {
        word
        for word in suspects
        if any(
            bigrams.get(f"{word[:cut]} {word[cut:]}", 0) >= _MUCH_COMMONER * counts[word]
            for cut in range(1, len(word))
        )
    }
    return halves | run_together
