"""Settings of correction: the kinds of edits to make, and the thresholds."""

from __future__ import annotations

from typing import NamedTuple

MIN_CONFIDENCE = 0.3
"""Candidates less probable than this are not worth a reader's time, not even as suggestions."""


class CorrectionSettings(NamedTuple):
    """What correction may do.

    Attributes:
        kinds: the kinds of damage to repair, of :data:`ocrfix.correction.corrector.KINDS`.
        threshold: the least confidence with which an edit is made.
        suggest: the least confidence with which an edit is suggested.
    """

    kinds: frozenset[str]
    threshold: float
    suggest: float
