"""Evaluation: correction measured on passages with ground truth."""

from __future__ import annotations

from ocrfix.evaluate.evaluation import Evaluation, evaluate
from ocrfix.evaluate.passages import Passage, PassageError, parse

__all__ = ["Evaluation", "Passage", "PassageError", "evaluate", "parse"]
