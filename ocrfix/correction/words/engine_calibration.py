"""Calibration of an OCR engine: what its confidence in a word says about an edit of the word.

The word corrector does not know how sure the engine was. Where the engine was sure, a proposed edit
is less probable than the corrector thinks, and where it was not, more so. How much, in nats of log
odds, is learned for each engine, apart for words of the dictionaries and others, because an engine
with a dictionary of its own is less sure of names. It never rises with the engine's confidence.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

import msgspec

from ocrfix.correction.analysis import Analysis
from ocrfix.edits import Edit
from ocrfix.lexicon import tables
from ocrfix.lexicon.word import Word
from ocrfix.text.confidences import WordConfidences

KNOWN, UNKNOWN = "known", "unknown"
"""Words as read that are English words of the dictionaries, and others."""

GROUPS = (KNOWN, UNKNOWN)
"""The groups of words that are calibrated apart."""

_CERTAIN = 1e-6
"""Confidences of edits nearer to 0 or 1 are taken as this near, so that their odds are finite."""


class Knot(NamedTuple):
    """One point of a piecewise linear function.

    Attributes:
        confidence: the engine's confidence in a word, from 0 to 1.
        log_odds: what it adds to the log odds of an edit of the word (nats).
    """

    confidence: float
    log_odds: float


class EngineCalibration:
    """The calibration of engines.

    Args:
        knots: the function of each engine and group of words, each with its knots in order.

    >>> calibration = EngineCalibration({("a", "known"): [Knot(0.5, 1.0), Knot(1.0, -3.0)]})
    >>> calibration.log_odds("A 5.3", "known", 0.75), calibration.log_odds("b", "known", 0.7)
    (-1.0, 0.0)
    """

    def __init__(self, knots: dict[tuple[str, str], Sequence[Knot]]) -> None:
        self.knots = knots

    @classmethod
    def load(cls, path: Path) -> EngineCalibration:
        """Read a table of four columns: engine, group of words, confidence, log odds.

        Raises:
            TableError: a row that cannot be read, or log odds that rise with the confidence.
        """
        knots: dict[tuple[str, str], list[Knot]] = {}
        for engine, group, confidence, log_odds in tables.read_rows(path, 4):
            knot = Knot(tables.parse_float(path, confidence), tables.parse_float(path, log_odds))
            before = knots.setdefault((engine, group), [])
            if before and not (
                before[-1].confidence < knot.confidence and before[-1].log_odds >= knot.log_odds
            ):
                raise tables.TableError(
                    f"{path}: the log odds of {engine}, {group}, rise at {knot.confidence:g}, or "
                    "its confidences are not in order"
                )
            before.append(knot)
        return cls(dict(knots))

    def log_odds(self, engine: str, group: str, confidence: float) -> float:
        """Return what a confidence adds to the log odds of an edit; 0 for an unknown engine.

        Args:
            engine: the name of the engine, with or without its version.
            group: :data:`KNOWN` or :data:`UNKNOWN`.
            confidence: the engine's confidence in the word, from 0 to 1.
        """
        knots = self.knots.get((engine_name(engine), group))
        if not knots:
            return 0.0
        at = bisect_right(knots, confidence, key=lambda knot: knot.confidence)
        if at == 0:
            return knots[0].log_odds
        if at == len(knots):
            return knots[-1].log_odds
        low, high = knots[at - 1], knots[at]
        share = (confidence - low.confidence) / (high.confidence - low.confidence)
        return low.log_odds + share * (high.log_odds - low.log_odds)

    def revise(
        self, analysis: Analysis, confidences: WordConfidences, edits: Iterable[Edit]
    ) -> list[Edit]:
        """Return edits of words with the confidence that they have by the engine's, too.

        Args:
            analysis: the text.
            confidences: the engine's confidences in the words of this text.
            edits: the edits that the word corrector proposes.
        """
        if engine_name(confidences.engine) not in {engine for engine, _ in self.knots}:
            return list(edits)
        return [self._revised(analysis, confidences, edit) for edit in edits]

    def _revised(self, analysis: Analysis, confidences: WordConfidences, edit: Edit) -> Edit:
        found = evidence_for(analysis, confidences, edit)
        if found is None:
            return edit
        log_odds = self.log_odds(confidences.engine, *found)
        return msgspec.structs.replace(edit, confidence=shifted(edit.confidence, log_odds))


def engine_name(engine: str) -> str:
    """Return the name of an engine without its version, in lower case.

    >>> engine_name("Tesseract 5.3.0"), engine_name("tesseract-ocr 4"), engine_name("")
    ('tesseract', 'tesseract', '')
    """
    return "".join(takewhile(str.isalpha, engine.strip().lower()))


def group_of(word: Word) -> str:
    """Return the group of a word as read, one of :data:`GROUPS`."""
    return KNOWN if word.is_english else UNKNOWN


def evidence_for(
    analysis: Analysis, confidences: WordConfidences, edit: Edit
) -> tuple[str, float] | None:
    """Return what an engine's confidence depends on, for the words that an edit changes.

    Returns:
        The group of the words, and the least confidence in them; ``None`` if one of them has none.
    """
    tokens = analysis.tokenized.tokens
    at = bisect_right(tokens, edit.start, key=lambda token: token.end)
    stop = max(edit.end, edit.start + 1)
    least = 1.0
    group = KNOWN
    first = at
    while at < len(tokens) and tokens[at].start < stop:
        confidence = confidences.of(tokens[at].start, tokens[at].end)
        if confidence is None:
            return None
        least = min(least, confidence)
        if group_of(analysis.annotated.words[at]) == UNKNOWN:
            group = UNKNOWN
        at += 1
    return (group, least) if at > first else None


def shifted(probability: float, log_odds: float) -> float:
    """Return a probability after its log odds have changed.

    >>> shifted(0.5, math.log(3.0)), shifted(0.25, 0.0)
    (0.75, 0.25)
    """
    if log_odds == 0.0:
        return probability
    odds = min(max(probability, _CERTAIN), 1.0 - _CERTAIN)
    return 1.0 / (1.0 + (1.0 - odds) / odds * math.exp(-log_odds))
