"""Line scan: cached lines give the same results in another text."""

from __future__ import annotations

from hypothesis import given, settings

from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.tagging.tagger import Tagger
from tests.profiles import examples
from tests.tagging.test_invariants import TEXTS


@settings(max_examples=examples(30))
@given(TEXTS, TEXTS)
def test_cached_lines_give_the_same_results_elsewhere(
    tagger: Tagger, rules: RuleSet, first: str, second: str
) -> None:
    tagger.tag(first)
    tagger.tag(second)
    assert tagger.tag(second + "\n" + first) == Tagger(rules).tag(second + "\n" + first)
