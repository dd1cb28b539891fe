"""A check by the other readings on edits that are not of words: punctuation, noise, headings."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.readings.collation import AlignedReading, Collation, letters_of
from ocrfix.edits import Edit

_OF_SYMBOLS = frozenset({"punctuation", "specks", "noise"})
"""Kinds of edits that change no letters."""

BEFORE, AFTER, NEITHER, UNKNOWN = "before", "after", "neither", "unknown"
"""What another reading has where an edit is: the text before it, the text after it, something else,
or what cannot be told."""

_POSSIBLE, _PROBABLE = 0.3, 0.75
"""Least confidences of edits that are possible, and that are probable, without other readings."""

_STRAIGHT_QUOTES = str.maketrans("‘’‚‛′`´“”„‟″", "'''''''\"\"\"\"\"")
_MIN_CONFIDENCE, _MAX_CONFIDENCE = 0.02, 0.98
"""Confidences beyond these are taken as these, so that a check can still change them."""


class ReadingCheck:
    """The model that confirms or weakens edits by the other readings.

    It is logistic: the log odds of an edit are raised or lowered by what the readings have.

    Args:
        weights: the weight of each feature, by name; a missing weight is 0.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights

    def revise(
        self, analysis: Analysis, collation: Collation, edits: Iterable[Edit]
    ) -> Iterator[Edit]:
        """Yield the edits with the confidence and the reading that they rest on."""
        for edit in edits:
            found = [evidence(analysis, reading, edit) for reading in collation.aligned]
            features = check_features(edit, found)
            if not features:
                yield msgspec.structs.replace(edit, reading="first")
                continue
            score = sum(self.weights.get(name, 0.0) * value for name, value in features.items())
            confidence = 1 / (1 + math.exp(-score))
            if AFTER not in found:  # a reading that disagrees is no reason to be bolder
                confidence = min(confidence, edit.confidence)
            elif BEFORE not in found and NEITHER not in found:
                confidence = max(confidence, edit.confidence)
            yield msgspec.structs.replace(
                edit, confidence=confidence, reading="both" if AFTER in found else "first"
            )


def check_features(edit: Edit, found: Iterable[str]) -> dict[str, float]:
    """Return the features of an edit by name; none where no reading says anything.

    Args:
        edit: the edit.
        found: what each reading has; see :func:`evidence`.
    """
    known = [one for one in found if one != UNKNOWN]
    if edit.kind not in _OF_SYMBOLS:
        known = [one for one in known if one != NEITHER]  # words are often misread otherwise
    if not known:
        return {}
    confidence = min(max(edit.confidence, _MIN_CONFIDENCE), _MAX_CONFIDENCE)
    log_odds = math.log(confidence / (1 - confidence))
    features: dict[str, float] = {}
    for one in known:
        for name, value in (
            (one, 1.0),
            (f"{one}, {edit.kind}", 1.0),
            (f"{one}, {_grade(edit.confidence)}", 1.0),
            ("log odds", log_odds),
        ):
            features[name] = features.get(name, 0.0) + value / len(known)
    return features


def _grade(confidence: float) -> str:
    """Return how probable an edit is without other readings, in words."""
    if confidence < _POSSIBLE:
        return "improbable"
    return "possible" if confidence < _PROBABLE else "probable"


def evidence(analysis: Analysis, reading: AlignedReading, edit: Edit) -> str:
    """Return what a reading has where an edit is: the text before it, after it, or neither."""
    tokens = analysis.annotated.tokens
    left = bisect_right(tokens, edit.start, key=lambda token: token.end) - 1
    right = bisect_left(tokens, edit.end, key=lambda token: token.start)
    if left < 0 or right >= len(tokens):
        return UNKNOWN
    there = reading.between(left, right)
    if there is None:
        return UNKNOWN
    touched = [
        at
        for at, edge in (
            (left, edit.start - tokens[left].end),
            (right, tokens[right].start - edit.end),
        )
        if edge == 0
    ]
    if any(
        letters_of(reading.piece(at, at + 1) or "") != letters_of(tokens[at].text) for at in touched
    ):
        return NEITHER  # the symbol may be a part of the word that the reading has
    text = analysis.text
    begin, end = text[tokens[left].end : edit.start], text[edit.end : tokens[right].start]
    before, after = begin + edit.before + end, begin + edit.after + end
    # Some engines lose spaces: only where spaces are all that changes do they count.
    spaces_count = _comparable(before, spaces=False) == _comparable(after, spaces=False)
    read = _comparable(there, spaces=spaces_count)
    if read == _comparable(after, spaces=spaces_count):
        return AFTER
    return BEFORE if read == _comparable(before, spaces=spaces_count) else NEITHER


def _comparable(text: str, *, spaces: bool) -> str:
    """Return a text with straight quotes, and with single spaces or none."""
    return (" " if spaces else "").join(text.translate(_STRAIGHT_QUOTES).split())
