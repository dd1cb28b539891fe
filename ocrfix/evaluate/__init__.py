"""Measuring correction against passages whose truth is known."""

from __future__ import annotations

from ocrfix.evaluate.measure import Evaluation, evaluate
from ocrfix.evaluate.passages import Passage, PassageError, parse

__all__ = ["Evaluation", "Passage", "PassageError", "evaluate", "parse"]
