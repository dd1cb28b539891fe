"""Evaluation of correction on passages with ground truth."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from ocrfix.document import Document
from ocrfix.evaluate.edit_effects import (
    ScoredEdit,
    count_effects,
    counts_by_kind,
    score_edits,
)
from ocrfix.evaluate.metrics import ErrorCounts, count_errors
from ocrfix.evaluate.passages import Passage
from ocrfix.evaluate.reliability import Bin, bins, calibration_error

SCHEMA_VERSION = 1
"""Version of the JSON record; raised when a field changes its meaning or is removed."""


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """The results of an evaluation.

    Attributes:
        normalization: the name of the normalization, from
            :data:`ocrfix.evaluate.normalization.NORMALIZATIONS`.
        all: the error counts of all passages.
        sources: the error counts of each source, by its name.
        edits: every edit and suggestion with its effect.
    """

    normalization: str
    all: ErrorCounts
    sources: dict[str, ErrorCounts]
    edits: tuple[ScoredEdit, ...]

    def __add__(self, other: Evaluation) -> Evaluation:
        none = ErrorCounts()
        sources = {
            name: self.sources.get(name, none) + other.sources.get(name, none)
            for name in sorted(self.sources.keys() | other.sources.keys())
        }
        return Evaluation(
            normalization=self.normalization,
            all=self.all + other.all,
            sources=sources,
            edits=self.edits + other.edits,
        )

    def bins(self) -> list[Bin]:
        """Return the bins of a reliability diagram."""
        return bins(self.edits)

    def to_json(self) -> str:
        """Return the counts and metrics as one line of JSON."""
        found = self.bins()
        record = {
            "schema": SCHEMA_VERSION,
            "normalization": self.normalization,
            "all": _group(self.all),
            "sources": {name: _group(counts) for name, counts in self.sources.items()},
            "kinds": counts_by_kind(self.edits),
            "all_kinds": count_effects(self.edits),
            "reliability": {"calibration_error": calibration_error(found), "bins": found},
        }
        return msgspec.json.encode(record).decode("utf-8")


def _group(counts: ErrorCounts) -> dict[str, Any]:
    return {"counts": counts, "metrics": counts.metrics()}


def evaluate(
    correct: Callable[[str], Document], passages: Iterable[Passage], normalization: str
) -> Evaluation:
    """Correct each passage and compare it with its ground truth.

    Args:
        correct: the function that corrects a text, such as :func:`ocrfix.correct`.
        passages: the passages.
        normalization: a name from :data:`ocrfix.evaluate.normalization.NORMALIZATIONS`.

    >>> import ocrfix
    >>> passage = Passage(id="a", ocr="Washington, Decembe 12", truth="Washington, December 12")
    >>> evaluate(ocrfix.correct, [passage], "letters").all.fixed
    1
    """
    all = ErrorCounts()
    sources: dict[str, ErrorCounts] = {}
    edits: list[ScoredEdit] = []
    for passage in passages:
        document = correct(passage.ocr)
        counts = count_errors(passage.ocr, document.clean, passage.truth, normalization)
        all += counts
        if passage.source:
            sources[passage.source] = sources.get(passage.source, ErrorCounts()) + counts
        edits += score_edits(document, passage.truth, normalization)
    return Evaluation(
        normalization=normalization,
        all=all,
        sources=dict(sorted(sources.items())),
        edits=tuple(edits),
    )
