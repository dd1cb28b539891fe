"""The edit policy: edits made, suggested and dropped."""

from __future__ import annotations

import pytest

from ocrfix.correction.policy import EditDecision, EditPolicy, document_policy, proposal_policy
from ocrfix.correction.settings import CorrectionSettings
from ocrfix.correction.vetoes.veto import EditContext, Veto
from ocrfix.edits import Edit
from ocrfix.pipeline import get_pipeline

SETTINGS = CorrectionSettings(frozenset({"misread"}), threshold=0.75, suggest=0.4)
ALWAYS = Veto("always", "for the test", lambda edit, context: True, reach=30)
NEVER = Veto("never", "for the test", lambda edit, context: False, reach=70)


def edit(confidence: float, kind: str = "misread") -> Edit:
    return Edit(
        start=0, end=3, before="tbe", after="the", kind=kind, confidence=confidence, reason=""
    )


def context() -> EditContext:
    return EditContext("tbe men", get_pipeline().lexicon)


@pytest.mark.parametrize(
    ("confidence", "kind", "hard", "soft", "decision", "left"),
    [
        (0.75, "misread", (), (), EditDecision.MADE, 0.75),
        (0.74, "misread", (), (), EditDecision.SUGGESTED, 0.74),
        (0.39, "misread", (), (), EditDecision.DROPPED, 0.39),
        (0.99, "typist", (), (), EditDecision.SUGGESTED, 0.99),
        (0.99, "misread", (NEVER,), (NEVER,), EditDecision.MADE, 0.99),
        (0.99, "misread", (NEVER, ALWAYS), (), EditDecision.DROPPED, 0.99),
        (0.99, "misread", (), (NEVER, ALWAYS), EditDecision.SUGGESTED, 0.5),
        (0.45, "misread", (), (ALWAYS,), EditDecision.SUGGESTED, 0.45),
    ],
)
def test_decisions(
    confidence: float,
    kind: str,
    hard: tuple[Veto, ...],
    soft: tuple[Veto, ...],
    decision: EditDecision,
    left: float,
) -> None:
    policy = EditPolicy(SETTINGS, hard, soft)
    found, decided = policy.decide(edit(confidence, kind), context())
    assert (found, decided.confidence) == (decision, left)


def test_a_low_threshold_makes_even_demoted_edits() -> None:
    policy = EditPolicy(SETTINGS._replace(threshold=0.5), soft=(ALWAYS,))
    assert policy.divide([edit(0.9), edit(0.3)], context()).made == [edit(0.5)]


def test_the_reach_is_that_of_the_farthest_veto() -> None:
    assert EditPolicy(SETTINGS, (ALWAYS,), (NEVER,)).reach == 70
    assert EditPolicy(SETTINGS).reach == 0


def test_every_veto_has_a_unique_name_and_a_reason() -> None:
    for policy in (proposal_policy(SETTINGS), document_policy(SETTINGS)):
        for vetoes in (policy.hard, policy.soft):
            assert all(veto.reason for veto in vetoes)
            assert len({veto.name for veto in vetoes}) == len(vetoes)


def test_values_derived_for_vetoes_are_computed_once() -> None:
    asked = []

    def words(context: EditContext) -> list[str]:
        asked.append(context)
        return context.text.split()

    here = context()
    assert here.derive(words) == here.derive(words) == ["tbe", "men"]
    assert asked == [here]
