"""Rules and a tagger shared by all tests of tagging."""

from __future__ import annotations

from pathlib import Path

import pytest

from ocrfix.tagging.rules.loader import read_rules
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.tagging.tagger import Tagger

DICTIONARIES = Path(__file__).parents[2] / "dictionaries"


@pytest.fixture(scope="session")
def rules() -> RuleSet:
    return read_rules([DICTIONARIES])


@pytest.fixture(scope="session")
def tagger(rules: RuleSet) -> Tagger:
    return Tagger(rules)
