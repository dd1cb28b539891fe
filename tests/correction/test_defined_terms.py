"""Defined terms keep their capital, and other words lose a wrong one."""

from __future__ import annotations

import pytest

from ocrfix.correction.vetoes.defined_terms import DEFINED_TERM_VETO
from ocrfix.correction.vetoes.veto import EditContext, find_veto
from ocrfix.edits import Edit
from ocrfix.pipeline import get_pipeline

TREATY = (
    "The Parties agree that both Parties shall consult.\n"
    "Each of the Parties may inspect the\nParties at any time.\n"
    "No party to a dispute may refuse, and no Side may either.\n"
)


@pytest.mark.parametrize(
    ("text", "before", "after", "stays", "comment"),
    [
        (TREATY, "Parties", "parties", True, "the document capitalizes it three times"),
        (TREATY, "Side", "side", False, "it does so once"),
        (TREATY + "the parties " * 4, "Parties", "parties", False, "more often in lower case"),
        (TREATY.replace("Parties", "PARTIES"), "PARTIES", "parties", False, "a line of capitals"),
        ("Was it so? Was it not? Was he there? " * 3, "Was", "was", False, "it begins sentences"),
        (TREATY, "Parties", "Partiee", False, "the edit changes a letter"),
    ],
)
def test_defined_terms(text: str, before: str, after: str, stays: bool, comment: str) -> None:
    start = text.index(before)
    edit = Edit(
        start=start, end=start + len(before), before=before, after=after, kind="case",
        confidence=0.9, reason="",
    )  # fmt: skip
    context = EditContext(text, get_pipeline().lexicon)
    assert (find_veto([DEFINED_TERM_VETO], edit, context) is not None) is stays, comment


def test_the_policy_of_the_document_has_the_veto() -> None:
    policy = get_pipeline().stage.document_policy
    assert DEFINED_TERM_VETO in policy.soft
