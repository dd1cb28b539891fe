"""Correction stage: one pass of all correctors over a text, with a decision on every edit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from ocrfix.correction.analysis import Analysis
from ocrfix.correction.corrector import CORRECTORS, Corrector
from ocrfix.correction.models import Models
from ocrfix.correction.policy import Decided, document_policy, proposal_policy
from ocrfix.correction.settings import CorrectionSettings
from ocrfix.correction.vetoes.veto import EditContext
from ocrfix.correction.words.corrector import WordCorrector
from ocrfix.edits import Edit, resolve_conflicts, sorted_edits

if TYPE_CHECKING:
    from ocrfix.correction.readings.collation import Collation


class Stage:
    """The correctors that the settings switch on, and the policies that decide on their edits.

    Args:
        models: the rankers and tables of the dictionaries; several stages may share them.
        settings: what is corrected, and the thresholds.
    """

    def __init__(self, models: Models, settings: CorrectionSettings) -> None:
        self.models = models
        self.settings = settings
        self.policy = proposal_policy(settings)
        self.document_policy = document_policy(settings)

    @cached_property
    def correctors(self) -> list[Corrector]:
        """The correctors of which at least one kind is switched on, in the registry's order."""
        return [
            corrector(self.models, self.settings)
            for corrector in CORRECTORS
            if not self.settings.kinds.isdisjoint(corrector.kinds)
        ]

    @property
    def reach(self) -> int:
        """The reach of correctors and vetoes: characters examined beyond the line of an edit."""
        return max(self.policy.reach, *(corrector.reach for corrector in CORRECTORS))

    def run(self, analysis: Analysis) -> Decided:
        """Return the edits to make now and those to suggest, without conflicts and in order."""
        context = EditContext(analysis.text, self.models.lexicon)
        joins = sorted_edits(self._propose(analysis, joins_words=True))
        made = self.policy.divide(joins, context).made
        others = (e for e in self._propose(analysis, joins_words=False) if not _touches(made, e))
        decided = self.policy.divide(
            (e for e in (*joins, *others) if e.confidence >= self.settings.suggest), context
        )
        return Decided(resolve_conflicts(decided.made)[0], resolve_conflicts(decided.suggested)[0])

    def _propose(self, analysis: Analysis, *, joins_words: bool) -> Iterator[Edit]:
        for corrector in self.correctors:
            if corrector.joins_words is joins_words:
                edits: Iterable[Edit] = corrector.propose(analysis)
                if analysis.confidences is not None and isinstance(corrector, WordCorrector):
                    calibration = self.models.engine_calibration
                    edits = calibration.revise(analysis, analysis.confidences, edits)
                if analysis.collation is not None:
                    edits = self._revise(corrector, analysis, analysis.collation, edits)
                for edit in edits:
                    if edit.kind in self.settings.kinds:
                        yield edit

    def _revise(
        self, corrector: Corrector, analysis: Analysis, collation: Collation, edits: Iterable[Edit]
    ) -> Iterable[Edit]:
        """Return the edits of a corrector after a look at the other readings."""
        if isinstance(corrector, WordCorrector):
            return self.models.word_readings.revise(analysis, collation, list(edits))
        return self.models.reading_check.revise(analysis, collation, edits)


def _touches(made: list[Edit], edit: Edit) -> bool:
    """Whether an edit overlaps or touches one of ``made``, which are in order."""
    if not made:
        return False
    after = bisect_right(made, edit.start, key=lambda e: e.start)
    near = made[max(0, after - 1) : after + 1]
    return any(e.start <= edit.end and edit.start <= e.end for e in near)
