"""Edit policy: the one place that decides whether an edit is made, suggested or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

import msgspec

from ocrfix.correction.settings import CorrectionSettings
from ocrfix.correction.vetoes.defined_terms import DEFINED_TERM_VETO
from ocrfix.correction.vetoes.email import EMAIL_VETO
from ocrfix.correction.vetoes.hard import HARD_VETOES
from ocrfix.correction.vetoes.protected import NOTE_VETO, SIC_VETO, USER_WORD_VETO
from ocrfix.correction.vetoes.punctuation import PUNCTUATION_VETOES
from ocrfix.correction.vetoes.veto import EditContext, Veto, find_veto
from ocrfix.correction.vetoes.wellformed import WELLFORMED_VETOES
from ocrfix.correction.words.typist import TYPIST
from ocrfix.edits import Edit

DEMOTED_CONFIDENCE = 0.5
"""Maximum confidence after a soft veto: half of the vetoed edits in the training pairs were
improvements."""

SUGGESTED_ONLY = frozenset({TYPIST})
"""Kinds of edits that are never made, because the typist's text is part of the record."""


class EditDecision(Enum):
    """What happens to a proposed edit."""

    MADE = "made"
    SUGGESTED = "suggested"
    DROPPED = "dropped"


class Decided(NamedTuple):
    """Edits by decision, each list in the order of the proposals."""

    made: list[Edit]
    suggested: list[Edit]


class EditPolicy:
    """The rules by which proposed edits are made, suggested or dropped.

    A hard veto drops an edit. A soft veto demotes it: its confidence becomes at most
    :data:`DEMOTED_CONFIDENCE`. Then the thresholds of the settings decide.

    Args:
        settings: the thresholds.
        hard: vetoes that forbid an edit.
        soft: vetoes that demote an edit.
    """

    def __init__(
        self, settings: CorrectionSettings, hard: Sequence[Veto] = (), soft: Sequence[Veto] = ()
    ) -> None:
        self.settings = settings
        self.hard = hard
        self.soft = soft
        self._by_kind: dict[str, tuple[list[Veto], list[Veto]]] = {}

    @property
    def reach(self) -> int:
        """The reach of the vetoes: characters examined beyond the line of an edit."""
        return max((veto.reach for veto in (*self.hard, *self.soft)), default=0)

    def forbids(self, edit: Edit, context: EditContext) -> bool:
        """Return whether a hard veto holds for an edit."""
        hard, _ = self._vetoes_for(edit.kind)
        return find_veto(hard, edit, context) is not None

    def decide(self, edit: Edit, context: EditContext) -> tuple[EditDecision, Edit]:
        """Return what happens to an edit, and the edit with the confidence left to it."""
        if self.forbids(edit, context):
            return EditDecision.DROPPED, edit
        _, soft = self._vetoes_for(edit.kind)
        if find_veto(soft, edit, context):
            edit = demoted(edit)
        if self.is_sure(edit):
            return EditDecision.MADE, edit
        if edit.confidence >= self.settings.suggest:
            return EditDecision.SUGGESTED, edit
        return EditDecision.DROPPED, edit

    def _vetoes_for(self, kind: str) -> tuple[list[Veto], list[Veto]]:
        """Return the hard and the soft vetoes for edits of a kind."""
        found = self._by_kind.get(kind)
        if found is None:
            hard = [veto for veto in self.hard if veto.is_for(kind)]
            soft = [veto for veto in self.soft if veto.is_for(kind)]
            found = self._by_kind[kind] = hard, soft
        return found

    def is_sure(self, edit: Edit) -> bool:
        """Return whether an edit is made unless a veto holds for it."""
        return edit.confidence >= self.settings.threshold and edit.kind not in SUGGESTED_ONLY

    def divide(self, edits: Iterable[Edit], context: EditContext) -> Decided:
        """Return the edits to make and the edits to suggest."""
        decided = Decided([], [])
        for edit in edits:
            decision, edit = self.decide(edit, context)
            if decision is EditDecision.MADE:
                decided.made.append(edit)
            elif decision is EditDecision.SUGGESTED:
                decided.suggested.append(edit)
        return decided


def demoted(edit: Edit) -> Edit:
    """Return an edit with the confidence that a soft veto leaves it."""
    confidence = min(edit.confidence, DEMOTED_CONFIDENCE)
    return msgspec.structs.replace(edit, confidence=confidence)


def proposal_policy(settings: CorrectionSettings) -> EditPolicy:
    """Return the policy for proposals; its vetoes look no farther than their reach."""
    return EditPolicy(
        settings,
        hard=(*HARD_VETOES, SIC_VETO),
        soft=(*PUNCTUATION_VETOES, *WELLFORMED_VETOES),
    )


def document_policy(settings: CorrectionSettings) -> EditPolicy:
    """Return the policy for edits that passed the first; its vetoes depend on the whole document.

    It is recomputed for each document, because a change anywhere may alter the result.
    """
    return EditPolicy(
        settings, hard=(NOTE_VETO, USER_WORD_VETO), soft=(EMAIL_VETO, DEFINED_TERM_VETO)
    )
