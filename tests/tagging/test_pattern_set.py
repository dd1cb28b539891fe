"""Pattern sets: they find every pattern that matches, whatever they skip to be fast."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocrfix.tagging.code_lists import CodeListFinder
from ocrfix.tagging.pattern_set import PatternSet
from ocrfix.tagging.patterns import PatternFinder
from ocrfix.tagging.rules.required_literals import normalize, required_literals
from ocrfix.tagging.rules.schema import RuleSet
from ocrfix.text.lines import split_lines
from tests.profiles import examples
from tests.tagging.test_invariants import PIECES

LINES = st.lists(
    st.one_of(st.lists(PIECES, max_size=6).map("".join), st.text(max_size=60)), max_size=90
).map(lambda found: [part for text in found for part in split_lines(text)])


@pytest.fixture(scope="module")
def patterns(rules: RuleSet) -> list[str]:
    codes = CodeListFinder(rules.families, rules.codes, rules.layout)
    return [*PatternFinder(rules.rules).anchored, *codes.patterns]


@pytest.fixture(scope="module", params=["all at once", "when needed"])
def pattern_set(patterns: list[str], request: pytest.FixtureRequest) -> PatternSet:
    if request.param == "all at once":
        return PatternSet(patterns)
    return PatternSet(
        patterns, required_literals=[required_literals(pattern) for pattern in patterns]
    )


def missed(pattern_set: PatternSet, patterns: list[str], page: list[str]) -> list[tuple[str, str]]:
    """Return lines and patterns that match them but are not among their candidates."""
    return [
        (line, patterns[number])
        for line, candidates in zip(page, pattern_set.candidates(page), strict=True)
        for number in range(len(patterns))
        if number not in candidates and pattern_set[number].matches(line)
    ]


@settings(max_examples=examples(30))
@given(LINES)
def test_matching_lines_are_found_in_blocks(
    pattern_set: PatternSet, patterns: list[str], page: list[str]
) -> None:
    assert not missed(pattern_set, patterns, page)


PATTERNS = (
    r"^a\s*$", r"\Aa", r"a\z", r"(?m)^b{2,12}$", r"(?s)a.{0,40}b", r"[{2,12}]x", r"x\{2,12}",
    r"a\nb", r"[^a]b", r"\W{3,30}c", r"(?i)^(?-m:ab)$", r"[[:alpha:]]{2,10}\d", r"\Qa.b\E",
    r"\bx{1,10}\b", r"$",
)  # fmt: skip


@settings(max_examples=examples(200))
@given(st.lists(st.text("ab xABc{},2.\t-1é", max_size=12), max_size=70))
@pytest.mark.parametrize("few", [True, False])
def test_patterns_of_any_syntax_are_found(few: bool, page: list[str]) -> None:
    chosen = [*PATTERNS] if few else [*PATTERNS, *(f"{n}{{2,1{n}}}" for n in range(9))]
    assert not missed(PatternSet(chosen), chosen, page)
    lazy = PatternSet(chosen, required_literals=[required_literals(pattern) for pattern in chosen])
    assert not missed(lazy, chosen, page[:3])
    assert not missed(lazy, chosen, page)


@settings(max_examples=examples(50))
@given(LINES)
def test_matching_lines_contain_a_required_literal(patterns: list[str], page: list[str]) -> None:
    pattern_set = PatternSet(patterns)
    for line, candidates in zip(page, pattern_set.candidates(page), strict=True):
        text = normalize(line) + "\n" + normalize(line).casefold()
        for number in candidates:
            strings = required_literals(patterns[number])
            if strings and pattern_set[number].matches(line):
                assert any(string in text for string in strings), patterns[number]


def test_most_patterns_have_required_literals(patterns: list[str]) -> None:
    found = [required_literals(pattern) for pattern in patterns]
    assert sum(bool(strings) for strings in found) > 0.95 * len(found)
    assert sum(min(map(len, strings), default=0) > 1 for strings in found) > 0.7 * len(found)
