"""Typing-error features: whether a single error of the typist makes the text of the candidate.

Letters are transposed, a neighboring key is struck, a letter is left out or struck twice. OCR
engines seldom transpose letters, and make the other errors where letters look alike. The
classification of :mod:`ocrfix.lexicon.typing_errors` is finer; it decides later whose error it was.
"""

from __future__ import annotations

from collections.abc import Mapping

from ocrfix.correction.words.features.declarations import declare
from ocrfix.correction.words.linear_scorer import LinearScorer

_TRANSPOSITION = declare(
    "typing error, transposition", "typing error", "two adjacent letters are transposed"
)
_DOUBLED = declare("typing error, letter doubled", "typing error", "a letter is struck twice")
_DROPPED = declare(
    "typing error, doubled letter dropped", "typing error", "one of two equal letters is left out"
)
_OMISSION = declare("typing error, omission", "typing error", "a letter is left out inside")
_ADJACENT_KEY = declare(
    "typing error, adjacent key", "typing error", "a key beside the right one is struck"
)
_UPPER = declare("typing error, upper case", "typing error", "any of these, in upper case")

_NO_TYPING_ERROR = -1
"""The type of a candidate that no typing error explains."""


def add_typing_error_features(
    scorer: LinearScorer, meant: str, seen: str, keyboard: Mapping[str, str]
) -> None:
    """Add the feature of the typing error that would make ``seen`` of ``meant``, if there is one.

    Args:
        scorer: the scorer to which the feature is added.
        meant: the candidate.
        seen: the text that it replaces.
        keyboard: the keys of a typewriter, each with those around it.
    """
    error = typing_error(meant.lower(), seen.lower(), keyboard)
    if error != _NO_TYPING_ERROR:
        scorer.put(error, 1.0)
        if seen.isupper():
            scorer.put(_UPPER, 1.0)


def typing_error(meant: str, seen: str, keyboard: Mapping[str, str]) -> int:
    """Return the feature of the typing error that would make ``seen`` of ``meant``, or -1.

    >>> from ocrfix.correction.words.features.declarations import declared
    >>> declared()[typing_error("according", "accoridng", {})].name
    'typing error, transposition'
    """
    if len(meant) == len(seen):
        return _substitution(meant, seen, keyboard)
    shorter, longer = (meant, seen) if len(meant) < len(seen) else (seen, meant)
    size = len(shorter)
    if len(longer) != size + 1:
        return _NO_TYPING_ERROR
    at = 0
    while at < size and shorter[at] == longer[at]:
        at += 1
    if longer[at + 1 :] != shorter[at:]:
        return _NO_TYPING_ERROR
    twice = longer[at] in (longer[at - 1 : at], longer[at + 1 : at + 2])
    if longer is seen:
        return _DOUBLED if twice else _NO_TYPING_ERROR
    if 0 < at < size:
        return _DROPPED if twice else _OMISSION
    return _NO_TYPING_ERROR


def _substitution(meant: str, seen: str, keyboard: Mapping[str, str]) -> int:
    """Return the feature of the typing error that changed letters but not the length, or -1."""
    first = second = -1
    for at in range(len(meant)):
        if meant[at] != seen[at]:
            if second >= 0:
                return _NO_TYPING_ERROR
            if first < 0:
                first = at
            else:
                second = at
    if second == first + 1 and first >= 0:
        if meant[first] == seen[second] and meant[second] == seen[first]:
            return _TRANSPOSITION
    elif first >= 0 and second < 0 and seen[first] in keyboard.get(meant[first], ""):
        return _ADJACENT_KEY
    return _NO_TYPING_ERROR
