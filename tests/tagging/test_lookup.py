"""Lookup: control markings and portion marks are explained like codes and stamps."""

from __future__ import annotations

import pytest

from ocrfix.tagging.rules.lookup import explain_code
from ocrfix.tagging.rules.schema import RuleSet


@pytest.mark.parametrize(
    ("term", "name"),
    [
        ("RELIDO", "control:dissemination"),
        ("TK", "control:sci"),
        ("NF", "control:dissemination"),
        ("XD", "control:other-dissemination"),
        ("(TS)", "class:portion"),
        ("(C)", "class:portion"),
        ("NOFORN", "cap:noforn"),
    ],
)
def test_a_marking_is_explained(term: str, name: str, rules: RuleSet) -> None:
    found = [meaning for meaning in explain_code(term, rules) if meaning.id == name]
    assert len(found) == 1 and found[0].meaning and found[0].sources
